using CsCheck;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Printing;

namespace PromRuleLint.Tests.PromQL.Printing;

public sealed class RandomTreeTests
{
    [Test]
    public void Printing_and_parsing_gives_the_tree_back() =>
        ExprGenerator.Expression.Sample(
            tree =>
            {
                ParseResult parse = PromQLParser.Parse(PromQLPrinter.Print(tree));
                return parse.IsValid && ExprEquality.AreEqual(tree, parse.Root);
            },
            iter: 20_000,
            print: tree => $"{PromQLPrinter.Print(tree)}\n{PromQLParser.Parse(PromQLPrinter.Print(tree)).Errors.FirstOrDefault()}");

    [Test]
    public void Formatting_keeps_the_tree_and_a_second_time_changes_nothing() =>
        Gen.Select(ExprGenerator.Expression, Gen.Int[1, 120]).Sample(
            (tree, width) =>
            {
                string formatted = PromQLFormatter.Format(tree, width);
                ParseResult parse = PromQLParser.Parse(formatted);
                return parse.IsValid && ExprEquality.AreEqual(tree, parse.Root) && PromQLFormatter.Format(parse, width) == formatted;
            },
            iter: 10_000,
            print: sample => PromQLFormatter.Format(sample.Item1, sample.Item2));
}
