using PromRuleLint.Diagnostics;
using PromRuleLint.Testing;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting.Testing;

/// <summary>What unit tests gave, for people: each failure at the line of its expectation, with the difference and the timeline.</summary>
public static class TestTextReport
{
    /// <summary>Writes the files in the order given.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="files">What was tested.</param>
    /// <param name="useColor">Whether in color.</param>
    /// <param name="isQuiet">Whether without files that pass and without a summary.</param>
    public static void Write(TextWriter writer, IReadOnlyCollection<TestedFile> files, bool useColor, bool isQuiet = false)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(files);
        var ansi = new AnsiWriter(writer, useColor);
        foreach (TestedFile file in files.Where(file => !isQuiet || !file.Outcome.Passed))
        {
            WriteFile(ansi, file);
        }

        if (isQuiet)
        {
            return;
        }

        bool passed = files.All(static file => file.Outcome.Passed);
        ansi.Write(passed ? AnsiStyle.Good : AnsiStyle.Error, TestText.Summary(files));
        ansi.WriteLine();
    }

    private static void WriteFile(AnsiWriter ansi, TestedFile file)
    {
        bool passed = file.Outcome.Passed;
        ansi.Write(passed ? AnsiStyle.Good : AnsiStyle.Error, passed ? "pass" : "FAIL");
        ansi.Write($" {VisibleText.OneLine(file.Path)} ({TestText.Count(file.Outcome.Tests.Length, "test")})");
        ansi.WriteLine();
        foreach (string name in file.OtherNames)
        {
            ansi.Write(AnsiStyle.Dim, $"     the same file as {VisibleText.OneLine(name)}; run once");
            ansi.WriteLine();
        }

        var frame = new CodeFrame(ansi);
        foreach (TestFailure failure in file.Outcome.Failures)
        {
            WriteFailure(ansi, frame, file, failure, null);
        }

        foreach (TestOutcome test in file.Outcome.Tests)
        {
            foreach (TestFailure failure in test.Failures)
            {
                WriteFailure(ansi, frame, file, failure, test.Name);
            }

            foreach (TestNotice notice in test.Notices)
            {
                ansi.Write(AnsiStyle.Warning, "note");
                ansi.Write($": {VisibleText.OneLine(notice.Message)}");
                ansi.WriteLine();
                frame.Write(new Location(file.Outcome.File.Source, notice.Range), AnsiStyle.Warning);
                ansi.WriteLine();
            }
        }
    }

    /// <summary>A line of evidence: what is missing in red, what came in green, and the states of an alert as they weigh.</summary>
    private static void WriteEvidence(AnsiWriter ansi, string line)
    {
        ansi.Write("  ");
        int at = line.AsSpan().IndexOfAnyExcept(' ');
        if (at == 0 && line[0] is '-' or '+' or '~')
        {
            ansi.Write(line[0] switch { '-' => AnsiStyle.Error, '+' => AnsiStyle.Good, _ => AnsiStyle.Warning }, line);
        }
        else if (at >= 0 && line[at] == TestText.Now)
        {
            ansi.Write(AnsiStyle.Strong, line);
        }
        else
        {
            WriteStates(ansi, line);
        }

        ansi.WriteLine();
    }

    private static void WriteStates(AnsiWriter ansi, string line)
    {
        for (int start = 0, end; start < line.Length; start = end)
        {
            for (end = start + 1; end < line.Length && line[end] == line[start]; end++)
            {
            }

            string run = line[start..end];
            switch (line[start])
            {
                case TestText.Firing:
                    ansi.Write(AnsiStyle.Error, run);
                    break;
                case TestText.Pending:
                    ansi.Write(AnsiStyle.Warning, run);
                    break;
                default:
                    ansi.Write(run);
                    break;
            }
        }
    }

    private static void WriteFailure(AnsiWriter ansi, CodeFrame frame, TestedFile file, TestFailure failure, string? test)
    {
        ansi.Write(AnsiStyle.Error, "failed");
        ansi.Write(AnsiStyle.Strong, $"{(test is null ? "" : $" {VisibleText.OneLine(test)}")}: {VisibleText.OneLine(failure.Message)}");
        ansi.WriteLine();
        frame.Write(new Location(file.Outcome.File.Source, failure.Range), AnsiStyle.Error);
        foreach (string line in TestText.Evidence(failure))
        {
            WriteEvidence(ansi, VisibleText.OneLine(line));
        }

        if (failure.RulePlace is var (source, range))
        {
            frame.Write(new Location(source, range), AnsiStyle.Note);
        }
        else if (failure.Rule is { Expression: { } expression } rule)
        {
            ansi.Write(AnsiStyle.Note, "note");
            ansi.Write($": the rule '{VisibleText.OneLine(rule.NameText ?? "")}'");
            ansi.WriteLine();
            frame.Write(new Location(rule.File.Source, expression.Scalar.Range), AnsiStyle.Note);
        }

        ansi.WriteLine();
    }
}
