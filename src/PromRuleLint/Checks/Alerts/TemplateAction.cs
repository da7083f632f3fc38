using PromRuleLint.Text;

namespace PromRuleLint.Checks.Alerts;

/// <summary>The action of a template that holds a place, and what stands around it.</summary>
/// <param name="Range">From <c>{{</c> to <c>}}</c>.</param>
/// <param name="Percent">The percent sign that follows it, with the space before it; empty where none does.</param>
internal readonly record struct TemplateAction(TextRange Range, TextRange Percent)
{
    /// <summary>The action that holds a place; null where it does not end.</summary>
    public static TemplateAction? Find(string text, TextRange place)
    {
        int start = text.AsSpan(0, Math.Min(text.Length, place.Start + 1)).LastIndexOf("{{");
        int end = text.IndexOf("}}", place.End, StringComparison.Ordinal);
        if (start < 0 || end < 0)
        {
            return null;
        }

        end += 2;
        int at = end;
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        bool isPercent = at < text.Length && text[at] == '%';
        return new TemplateAction(new TextRange(start, end), isPercent ? new TextRange(end, at + 1) : new TextRange(end, end));
    }

    /// <summary>Whether an operand is all that the action holds, so that a pipe can follow it.</summary>
    public bool HoldsOnly(string text, TextRange operand) =>
        text.AsSpan(Range.Start + 2, operand.Start - Range.Start - 2).Trim(" \t\r\n-").IsEmpty && text.AsSpan(operand.End, Range.End - 2 - operand.End).Trim(" \t\r\n-").IsEmpty;

    /// <summary>Whether the value is shown as what it is, for the record: <c>VALUE = {{ $value }}</c>.</summary>
    public bool IsDump(string text)
    {
        ReadOnlySpan<char> before = text.AsSpan(0, Range.Start).TrimEnd();
        return before.Length > 0 && before[^1] is '=' or ':' && before[..^1].TrimEnd().TrimEnd("sS").EndsWith("value", StringComparison.OrdinalIgnoreCase);
    }
}
