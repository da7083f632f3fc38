using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Tests.Rules;

public class SelectorPositionTests
{
    [Test, Category("Corpus")]
    public void The_text_at_the_reported_range_of_each_selector_of_the_corpus_is_the_selector()
    {
        var wrong = new List<string>();
        int selectors = 0;
        foreach (string path in Directory.EnumerateFiles(SharedData.Path("corpus/dev"), "*", SearchOption.AllDirectories))
        {
            SourceText source = SourceText.FromUtf8(path, File.ReadAllBytes(path));
            foreach (Rule rule in RuleFileReader.Read(source).Rules)
            {
                if (rule.Expression is not { Root: { } root, Parse.Errors.IsEmpty: true, Scalar.AnchorRange: null } expression)
                {
                    continue;
                }

                foreach (Expr node in root.DescendantsAndSelf().Where(static node => node is VectorSelector))
                {
                    selectors++;
                    SourceRange place = expression.ToSource(node.Range);
                    string there = Words(Decoded(place.In(source.Text).ToString(), expression.Scalar.Style));
                    string selector = Words(node.Range.In(expression.Text).ToString());
                    if (there != selector && wrong.Count < 20)
                    {
                        wrong.Add($"{path}({source.GetPosition(place.Start)}): {selector} is reported at {there}");
                    }
                }
            }
        }

        TestContext.Out.WriteLine($"{selectors} selectors");
        Assert.That(wrong, Is.Empty);
        Assert.That(selectors, Is.GreaterThan(20_000));
    }

    private static string Words(string text) => string.Concat(text.Where(static c => !char.IsWhiteSpace(c)));

    private static string Decoded(string text, YamlScalarStyle style) => style switch
    {
        YamlScalarStyle.SingleQuoted => text.Replace("''", "'", StringComparison.Ordinal),
        YamlScalarStyle.DoubleQuoted => text
            .Replace("\\\n", "", StringComparison.Ordinal)
            .Replace("\\n", " ", StringComparison.Ordinal)
            .Replace("\\ ", " ", StringComparison.Ordinal)
            .Replace("\\t", " ", StringComparison.Ordinal)
            .Replace("\\\"", "\"", StringComparison.Ordinal)
            .Replace("\\\\", "\\", StringComparison.Ordinal),
        _ => text,
    };
}
