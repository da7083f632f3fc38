using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.Yaml;

/// <summary>
/// Reads YAML into trees with exact ranges. What is YAML and what is not follows go-yaml (<c>go.yaml.in/yaml/v3</c>), with
/// which Prometheus reads its files: duplicate keys, merge keys, unknown anchors and control characters are reported as it reports
/// them.
/// </summary>
public static class YamlReader
{
    /// <summary>How deep collections may nest; a rule file needs fewer than ten levels.</summary>
    public const int MaxDepth = 1000;

    /// <summary>How many nodes all aliases of a file together may stand for.</summary>
    public const int MaxAliasedNodes = 400_000;

    /// <summary>
    /// Reads all documents of a file. Never throws: what is wrong stands in <see cref="YamlFile.Errors"/>, and the documents
    /// hold what could be read before and after it; <see cref="YamlFile.Unread"/> says what was left out.
    /// </summary>
    /// <param name="source">The file.</param>
    /// <param name="cancellation">Ends reading early with an <see cref="OperationCanceledException"/>.</param>
    public static YamlFile Read(SourceText source, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Read(source, new SharedTexts(source.Text.Length), cancellation);
    }

    /// <inheritdoc cref="Read(SourceText, CancellationToken)"/>
    internal static YamlFile Read(SourceText source, SharedTexts texts, CancellationToken cancellation)
    {
        var errors = ImmutableArray.CreateBuilder<YamlError>();
        if (source.InvalidBytesOffset >= 0)
        {
            int at = source.InvalidBytesOffset;
            errors.Add(new YamlError(YamlErrorKind.Syntax, new SourceRange(at, Math.Min(at + 1, source.Text.Length)), $"These bytes are not {(System.Text.Encoding.UTF8.Equals(source.Encoding) ? "UTF-8" : "UTF-16")}; save the file as UTF-8."));
        }

        int control = FindNotPrintable(source.Text);
        if (control >= 0)
        {
            errors.Add(new YamlError(
                YamlErrorKind.Syntax,
                new SourceRange(control, control + 1),
                $"The character U+{(int)source.Text[control]:X4} is not allowed in YAML; write it as an escape inside double quotes."));
        }

        var recovery = new YamlRecovery(source, texts, cancellation);
        YamlTreeBuilder tree = recovery.Read();
        errors.AddRange(tree.Errors);
        errors.AddRange(recovery.Reported);
        errors.Sort(static (a, b) => a.Range.Start.CompareTo(b.Range.Start));
        return new YamlFile(source, tree.Documents, tree.FindComments(), errors.ToImmutable()) { Unread = recovery.Unread, Aliases = [.. tree.Aliases] };
    }

    /// <summary>The offset of the first character that YAML does not allow; -1 for none.</summary>
    private static int FindNotPrintable(string text)
    {
        for (int at = 0; ; at++)
        {
            // Most lines are of ASCII, through which the search is much quicker.
            int length = text.AsSpan(at).IndexOfAnyExceptInRange(' ', '~');
            if (length < 0)
            {
                return -1;
            }

            at += length;
            if (!IsPrintable(text[at]))
            {
                return at;
            }
        }
    }

    private static bool IsPrintable(char c) => c is '\t' or '\n' or '\r' or (>= ' ' and < '\u007F') or '\u0085' or (>= '\u00A0' and < '\uFFFE');
}
