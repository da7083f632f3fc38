using PromRuleLint.PromQL.Printing;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Tests.PromQL.Printing;

public sealed class LongExpressionTests
{
    [Test]
    public void A_tree_of_any_depth_needs_no_deep_stack_and_no_room_beyond_measure()
    {
        const int Terms = 5_000;
        Expr chain = new VectorSelector(default) { Name = "a" };
        for (int i = 1; i < Terms; i++)
        {
            chain = new BinaryExpr(default, BinaryOperator.Add, default, chain, new VectorSelector(default) { Name = "b" });
        }

        string printed = "";
        string formatted = "";
        bool isSame = false;
        RunOnSmallStack(() =>
        {
            printed = PromQLPrinter.Print(chain);
            formatted = PromQLFormatter.Format(chain);
            isSame = ExprEquality.AreEqual(chain, chain);
        });
        Assert.That(printed, Has.Length.EqualTo((Terms * 4) - 3));
        Assert.That(formatted, Has.Length.LessThan(Terms * 2 * ((2 * PromQLFormatter.MaxIndentedLevel) + 10)));
        Assert.That(isSame, Is.True);
    }

    [Test]
    public void A_long_chain_keeps_its_comments() =>
        Assert.That(CommentTests.Problem(string.Join("\n+ ", Enumerable.Repeat("a # why", 900)), 100), Is.Null);

    [TestCase("(", ")", 99)]
    [TestCase("-(", ")", 99)]
    [TestCase("sum(", ")", 99)]
    public void Deep_nesting_is_formatted(string open, string close, int depth)
    {
        string text = string.Concat(Enumerable.Repeat(open, depth)) + "a # why\n" + string.Concat(Enumerable.Repeat(close, depth));
        Assert.That(CommentTests.Problem(text, 100), Is.Null);
    }

    private static void RunOnSmallStack(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            512 * 1024);
        thread.Start();
        thread.Join();
        Assert.That(failure, Is.Null);
    }
}
