namespace PromRuleLint.PromQL.Printing;

/// <summary>The comments at one node or matcher.</summary>
internal sealed class CommentSlots
{
    /// <summary>On lines of their own above it.</summary>
    public List<string> Leading { get; } = [];

    /// <summary>Behind it in its line.</summary>
    public string? Trailing { get; set; }

    /// <summary>Behind its opening bracket; of a binary operation, behind its operator.</summary>
    public string? Open { get; set; }

    /// <summary>On lines of their own above its closing bracket; of a binary operation, above its operator.</summary>
    public List<string> Closing { get; } = [];
}
