using System.Text;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.Rules;
using PromRuleLint.Rules.Formatting;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Rules.Formatting;

/// <summary>Formatting over all public rule files.</summary>
[Category("Corpus")]
public sealed class CorpusFormattingTests
{
    [Test]
    public void Only_expressions_change_and_no_meaning_does()
    {
        var problems = new List<string>();
        var reasons = new SortedDictionary<string, int>(StringComparer.Ordinal);
        int files = 0, changedFiles = 0, changes = 0;
        string root = SharedData.Path("corpus/dev");
        foreach (string path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var file = RuleFileReader.Read(SourceText.FromUtf8(Path.GetRelativePath(root, path), File.ReadAllBytes(path)));
            FormattedRuleFile formatted = RuleFileFormatter.Format(file);
            files++;
            changedFiles += formatted.IsChanged ? 1 : 0;
            changes += formatted.Changes.Length;
            foreach (SkippedExpression skipped in formatted.Skipped)
            {
                reasons[skipped.Reason] = reasons.GetValueOrDefault(skipped.Reason) + 1;
            }

            if (Problem(file, formatted) is { } problem)
            {
                problems.Add($"{file.Source.Path}: {problem}");
            }
        }

        var summary = new StringBuilder($"{files} files, {changedFiles} changed, {changes} changes");
        foreach ((string reason, int count) in reasons)
        {
            summary.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n{count} left: {reason}");
        }

        TestContext.Out.WriteLine(summary);
        Assert.That(problems, Is.Empty);
        Assert.That(changedFiles, Is.GreaterThan(1000));
    }

    private static string? Problem(RuleFile file, FormattedRuleFile formatted)
    {
        SourceRange[] expressions = [.. file.Rules.Where(rule => rule.Expression is not null).Select(rule => rule.Expression!.Scalar.Range)];
        if (formatted.Changes.FirstOrDefault(change => !expressions.Any(range => range.Start <= change.Range.Start && change.Range.End <= range.End)) is { } outside)
        {
            return $"a change outside the expressions: {outside}";
        }

        if (WithoutChanges(file.Source.Text, formatted) is { } difference)
        {
            return difference;
        }

        var again = RuleFileReader.Read(new SourceText(file.Source.Path, formatted.Text));
        if (!file.Rules.Zip(again.Rules).All(pair => ExprEquality.AreEqual(pair.First.Expression?.Root, pair.Second.Expression?.Root)) || file.Rules.Count() != again.Rules.Count())
        {
            return "another tree";
        }

        FormattedRuleFile second = RuleFileFormatter.Format(again);
        return second.IsChanged ? $"a second time changes {second.Changes[0]}" : null;
    }

    /// <summary>The texts between the changes, each as it was.</summary>
    private static string? WithoutChanges(string text, FormattedRuleFile formatted)
    {
        int before = 0;
        int after = 0;
        foreach (TextChange change in formatted.Changes.Append(new TextChange(new SourceRange(text.Length, text.Length), "")))
        {
            int length = change.Range.Start - before;
            if (!text.AsSpan(before, length).SequenceEqual(formatted.Text.AsSpan(after, length)))
            {
                return $"the text before {change.Range} is another";
            }

            before = change.Range.End;
            after += length + change.NewText.Length;
        }

        return after == formatted.Text.Length ? null : "the end of the text is another";
    }
}
