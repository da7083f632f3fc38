using PromRuleLint.Facts;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Facts;

public sealed class ValueSetReaderTests
{
    [TestCase("[0, 1]", 0, 1)]
    [TestCase("[0,1]", 0, 1)]
    [TestCase(" [ -1.5 , 2e3 ] ", -1.5, 2000)]
    [TestCase("(0, 1)", double.Epsilon, 1 - 1.1102230246251565e-16)]
    [TestCase("[0, +Inf)", 0, double.MaxValue)]
    [TestCase("[0, inf]", 0, double.PositiveInfinity)]
    [TestCase("(-Inf, 0]", -double.MaxValue, 0)]
    [TestCase("5", 5, 5)]
    [TestCase("whole numbers in (0, 5)", 1, 4)]
    [TestCase("any number", double.NegativeInfinity, double.PositiveInfinity)]
    public void Ends_of_a_range_belong_to_it_or_not(string text, double min, double max)
    {
        ValueSet set = Read(text);

        Assert.That((set.Min, set.Max), Is.EqualTo((min, max)));
        Assert.That(set.MayBeNaN || set.MayBeHistogram, Is.False);
    }

    [Test]
    public void Several_parts_make_one_set()
    {
        Assert.That(Read("0 or 1"), Is.EqualTo(ValueSet.Boolean));
        Assert.That(Read("whole numbers in [0, 1]"), Is.EqualTo(ValueSet.Boolean));
        Assert.That(Read("[0, 1] or NaN").MayBeNaN, Is.True);
        Assert.That(Read("NaN"), Is.EqualTo(ValueSet.NaN));
        Assert.That(Read("[0, 1] or 5").Contains(3), Is.False);
        Assert.That(Read("0 or 0.5").IsWhole, Is.False);
        Assert.That(Read("0 or a native histogram").MayBeHistogram, Is.True);
    }

    /// <summary>What <c>explain</c> shows can be declared.</summary>
    [TestCase("0 or 1")]
    [TestCase("0 or 1 or 2 or 7.5")]
    [TestCase("(0, 1]")]
    [TestCase("[0, +Inf)")]
    [TestCase("[0, +Inf]")]
    [TestCase("(-Inf, -3) or (3, +Inf)")]
    [TestCase("whole numbers in [0, 100]")]
    [TestCase("whole numbers in [0, +Inf)")]
    [TestCase("[0, 1] or NaN")]
    [TestCase("any number or NaN")]
    [TestCase("any number or a native histogram")]
    public void What_a_set_is_written_as_is_read_as_that_set(string text)
    {
        ValueSet set = Read(text);

        Assert.That(set.ToString(), Is.EqualTo(text));
        Assert.That(Read(set.ToString()), Is.EqualTo(set));
    }

    [TestCase("⟦positive⟧", "'positive' is not a number; write a range such as '[0, 1]'")]
    [TestCase("[0, 1⟦0⟧", "A ']' or ')' is expected here")]
    [TestCase("[0⟦]⟧", "The upper end of the range after a comma is expected here")]
    [TestCase("[⟦,⟧ 1]", "A number is expected here")]
    [TestCase("⟦[1, 0]⟧", "starts above its end")]
    [TestCase("⟦(1, 1)⟧", "There is no such number in '(1, 1)'")]
    [TestCase("whole numbers in ⟦(0, 1)⟧", "There is no such number")]
    [TestCase("whole numbers in ⟦5⟧", "A range is expected here")]
    [TestCase("0 ⟦and 1⟧", "'and 1' is not expected here")]
    [TestCase("0 o⟦r⟧", "A number is expected here")]
    [TestCase("[0, ⟦1e999⟧]", "is not a number")]
    [TestCase("[⟦NaN⟧, 1]", "is not a number")]
    [TestCase("⟦0x10⟧", "is not a number")]
    [TestCase("[0, ⟦--1⟧]", "is not a number")]
    public void What_is_no_set_is_told_at_its_place(string marked, string message)
    {
        MarkedText text = MarkedText.Parse(marked);

        Assert.That(ValueSetReader.Read(text.Text, out (TextRange Range, string Message) error), Is.Null);
        Assert.That(error.Message, Does.Contain(message));
        Assert.That(error.Range, Is.EqualTo(text.Marks[0].Range));
    }

    private static ValueSet Read(string text)
    {
        ValueSet? set = ValueSetReader.Read(text, out (TextRange Range, string Message) error);
        Assert.That(set, Is.Not.Null, error.Message);
        return set!;
    }
}
