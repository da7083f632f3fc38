using PromRuleLint.Diagnostics;
using PromRuleLint.Reporting;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Reporting;

public sealed class TextReportTests
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL9001",
        name: "sample-check",
        title: "A sample",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error) { HelpLinkUri = "https://help.example/PRL9001.md" };

    [Test]
    public void Finding_shows_its_line_with_the_range_underlined()
    {
        Assert.That(Frame("a: 1\nexpr: ⟦up⟧ > 0\n"), Is.EqualTo("""
             --> rules/a.yml:2:7
              |
            2 | expr: up > 0
              |       ^^
            """));
    }

    [Test]
    public void Long_chain_is_folded_and_what_was_shown_is_not_shown_again()
    {
        var source = new SourceText("rules/a.yml", "0123456789");
        AdditionalLocation[] steps = [.. Enumerable.Range(0, 9).Select(i => new AdditionalLocation(new Location(source, new SourceRange(i, i + 1)), $"reason {i}"))];
        Diagnostic first = new(Descriptor, new Location(source, new SourceRange(0, 1)), "first", [.. steps]);
        Diagnostic second = new(Descriptor, new Location(source, new SourceRange(0, 1)), "second", [new(new Location(source, new SourceRange(9, 10)), "its own"), .. steps[1..4], new(new Location(source, new SourceRange(9, 10)), "its end")]);

        string folded = Report(isVerbose: false);

        Assert.That(Notes(folded), Is.EqualTo(new[]
        {
            "reason 0", "reason 1", "reason 2 (rules/a.yml:1:3)", "reason 3 (rules/a.yml:1:4)", "reason 4 (rules/a.yml:1:5)", "reason 5 (rules/a.yml:1:6)", "3 more reasons; --verbose shows all",
            "its own", "reason 1 (rules/a.yml:1:2), as shown above", "its end (rules/a.yml:1:10)",
        }));
        Assert.That(Notes(Report(isVerbose: true)), Is.EqualTo(steps.Select(static step => step.Message).Concat(["its own", "reason 1", "reason 2", "reason 3", "its end"])));

        string Report(bool isVerbose)
        {
            using var writer = new StringWriter { NewLine = "\n" };
            TextReport.Write(writer, [first, second], new TextReportOptions { IsVerbose = isVerbose });
            return writer.ToString();
        }

        static IEnumerable<string> Notes(string report) => report.Split('\n').Where(static line => line.StartsWith("note: ", StringComparison.Ordinal)).Select(static line => line[6..]);
    }

    [Test]
    public void Range_of_several_lines_is_underlined_on_each_without_the_indentation()
    {
        Assert.That(Frame("expr: |\n  ⟦sum(\n\n    up\n  )⟧\n"), Is.EqualTo("""
             --> rules/a.yml:2:3
              |
            2 |   sum(
              |   ^^^^
            3 |
            4 |     up
              |     ^^
            5 |   )
              |   ^
            """));
    }

    [Test]
    public void Long_range_shows_its_beginning_and_its_end()
    {
        string text = "⟦" + string.Join('\n', Enumerable.Range(1, 12).Select(static i => $"l{i}")) + "⟧";

        Assert.That(Frame(text), Is.EqualTo("""
              --> rules/a.yml:1:1
               |
             1 | l1
               | ^^
             2 | l2
               | ^^
             3 | l3
               | ^^
             4 | l4
               | ^^
               …
            11 | l11
               | ^^^
            12 | l12
               | ^^^
            """));
    }

    [Test]
    public void Tabs_are_shown_as_spaces_and_wide_characters_take_two_cells()
    {
        Assert.That(Frame("\ta\t日本⟦語😀⟧x\u0301y"), Is.EqualTo("""
             --> rules/a.yml:1:6
              |
            1 |     a   日本語😀x́y
              |             ^^^^
            """));
    }

    [Test]
    public void Underline_skips_characters_that_take_no_cell()
    {
        Assert.That(Frame("e\u0301e\u0301⟦x⟧"), Does.EndWith("\n  |   ^"));
    }

    [Test]
    public void Empty_range_is_one_caret_also_at_the_end_of_the_text()
    {
        Assert.That(Frame("ab⟦⟧"), Does.EndWith("1 | ab\n  |   ^"));
        Assert.That(Frame("ab\n⟦⟧"), Does.EndWith("2 |\n  | ^"));
    }

    [Test]
    public void Line_breaks_of_every_kind_are_taken_off()
    {
        Assert.That(Frame("a\r\n⟦b\r\nc⟧\r\n"), Does.EndWith("2 | b\n  | ^\n3 | c\n  | ^"));
    }

    [Test]
    public void Long_line_is_cut_around_the_range()
    {
        string frame = Frame(new string('(', 50_000) + "⟦x⟧" + new string(')', 50_000));

        Assert.That(frame.Split('\n'), Has.All.Length.LessThan(260));
        string[] lines = frame.Split('\n');
        Assert.That(lines[^2][lines[^1].IndexOf('^')], Is.EqualTo('x'));
    }

    [Test]
    public void Nothing_of_a_file_reaches_the_terminal_as_a_command()
    {
        string frame = Frame("\e[31m⟦x⟧\u202Ey\u009B\u0007");

        Assert.That(frame, Does.Contain(@"1 | ␛[31mx\u202Ey\u009B␇"));
        Assert.That(frame, Does.Not.Contain("\e"));
        Assert.That(Report(new SourceText("a\e[2J\n.yml", ""), default, "m\e\nn"), Does.StartWith("error PRL9001 sample-check: m␛ n\n --> a␛[2J .yml\n"));
    }

    [Test]
    public void Related_places_follow_as_notes_with_frames_of_their_own()
    {
        var source = new SourceText("a.yml", "one\ntwo\n");
        var related = new AdditionalLocation(new Location(new SourceText("b.yml", "three\n"), new SourceRange(0, 5)), "because of this");
        var diagnostic = new Diagnostic(Descriptor, new Location(source, new SourceRange(4, 7)), "It is wrong", [related]);

        Assert.That(Report([diagnostic.WithSeverity(DiagnosticSeverity.Warning)], new TextReportOptions { FileCount = 2 }), Is.EqualTo("""
            warning PRL9001 sample-check: It is wrong
             --> a.yml:2:1
              |
            2 | two
              | ^^^
            note: because of this
             --> b.yml:1:1
              |
            1 | three
              | ^^^^^
            help: promrulelint explain PRL9001, https://help.example/PRL9001.md

            1 warning in 2 files.

            """));
    }

    [Test]
    public void Colors_come_only_when_asked_for_and_change_no_character()
    {
        var diagnostic = new Diagnostic(Descriptor, new Location(new SourceText("a.yml", "one"), new SourceRange(0, 3)), "It is wrong");
        string plain = Report([diagnostic], new TextReportOptions { FileCount = 1 });
        string colored = Report([diagnostic], new TextReportOptions { FileCount = 1, UseColor = true });

        Assert.That(plain, Does.Not.Contain("\e"));
        Assert.That(colored, Does.Contain("\e[1;31m^^^\e[0m"));
        Assert.That(System.Text.RegularExpressions.Regex.Replace(colored, "\e\\[[0-9;]*m", ""), Is.EqualTo(plain));
    }

    [Test]
    public void Summary_says_when_nothing_was_found()
    {
        Assert.That(Report([], new TextReportOptions { FileCount = 1 }), Is.EqualTo("Nothing found in 1 file.\n"));
    }

    private static string Frame(string marked)
    {
        MarkedText text = MarkedText.Parse(marked);
        string report = Report(new SourceText("rules/a.yml", text.Text), text.Marks[0].Place, "It is wrong");
        string[] lines = report.TrimEnd('\n').Split('\n');
        return string.Join('\n', lines[1..^1]);
    }

    private static string Report(SourceText source, SourceRange range, string message) => Report([new Diagnostic(Descriptor, new Location(source, range), message)], new TextReportOptions());

    private static string Report(Diagnostic[] diagnostics, TextReportOptions options)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        TextReport.Write(writer, diagnostics, options);
        return writer.ToString();
    }
}
