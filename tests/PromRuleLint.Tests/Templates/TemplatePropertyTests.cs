using CsCheck;
using PromRuleLint.Templates;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Templates;

internal sealed class TemplatePropertyTests
{
    private static readonly Gen<string> Piece = Gen.OneOfConst(
        "{{", "}}", "{{-", " -}}", "{{ ", " }}", "if ", "else", "else if ", "with ", "range ", "end", "define ", "block ", "template ", "break", "continue",
        "$labels", ".a", "$x", ":=", "=", ",", "|", "(", ")", "\"a\"", "\"", "`", "'a'", "'", "\\", "1", "0x", "1.5e3", "_", "+", "i", "nil", "true", ".",
        "printf ", "query ", "eq ", "humanize", "index ", "/*", "*/", " ", "\n", "\r", "\t", "é", "😀", "\ud800", "\0", "%s", "{", "}", "$value", "first");

    private static readonly Gen<string> Text = Gen.OneOf(Piece.List[0, 40].Select(static pieces => string.Concat(pieces)), Gen.String);

    [Test]
    public void Any_text_is_read_without_an_exception_and_all_ranges_lie_in_it()
    {
        Text.Sample(
            static text =>
            {
                TemplateParseResult result = TemplateParser.Parse(text);
                var whole = new TextRange(0, text.Length);
                bool inside = result.Errors.Concat(result.ExecutionErrors).All(error => whole.Contains(error.Range) && error.Range.End >= error.Range.Start)
                    && result.Root.DescendantsAndSelf().All(node => whole.Contains(node.Range) && node.Range.End >= node.Range.Start)
                    && result.LabelReads.All(read => whole.Contains(read.Range) && read.Range.Contains(read.NameRange))
                    && result.Queries.All(query => whole.Contains(query.Map.ToOuterText(new TextRange(0, query.Expression.Length))));
                return inside && (result.ExecutionErrors.IsEmpty || !result.Errors.Any(static error => error.Kind == TemplateErrorKind.Syntax));
            },
            iter: 20_000);
    }

    [Test]
    public void A_child_lies_inside_of_its_parent()
    {
        Text.Sample(
            static text =>
            {
                TemplateParseResult result = TemplateParser.Parse(text);
                return !result.IsValid || result.Root.DescendantsAndSelf().All(
                    static node => Enumerable.Range(0, node.ChildCount).All(i => node.Range.Contains(node.GetChild(i).Range)));
            },
            iter: 20_000);
    }

    [Test]
    public void Text_without_actions_is_valid()
    {
        Gen.String.Where(static text => !text.Contains("{{", StringComparison.Ordinal)).Sample(static text => TemplateParser.Parse(text) is { IsValid: true, HasActions: false }, iter: 1000);
    }
}
