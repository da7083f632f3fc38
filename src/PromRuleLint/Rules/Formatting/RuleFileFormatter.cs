using System.Collections.Immutable;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules.Formatting;

/// <summary>
/// Brings the expressions of a rule file into canonical form, each in the style of its scalar. Everything else stays as it is,
/// to the byte. The result is read again: what would not give the same rules with the same trees is not changed.
/// </summary>
public static class RuleFileFormatter
{
    /// <summary>Formats the expressions of a file.</summary>
    /// <param name="file">The file as read.</param>
    /// <param name="options">How it was read.</param>
    /// <param name="width">The width of lines as <see cref="PromQLFormatter"/> counts it.</param>
    public static FormattedRuleFile Format(RuleFile file, RuleFileReaderOptions? options = null, int width = PromQLFormatter.DefaultWidth)
    {
        ArgumentNullException.ThrowIfNull(file);
        string text = file.Source.Text;
        if (file.Errors.Any(static error => error.Kind is RuleFileErrorKind.YamlSyntax or RuleFileErrorKind.TooDeepOrTooManyAliases or RuleFileErrorKind.TemplatedFile))
        {
            return new FormattedRuleFile(text, [], []);
        }

        var skipped = ImmutableArray.CreateBuilder<SkippedExpression>();
        List<Layout> layouts = Layouts(file, width, skipped);

        // What does not come back as it was is taken out; the rest is tried again.
        while (layouts.Count > 0)
        {
            ImmutableArray<TextChange> changes = [.. layouts.SelectMany(static layout => layout.Changes).OrderBy(static change => change.Range.Start)];
            string changed = TextEdits.Apply(text, changes.Select(static change => (change.Range.Start, change.Range.End, change.NewText)));
            HashSet<SourceRange>? wrong = WrongExpressions(file, changed, changes, options);
            if (wrong is { Count: 0 })
            {
                return new FormattedRuleFile(changed, changes, skipped.ToImmutable());
            }

            bool IsWrong(Layout layout) => wrong is null || wrong.Contains(layout.Scalar.Range);
            skipped.AddRange(layouts.Where(IsWrong).Select(static layout => new SkippedExpression(layout.Scalar.Range, "YAML would read its canonical form as something else there")));
            if (layouts.RemoveAll(IsWrong) == 0)
            {
                break;
            }
        }

        return new FormattedRuleFile(text, [], skipped.ToImmutable());
    }

    /// <summary>The changes of each expression that is not in canonical form, as its scalar can be written.</summary>
    private static List<Layout> Layouts(RuleFile file, int width, ImmutableArray<SkippedExpression>.Builder skipped)
    {
        var layouts = new List<Layout>();
        HashSet<CompactNode> shared = SharedScalars(file);
        foreach (Rule rule in file.Rules)
        {
            if (rule.Expression is not { } expression)
            {
                continue;
            }

            if (expression.Parse.IsLeftAlone)
            {
                skipped.Add(new SkippedExpression(expression.Scalar.Range, $"it is {expression.Language}, which is not read"));
            }
            else if (!expression.Parse.IsValid)
            {
                skipped.Add(new SkippedExpression(expression.Scalar.Range, "it has errors", HasErrors: true));
            }
            else if (!shared.Contains(expression.CompactScalar))
            {
                IReadOnlyList<TextChange> changes = ExpressionLayout.Changes(file.Source, rule, width, out string? reason);
                if (changes.Count > 0)
                {
                    layouts.Add(new Layout(expression.Scalar, changes));
                }
                else if (reason is not null && PromQLPrinter.Print(expression.Root!) != expression.Text.Trim())
                {
                    skipped.Add(new SkippedExpression(expression.Scalar.Range, reason));
                }
            }
        }

        return layouts;
    }

    /// <summary>Scalars that stand in more places than one, or in another than where they are written: behind anchors and in merged mappings.</summary>
    private static HashSet<CompactNode> SharedScalars(RuleFile file)
    {
        SourceRange[] anchors = [.. file.Aliases.Select(static alias => alias.AnchorRange).Distinct()];
        var shared = new HashSet<CompactNode>();
        foreach (YamlMapping mapping in file.Groups.Select(static group => group.Node).Concat(file.Rules.Select(static rule => rule.Node)))
        {
            foreach (YamlEntry entry in mapping.Entries)
            {
                AddIfShared(entry);
                if (entry.CompactValue.IsMapping)
                {
                    foreach (YamlEntry inner in entry.CompactValue.Entries)
                    {
                        AddIfShared(inner);
                    }
                }
            }
        }

        return shared;

        void AddIfShared(YamlEntry entry)
        {
            if (entry.CompactValue is { IsScalar: true } scalar && (entry.AliasRange is not null || entry.MergedAt is not null || anchors.Any(anchor => anchor.Start <= scalar.Range.Start && scalar.Range.End <= anchor.End)))
            {
                shared.Add(scalar);
            }
        }
    }

    /// <summary>The scalars whose expression is another after the change; null if the rules no longer correspond to those before.</summary>
    private static HashSet<SourceRange>? WrongExpressions(RuleFile before, string text, ImmutableArray<TextChange> changes, RuleFileReaderOptions? options)
    {
        RuleFile after = RuleFileReader.Read(new SourceText(before.Source.Path, text), options);
        Rule[] old = [.. before.Rules];
        Rule[] now = [.. after.Rules];
        if (old.Length != now.Length || before.Kind != after.Kind || before.Errors.Length != after.Errors.Length || before.Groups.Length != after.Groups.Length)
        {
            return null;
        }

        var wrong = new HashSet<SourceRange>();
        for (int i = 0; i < old.Length; i++)
        {
            if (!AreSame(old[i], now[i]))
            {
                if (old[i].Expression is not { } expression || !changes.Any(change => expression.Scalar.Range.Start <= change.Range.Start && change.Range.Start <= expression.Scalar.Range.End))
                {
                    return null;
                }

                wrong.Add(expression.Scalar.Range);
            }
        }

        return wrong;
    }

    private static bool AreSame(Rule a, Rule b) =>
        a.GetType() == b.GetType()
        && a.NameText == b.NameText
        && a.Node.Entries.Length == b.Node.Entries.Length
        && AreSame(a.Labels, b.Labels)
        && AreSame((a as AlertingRule)?.Annotations ?? [], (b as AlertingRule)?.Annotations ?? [])
        && (a as AlertingRule)?.For?.Scalar.Value == (b as AlertingRule)?.For?.Scalar.Value
        && AreSame(a.Expression, b.Expression);

    private static bool AreSame(ImmutableArray<LabelEntry> a, ImmutableArray<LabelEntry> b) =>
        a.Select(static entry => (entry.NameText, entry.ValueText)).SequenceEqual(b.Select(static entry => (entry.NameText, entry.ValueText)));

    private static bool AreSame(RuleExpression? a, RuleExpression? b)
    {
        if (a is null || b is null || !a.Parse.IsValid)
        {
            return a?.Text == b?.Text;
        }

        return b.Parse.IsValid
            && ExprEquality.AreEqual(a.Root, b.Root)
            && CommentsOf(a.Parse).SequenceEqual(CommentsOf(b.Parse), StringComparer.Ordinal);
    }

    private static IEnumerable<string> CommentsOf(ParseResult parse) =>
        parse.Comments.Select(comment => comment.Range.In(parse.Text).TrimEnd().ToString()).Order(StringComparer.Ordinal);

    private sealed record Layout(YamlScalar Scalar, IReadOnlyList<TextChange> Changes);
}
