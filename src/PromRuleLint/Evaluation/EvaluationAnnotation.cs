using PromRuleLint.Text;

namespace PromRuleLint.Evaluation;

/// <summary>What the engine says beside a result.</summary>
/// <param name="Severity">Warning or info.</param>
/// <param name="Message">The message as the reference words it, without its prefix and place.</param>
/// <param name="Range">The part of the expression it is about, in UTF-16 offsets of its text.</param>
public sealed record EvaluationAnnotation(AnnotationSeverity Severity, string Message, TextRange Range)
{
    /// <summary>The annotation as Prometheus shows it: with <c>PromQL warning:</c> or <c>PromQL info:</c> before and <c>(line:column)</c> behind.</summary>
    /// <param name="expression">The text of the expression.</param>
    public string ToString(string expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        string kind = Severity == AnnotationSeverity.Warning ? "warning" : "info";
        ReadOnlySpan<char> before = expression.AsSpan(0, Math.Min(Range.Start, expression.Length));
        int line = before.Count('\n') + 1;
        int column = System.Text.Encoding.UTF8.GetByteCount(before[(before.LastIndexOf('\n') + 1)..]) + 1;
        return $"PromQL {kind}: {Message} ({line}:{column})";
    }
}
