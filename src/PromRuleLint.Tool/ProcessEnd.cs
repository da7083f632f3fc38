using System.Runtime.InteropServices;

namespace PromRuleLint.Tool;

/// <summary>Ends this process without waiting for anything.</summary>
internal static class ProcessEnd
{
    /// <summary>
    /// Ends it at once. The runtime's own end waits until every thread has stopped and collects garbage, which takes longer the more
    /// there is.
    /// </summary>
    /// <param name="exitCode">The exit code.</param>
    public static void Now(int exitCode)
    {
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                _exit(exitCode);
            }
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // The runtime's way remains.
        }

        Environment.Exit(exitCode);
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void _exit(int exitCode);
}
