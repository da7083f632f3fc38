namespace PromRuleLint.Hosting.Git;

/// <summary>What was asked of git cannot be had; the message is a sentence for a person.</summary>
public sealed class GitException : Exception
{
    /// <summary>Makes the exception.</summary>
    public GitException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its cause.</summary>
    public GitException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
