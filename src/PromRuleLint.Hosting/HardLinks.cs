using System.Runtime.InteropServices;

namespace PromRuleLint.Hosting;

/// <summary>Other names of a file.</summary>
public static class HardLinks
{
    private const int CurrentFolder = -100;
    private const uint WithLinkCount = 0x4;

    // Offsets in struct statx, the same on all machines: stx_mask says which fields are filled, stx_nlink is the number of links.
    private const int Mask = 0;
    private const int LinkCount = 16;
    private const int AnswerLength = 256;

    /// <summary>Whether a file has other names, which keep the old text when the file is replaced; false where the system does not tell.</summary>
    /// <param name="path">The full path; links are followed.</param>
    public static bool HasOtherNames(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            byte[] answer = new byte[AnswerLength];
            return statx(CurrentFolder, path, 0, WithLinkCount, answer) == 0
                && (BitConverter.ToUInt32(answer, Mask) & WithLinkCount) != 0
                && BitConverter.ToUInt32(answer, LinkCount) > 1;
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] answer);
}
