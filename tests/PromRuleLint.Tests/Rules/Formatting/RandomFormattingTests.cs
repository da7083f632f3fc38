using CsCheck;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Rules.Formatting;
using PromRuleLint.Tests.PromQL;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Rules.Formatting;

/// <summary>Random expressions in random scalars of random files.</summary>
public sealed class RandomFormattingTests
{
    private static readonly Gen<string> Around = Gen.OneOfConst("", "    labels: {a: b} # kept\n", "\n    # kept\n    labels:\n      a: 'b'   \n", "    labels:\n        a: |\n          up==0\n");

    [Test]
    public void Only_the_expression_changes_and_its_tree_stays() =>
        Gen.Select(ExprGenerator.Expression, Gen.OneOfConst("|", "|-", "|+", ">", ">-", "'", "\"", "\"\n"), Gen.Int[1, 120], Gen.Int[1, 7], Around, Gen.OneOfConst("\n", "\r\n"))
            .Sample(
                (tree, style, width, indent, around, lineBreak) => Problem(FileOf(tree, style, width, indent, around).ReplaceLineEndings(lineBreak), around.ReplaceLineEndings(lineBreak), PromQLFormatter.Format(tree)) is null,
                iter: 1_500,
                print: sample => FileOf(sample.Item1, sample.Item2, sample.Item3, sample.Item4, sample.Item5) + Problem(FileOf(sample.Item1, sample.Item2, sample.Item3, sample.Item4, sample.Item5), sample.Item5, PromQLFormatter.Format(sample.Item1)));

    private static string FileOf(Expr tree, string style, int width, int indent, string around)
    {
        string text = PromQLFormatter.Format(tree, width);
        string margin = new(' ', 4 + indent);
        string block = margin + text.Replace("\n", "\n" + margin, StringComparison.Ordinal);
        string scalar = style switch
        {
            "'" => $"'{PromQLPrinter.Print(tree).Replace("'", "''", StringComparison.Ordinal)}'",
            "\"" => $"\"{Escape(PromQLPrinter.Print(tree))}\"",
            "\"\n" => $"\"{Escape(block).TrimStart()}\"",
            _ => $"{style[0]}{indent}{style[1..]}\n{block}",
        };
        return $"groups:\n- name: a\n  rules:\n  - record:  x\n    expr: {scalar}\n{around}  - record: y\n    expr:  up==0\n";
    }

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static string? Problem(string text, string around, string canonical)
    {
        var file = RuleFileReader.Read(new SourceText("f.yml", text));
        if (!file.Errors.IsEmpty || !file.Rules.First().Expression!.Parse.IsValid)
        {
            return $"not read: {file.Errors.FirstOrDefault()} {file.Rules.First().Expression!.Parse.Errors.FirstOrDefault()}";
        }

        FormattedRuleFile formatted = RuleFileFormatter.Format(file);
        var again = RuleFileReader.Read(new SourceText("f.yml", formatted.Text));
        string end = around + text[text.LastIndexOf("  - record: y", StringComparison.Ordinal)..].Replace("up==0", "up == 0", StringComparison.Ordinal);
        return !formatted.Skipped.IsEmpty ? $"skipped: {formatted.Skipped[0]}"
            : !again.Errors.IsEmpty || !file.Rules.Zip(again.Rules).All(pair => ExprEquality.AreEqual(pair.First.Expression!.Root, pair.Second.Expression!.Root)) ? $"another tree:\n{formatted.Text}"
            : !formatted.Text.EndsWith(end, StringComparison.Ordinal) ? $"another end:\n{formatted.Text}"
            : RuleFileFormatter.Format(again).IsChanged ? $"not stable:\n{formatted.Text}"
            : text.Contains("expr: |", StringComparison.Ordinal) && again.Rules.First().Expression!.Text.TrimEnd() != canonical ? $"not canonical:\n{formatted.Text}"
            : null;
    }
}
