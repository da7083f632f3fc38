using System.Text.Json;
using CsCheck;
using PromRuleLint.PromQL;

namespace PromRuleLint.Tests.PromQL;

public sealed class PrometheusDurationTests
{
    [Test]
    [Category("Corpus")]
    public void Every_duration_of_the_table_is_read_and_printed_as_the_reference_does()
    {
        foreach (string line in SharedData.Lines("conformance/duration.jsonl"))
        {
            using JsonDocument entry = JsonDocument.Parse(line);
            string text = entry.RootElement.GetProperty("text").GetString()!;
            bool accepted = entry.RootElement.TryGetProperty("ms", out JsonElement milliseconds);
            Assert.That(PrometheusDuration.TryParse(text, out TimeSpan value, out string error), Is.EqualTo(accepted), text);
            Assert.That(error, accepted ? Is.Empty : Is.Not.Empty, text);
            if (accepted)
            {
                Assert.That(value.TotalMilliseconds, Is.EqualTo(milliseconds.GetDouble()), text);
                Assert.That(PrometheusDuration.Format(value), Is.EqualTo(entry.RootElement.GetProperty("printed").GetString()), text);
            }
        }
    }

    [TestCase("9223372036854ms", 9223372036854)]
    [TestCase("106751d", 9223286400000)]
    [TestCase("000000000000000000000000001s", 1000)]
    [TestCase("0y0ms", 0)]
    public void A_duration_up_to_the_limit_is_read(string text, long milliseconds)
    {
        Assert.That(PrometheusDuration.TryParse(text, out TimeSpan value, out _), Is.True);
        Assert.That(value, Is.EqualTo(TimeSpan.FromMilliseconds(milliseconds)));
    }

    [TestCase("9223372036855ms")]
    [TestCase("106752d")]
    [TestCase("292y1y")]
    [TestCase("292y53w")]
    [TestCase("99999999999999999999999999s")]
    [TestCase("00")]
    [TestCase("m")]
    [TestCase("5m\n")]
    [TestCase("5ss")]
    public void A_duration_beyond_the_limit_or_of_another_form_is_not_read(string text) =>
        Assert.That(PrometheusDuration.TryParse(text, out _, out _), Is.False);

    [TestCase("1.5h", "unknown unit '.'")]
    [TestCase("5 m", "no space may stand in it; write '5m'")]
    [TestCase("1h 30 m", "no space may stand in it; write '1h30m'")]
    [TestCase("5 minutes", "unknown unit 'minutes'")]
    [TestCase("5 ", "the unit is missing after '5'")]
    [TestCase("10", "unit is missing after '10'")]
    [TestCase("1m1h", "from the largest to the smallest")]
    public void The_message_says_what_is_wrong(string text, string part)
    {
        Assert.That(PrometheusDuration.TryParse(text, out _, out string error), Is.False);
        Assert.That(error, Does.Contain(part));
    }

    [Test]
    public void What_is_printed_is_read_back() =>
        Gen.Long[0, 9223372036854].Sample(milliseconds =>
        {
            var value = TimeSpan.FromMilliseconds(milliseconds);
            return PrometheusDuration.TryParse(PrometheusDuration.Format(value), out TimeSpan back, out _) && back == value;
        });
}
