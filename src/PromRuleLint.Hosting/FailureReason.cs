namespace PromRuleLint.Hosting;

/// <summary>Why a file cannot be read or written, for a person; the path is named by who asks, as it was given.</summary>
internal static class FailureReason
{
    /// <summary>Why it cannot be read.</summary>
    public static string ForReading(Exception exception) => exception is DirectoryNotFoundException ? "there is no such file" : For(exception);

    /// <summary>Why it cannot be written.</summary>
    public static string ForWriting(Exception exception) => exception is DirectoryNotFoundException ? "its folder is not there" : For(exception);

    private static string For(Exception exception) => exception switch
    {
        FileNotFoundException => "there is no such file",
        UnauthorizedAccessException => "access is denied",
        PathTooLongException => "the path is too long",
        _ => WithoutPath(exception.Message.ReplaceLineEndings(" ").TrimEnd('.')),
    };

    /// <summary>The message without the full path that the system puts into it: <c>Too many levels of symbolic links in '/a/b'</c>.</summary>
    private static string WithoutPath(string message)
    {
        int open = message.IndexOf('\'', StringComparison.Ordinal);
        int close = message.LastIndexOf('\'');
        if (open < 0 || close == open || !Path.IsPathFullyQualified(message[(open + 1)..close]))
        {
            return message;
        }

        string before = message[..open].TrimEnd(' ', ':');
        return (before.EndsWith(" in", StringComparison.Ordinal) ? before[..^3] : before) + message[(close + 1)..];
    }
}
