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
    private const short GoneEvents = 8 | 16;

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
    /// Whether nobody reads a pipe, a socket or a terminal any more. Writing to it does nothing then, so that what runs until it is
    /// ended has to ask.
    /// </summary>
    /// <param name="descriptor">Its number: 1 or 2.</param>
    public static bool IsReaderGone(int descriptor)
    {
        if (OperatingSystem.IsWindows() || !IsInherited(descriptor))
        {
            return false;
        }

        try
        {
            var asked = new PollDescriptor { Descriptor = descriptor };
            return poll(ref asked, 1, 0) > 0 && (asked.Seen & GoneEvents) != 0;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    /// <summary>
    /// Whether the descriptor was open at the start. If it was closed, the runtime reused its number for a file of its own, and
    /// writing to it would damage that file. The runtime's own files are opened close-on-exec or for reading.
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

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int poll(ref PollDescriptor asked, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Asked;
        public short Seen;
    }
}
