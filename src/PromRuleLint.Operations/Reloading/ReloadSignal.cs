using System.Globalization;
using System.ComponentModel;
using System.Diagnostics;

namespace PromRuleLint.Operations.Reloading;

/// <summary>Asks a process on this machine to reload, by SIGHUP.</summary>
internal static class ReloadSignal
{
    /// <summary>Sends the signal.</summary>
    /// <exception cref="ReloadException">It cannot be sent.</exception>
    public static void Send(int process)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new ReloadException(ReloadStep.Answered, "there are no signals on Windows; use the lifecycle API");
        }

        try
        {
            using Process kill = Process.Start(new ProcessStartInfo("/bin/kill", ["-HUP", process.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardError = true })!;
            string error = kill.StandardError.ReadToEnd();
            kill.WaitForExit();
            if (kill.ExitCode != 0)
            {
                throw new ReloadException(ReloadStep.Answered, $"process {process} cannot be signalled: {error.Trim()}");
            }
        }
        catch (Win32Exception exception)
        {
            throw new ReloadException(ReloadStep.Answered, $"process {process} cannot be signalled: {exception.Message}");
        }
    }
}
