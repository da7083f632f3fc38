namespace PromRuleLint.Hosting;

/// <summary>
/// Finds programs to start. A bare name handed to the system is looked up beside the running program and in the current
/// folder first, and the current folder may be a stranger's; only absolute folders of the PATH count here.
/// </summary>
internal static class ProgramFinder
{
    /// <summary>Finds a program on the PATH.</summary>
    /// <param name="name">The name without an extension, such as <c>git</c>.</param>
    /// <returns>The full path; null where no absolute folder of the PATH has it.</returns>
    public static string? Find(string name) => Find(name, Environment.GetEnvironmentVariable("PATH"));

    /// <summary>Finds a program in the folders of a search path.</summary>
    /// <param name="name">The name without an extension, such as <c>git</c>.</param>
    /// <param name="searchPath">Folders, separated as in the PATH. Relative and empty entries stand for the current folder and are skipped.</param>
    /// <returns>The full path; null where no absolute folder has it.</returns>
    public static string? Find(string name, string? searchPath)
    {
        // A script or a .com file of that name is not what is meant.
        string fileName = OperatingSystem.IsWindows() ? name + ".exe" : name;
        foreach (string entry in (searchPath ?? "").Split(Path.PathSeparator))
        {
            // Windows allows quotes around an entry.
            string folder = OperatingSystem.IsWindows() ? entry.Trim().Trim('"') : entry;
            if (!Path.IsPathFullyQualified(folder))
            {
                continue;
            }

            string path = Path.Combine(folder, fileName);
            if (IsProgram(path))
            {
                return path;
            }
        }

        return null;
    }

    private static bool IsProgram(string path)
    {
        try
        {
            // A folder is no program, and a file that nobody may execute only hides the one behind it.
            const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Execute) != 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
