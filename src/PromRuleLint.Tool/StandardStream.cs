using System.Runtime.InteropServices;

namespace PromRuleLint.Tool;

/// <summary>Standard output and standard error, as whoever started the process left them.</summary>
internal static class StandardStream
{
    private const int GetDescriptorFlags = 1;
    private const int GetStatusFlags = 3;
    private const int CloseOnExec = 1;
    private const int AccessMode = 3;
    private const int ReadOnly = 0;

    /// <summary>Opens one; one that was closed before the start takes what is written and shows nothing.</summary>
    /// <param name="descriptor">Its number: 1 or 2.</param>
    /// <param name="open">Opens it.</param>
    public static Stream Open(int descriptor, Func<Stream> open)
    {
        try
        {
            return IsInherited(descriptor) ? open() : Stream.Null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Stream.Null;
        }
    }

    /// <summary>
    /// Whether it was open at the start. The number of a closed one goes to what the runtime opens first: to write there would
    /// be to write into a file of the runtime's. The runtime opens all it needs so that no other program gets it, or for reading.
    /// </summary>
    private static bool IsInherited(int descriptor)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        try
        {
            int flags = fcntl(descriptor, GetDescriptorFlags);
            int status = fcntl(descriptor, GetStatusFlags);
            return flags >= 0 && (flags & CloseOnExec) == 0 && status >= 0 && (status & AccessMode) != ReadOnly;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return true;
        }
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fcntl(int descriptor, int command);
}
