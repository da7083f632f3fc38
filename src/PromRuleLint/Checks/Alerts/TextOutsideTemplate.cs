using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;
using PromRuleLint.Templates;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Checks.Alerts;

/// <summary>
/// Text that was meant to be a template and is printed as it stands: <c>$labels.job</c>, <c>{$value}</c> or <c>${value}</c>
/// outside of <c>{{ }}</c>, and templates in the labels of recording rules.
/// </summary>
internal sealed class TextOutsideTemplate : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL4021",
        name: "text-outside-template",
        title: "Template text outside of braces",
        messageFormat: "'{0}' stands outside of '{{{{ }}}}' and is printed as it is; write '{1}'",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A template variable (`$labels.…`, `$value`, `$externalLabels.…`, `$externalURL`) outside `{{ }}` in a label or annotation of an alert, bare or in single braces, and a template in a label of a recording rule.") { HasFix = true, FixSafety = FixSafety.Unsafe };

    private static readonly DiagnosticDescriptor LabelOfRecord = Descriptor with
    {
        MessageFormat = "the labels of a recording rule are no templates: '{0}' is recorded as it stands; keep the label in the expression, or set it there by label_replace",
    };

    private static readonly AsciiSet OtherSigns = new(":,;='<>");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleAction(Analyze);

    private static void Analyze(RuleContext context)
    {
        if (context.Rule is not AlertingRule alert)
        {
            foreach (LabelText label in context.Rule.LabelList)
            {
                ReportTemplateOfRecord(context, label);
            }

            return;
        }

        Analyze(context, alert, alert.LabelList);
        Analyze(context, alert, alert.AnnotationList);
    }

    private static void Analyze(RuleContext context, AlertingRule alert, LabelList entries)
    {
        foreach (LabelText entry in entries)
        {
            string text = entry.Value;
            if (!MayStandOutside(text))
            {
                continue;
            }

            TemplateParseResult template = TemplateParser.Parse(text, alert.NameText);
            if (!template.IsValid || PrintsBraces(template))
            {
                continue;
            }

            foreach (TextNode node in template.Root.DescendantsAndSelf().OfType<TextNode>())
            {
                ReportAll(context, entry, node.Range);
            }
        }
    }

    /// <summary>
    /// Whether a sign that a template begins with stands outside of <c>{{ }}</c>. An action may seem to end too early, at a
    /// <c>}}</c> in a string of it, and never too late.
    /// </summary>
    private static bool MayStandOutside(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny('$', '{') is >= 0 and int at)
        {
            if (!text[at..].StartsWith("{{"))
            {
                return true;
            }

            int end = text[at..].IndexOf("}}");
            if (end < 0)
            {
                return false;
            }

            text = text[(at + end + 2)..];
        }

        return false;
    }

    private static void ReportAll(RuleContext context, LabelText entry, TextRange within)
    {
        string text = entry.Value;
        for (int at = within.Start; at < within.End; at++)
        {
            if (Find(text, at, within) is not { } found)
            {
                continue;
            }

            string meant = $"{{{{ {found.Expression} }}}}";
            bool beginsPlain = entry.CompactValue.Style == YamlScalarStyle.Plain && found.Range.Start == 0;
            CodeFix? fix = beginsPlain ? null : context.Fix(entry.CompactValue.ToScalar()!, $"Write '{meant}'", isSafe: false, (found.Range, meant));
            context.ReportDiagnostic(Descriptor, entry.ToSource(found.Range), new() { Fix = fix }, found.Range.In(text).ToString(), meant);
            at = found.Range.End - 1;
        }
    }

    /// <summary>What was meant as a template and begins at an offset, with the expression that was meant; null where nothing does.</summary>
    private static (TextRange Range, string Expression)? Find(string text, int at, TextRange within)
    {
        if (text[at] is not ('$' or '{') || (at > within.Start && (text[at - 1] is '$' or '\\' or '{' || (text[at] == '$' && char.IsAsciiLetterOrDigit(text[at - 1])))))
        {
            return null;
        }

        ReadOnlySpan<char> rest = text.AsSpan(at, within.End - at);
        int length = ExpressionLength(rest);
        if (length > 0)
        {
            return (new TextRange(at, at + length), rest[..length].ToString());
        }

        bool dollarBefore = rest is ['$', '{', ..];
        if (!dollarBefore && rest[0] != '{')
        {
            return null;
        }

        int open = dollarBefore ? 2 : 1;
        int close = rest.IndexOfAny('}', '\n');
        if (close < open || rest[close] != '}' || rest[open..close].Contains('{'))
        {
            return null;
        }

        ReadOnlySpan<char> inner = rest[open..close].Trim();
        string expression = !inner.StartsWith('$') && (dollarBefore || inner.StartsWith("labels.")) ? $"${inner}" : inner.ToString();
        return IsPipeline(expression) ? (new TextRange(at, at + close + 1), expression) : null;
    }

    /// <summary>Whether a text in single braces is what templates hold: a variable or field of the alert, perhaps with functions.</summary>
    private static bool IsPipeline(ReadOnlySpan<char> text)
    {
        if (OtherSigns.IsIn(text))
        {
            return false;
        }

        foreach (Range word in text.Split(' '))
        {
            ReadOnlySpan<char> operand = text[word];
            if (operand is ".Value" || operand.StartsWith(".Labels.") || ExpressionLength(operand) == operand.Length && operand.Length > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How long the variable of a template is that a text begins with; 0 where it begins with none.</summary>
    private static int ExpressionLength(ReadOnlySpan<char> text)
    {
        if (text is not ['$', ..])
        {
            return 0;
        }

        int end = 1;
        while (end < text.Length && IsNameCharacter(text[end]))
        {
            end++;
        }

        ReadOnlySpan<char> name = text[1..end];
        if (name is "value" or "externalURL")
        {
            return end;
        }

        if (name is not ("labels" or "externalLabels"))
        {
            return 0;
        }

        int field = end + 1;
        while (field < text.Length && IsNameCharacter(text[field]))
        {
            field++;
        }

        return end < text.Length && text[end] == '.' && field > end + 1 ? field : end;
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    /// <summary>Whether a template prints braces itself: then it shows how a template is written.</summary>
    private static bool PrintsBraces(TemplateParseResult template) =>
        template.Root.DescendantsAndSelf().OfType<StringNode>().Any(static text => text.Value.Contains("{{", StringComparison.Ordinal));

    /// <summary>Prometheus does not expand the labels of recording rules.</summary>
    private static void ReportTemplateOfRecord(RuleContext context, LabelText label)
    {
        string text = label.Value;
        int open = text.IndexOf("{{", StringComparison.Ordinal);
        int close = open < 0 ? -1 : text.IndexOf("}}", open, StringComparison.Ordinal);
        if (close < 0)
        {
            return;
        }

        var range = new TextRange(open, close + 2);
        ReadOnlySpan<char> inside = range.In(text);
        if (inside.Contains("$labels", StringComparison.Ordinal) || inside.Contains("$value", StringComparison.Ordinal) || inside.Contains("$externalLabels", StringComparison.Ordinal) || inside.Contains(".Labels.", StringComparison.Ordinal))
        {
            context.ReportDiagnostic(LabelOfRecord, label.ToSource(range), inside.ToString());
        }
    }
}
