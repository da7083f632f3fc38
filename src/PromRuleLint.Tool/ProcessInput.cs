namespace PromRuleLint.Tool;

/// <summary>Standard input of the process.</summary>
internal static class ProcessInput
{
    /// <summary>Opens it; one that was closed before the start is empty.</summary>
    public static Stream Open() => OperatingSystem.IsLinux() && IsOwnPipe() ? Stream.Null : Console.OpenStandardInput();

    // In a process that is started without standard input, descriptor 0 is the pipe that the runtime sends its own signals
    // through. Reading it never ends and steals the signals. Unlike the pipe of a shell, its write end is open in this process.
    private static bool IsOwnPipe()
    {
        string? input = LinkOf("/proc/self/fd/0");
        return input?.StartsWith("pipe:", StringComparison.Ordinal) == true
            && Directory.EnumerateFiles("/proc/self/fd").Any(other => LinkOf(other) == input && IsForWriting(other));
    }

    // The last digit of the flags is how the file was opened: 1 to write.
    private static bool IsForWriting(string descriptor)
    {
        try
        {
            return File.ReadLines($"/proc/self/fdinfo/{Path.GetFileName(descriptor)}").Any(static line => line.StartsWith("flags:", StringComparison.Ordinal) && line.EndsWith('1'));
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string? LinkOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (IOException)
        {
            // Closed between the listing and the look.
            return null;
        }
    }
}
