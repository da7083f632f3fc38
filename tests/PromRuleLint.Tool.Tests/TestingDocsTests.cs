using System.Text;

namespace PromRuleLint.Tool.Tests;

/// <summary>The page about unit tests is a test: its files are written, its commands run, and what they print is what stands there.</summary>
public sealed class TestingDocsTests
{
    [Test]
    public void The_page_does_what_it_says()
    {
        using var scratch = new Scratch();
        string? output = null;
        int commands = 0;
        foreach ((string head, string text) in Blocks())
        {
            string[] words = head.Split(' ');
            switch (words[0])
            {
                case "yaml":
                    scratch.With(words[2], Encoding.UTF8.GetBytes(text));
                    break;
                case "sh":
                    foreach (string command in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                    {
                        ToolRun run = ToolRun.InProcess(scratch.Folder, command.Split(' ')[1..]);
                        Assert.That(run.ExitCode, Is.EqualTo(head == "sh fails" ? 1 : 0), $"{command}\n{run.Output}{run.Error}");
                        Assert.That(run.Error, Is.Empty, command);
                        output = run.Output;
                        commands++;
                    }

                    break;
                case "text":
                    Assert.That(output, Is.EqualTo(text));
                    break;
            }
        }

        Assert.That(commands, Is.GreaterThan(4));
    }

    private static IEnumerable<(string Head, string Text)> Blocks()
    {
        string? head = null;
        var text = new StringBuilder();
        foreach (string line in File.ReadLines(Path.Combine(Repository.Root, "docs", "testing.md")))
        {
            if (!line.StartsWith("```", StringComparison.Ordinal))
            {
                text.Append(line).Append('\n');
                continue;
            }

            if (head is null)
            {
                head = line[3..];
            }
            else
            {
                yield return (head, text.ToString());
                head = null;
            }

            text.Clear();
        }
    }
}
