using System.Formats.Tar;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace PromRuleLint.Hosting;

/// <summary>Who owns a file, on systems of the Unix kind.</summary>
[UnsupportedOSPlatform("windows")]
internal static class FileOwner
{
    /// <summary>Gives a file the owner and group of another one, where the system allows it: only a privileged process may give files away.</summary>
    public static void Copy(string from, string to)
    {
        if (Read(from) is { } owner && Read(to) is { } own && owner != own)
        {
            // Of a file that stays with whoever writes it nothing is wrong.
            _ = chown(to, (uint)owner.Uid, (uint)owner.Gid);
        }
    }

    // The archiver is what .NET has to tell owners.
    private static (int Uid, int Gid)? Read(string path)
    {
        using var archive = new MemoryStream();
        try
        {
            using (var writer = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
            {
                writer.WriteEntry(path, "file");
            }

            archive.Position = 0;
            using var reader = new TarReader(archive);
            return reader.GetNextEntry() is { } entry ? (entry.Uid, entry.Gid) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int chown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint owner, uint group);
}
