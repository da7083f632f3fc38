using PromRuleLint.Operations.Textfiles;

namespace PromRuleLint.Tool.Tests.Operations.Textfiles;

public sealed class ExpositionReaderTests
{
    [Test]
    public void Samples_are_read_with_labels_types_and_helps()
    {
        ExpositionFile file = ExpositionReader.Read("""
            # HELP beats Beats of "all" hearts.
            # TYPE beats gauge
            # any other comment

            beats{realm="prod", path="C:\\a\"b\nc",} 1.5e+06
              beats	{}	-Inf
            other NaN

            """.ReplaceLineEndings("\n"));

        Assert.That(file.Errors, Is.Empty);
        Assert.That(file.Samples.Select(static sample => sample.Series), Is.EqualTo(new[] { """beats{path="C:\\a\"b\nc", realm="prod"}""", "beats", "other" }));
        Assert.That(file.Samples.Select(static sample => sample.Value), Is.EqualTo(new[] { 1.5e6, double.NegativeInfinity, double.NaN }));
        Assert.That(file.TypeOf("beats")?.Text, Is.EqualTo("gauge"));
        Assert.That(file.Helps, Is.EqualTo(new[] { new ExpositionComment("beats", "Beats of \"all\" hearts.", 1) }));
    }

    [TestCase("beats\n", "'beats' has no value")]
    [TestCase("beats one\n", "'one' is no number")]
    [TestCase("beats 1,5\n", "'1,5' is no number")]
    [TestCase("1beats 1\n", "'1beats' is no metric name")]
    [TestCase("beats 1 1700000000000\n", "refuses files whose samples have timestamps")]
    [TestCase("beats 1 2 3\n", "is no timestamp")]
    [TestCase("beats{realm=prod} 1\n", "needs quotes")]
    [TestCase("beats{realm=\"prod} 1\n", "does not end in this line")]
    [TestCase("beats{realm=\"\\t\"} 1\n", "'\\t' is no escape")]
    [TestCase("beats{a=\"1\" b=\"2\"} 1\n", "a comma or '}' is missing")]
    [TestCase("beats{a=\"1\",a=\"2\"} 1\n", "the label 'a' is there twice")]
    [TestCase("beats{a:b=\"1\"} 1\n", "'a:b' is no label name")]
    [TestCase("beats 1\nbeats 2\n", "'beats' is in line 1 already")]
    [TestCase("# TYPE beats guage\nbeats 1\n", "'guage' is no metric type")]
    [TestCase("# TYPE beats gauge\n# TYPE beats gauge\nbeats 1\n", "'beats' has a second TYPE")]
    [TestCase("# HELP beats a\n# HELP beats b\nbeats 1\n", "'beats' has a second HELP")]
    [TestCase("beats 1\n# TYPE beats gauge\n", "follows its first sample in line 1")]
    [TestCase("beats 1", "the last line does not end")]
    public void Faults_are_told(string text, string message)
    {
        Assert.That(ExpositionReader.Read(text).Errors, Has.One.Matches<ExpositionError>(error => error!.Message.Contains(message, StringComparison.Ordinal)));
    }

    [Test]
    public void Reading_goes_on_after_a_fault()
    {
        ExpositionFile file = ExpositionReader.Read("a one\nb 2\nc three\n");

        Assert.That(file.Errors.Select(static error => error.Line), Is.EqualTo(new[] { 1, 3 }));
        Assert.That(file.Samples.Select(static sample => sample.Name), Is.EqualTo(new[] { "b" }));
    }

    [Test]
    public void Every_beginning_of_a_file_is_whole_or_faulty_but_never_read_as_another()
    {
        const string Text = "# TYPE seq gauge\nseq{realm=\"prod\"} 1234\n";
        for (int length = 0; length < Text.Length; length++)
        {
            ExpositionFile file = ExpositionReader.Read(Text[..length]);
            Assert.That(file.Errors.IsEmpty && !file.Samples.IsEmpty, Is.False, $"the first {length} characters");
        }
    }
}
