using System.CommandLine;
using PromRuleLint.Checks;
using PromRuleLint.Diagnostics;

namespace PromRuleLint.Tool.Tests;

/// <summary>What of <c>docs/style.md</c> can be counted: the length of texts, and words that it replaces.</summary>
public sealed class WordsTests
{
    // Some twenty-five words, and the articles.
    private const int MaxWords = 30;

    /// <summary>The checks whose message needs more words, for it tells two cases apart.</summary>
    private static readonly string[] Longer = ["PRL3003"];

    private static readonly System.Text.RegularExpressions.Regex Replaced = new(@"\b(mend(s|ed|ing)?|one's own|behaviour|colour|catalogue|licence|analyse[ds]?|whilst|utili[sz]e)\b|!\s", System.Text.RegularExpressions.RegexOptions.IgnoreCase);

    private static IEnumerable<string> Ids() => CheckCatalog.Descriptors.All.Select(static descriptor => descriptor.Id);

    [TestCaseSource(nameof(Ids))]
    public void Text_of_a_check_is_short_and_in_current_words(string id)
    {
        DiagnosticDescriptor descriptor = CheckCatalog.Find(id)!;
        Assert.That(Words(descriptor.MessageFormat), Is.LessThanOrEqualTo(Longer.Contains(descriptor.Id) ? 40 : MaxWords), descriptor.MessageFormat);
        Assert.That(Words(descriptor.Title), Is.LessThanOrEqualTo(15), descriptor.Title);
        Assert.That(descriptor.Title, Does.Not.EndWith(".").And.Not.EndWith(" "));
        foreach (string text in new[] { descriptor.MessageFormat, descriptor.Title, descriptor.Description })
        {
            Assert.That(Replaced.Matches(text).Select(static match => match.Value), Is.Empty, text);
        }
    }

    [Test]
    public void Help_is_in_short_sentences_and_current_words()
    {
        using var console = new ToolConsole(static () => Stream.Null, TextWriter.Null, TextWriter.Null, Path.GetTempPath());
        var faults = new List<string>();
        int seen = 0;
        foreach ((string name, string text) in Help(ToolProgram.MakeRoot(console)))
        {
            seen++;
            string[] sentences = text.Split([". ", ": "], StringSplitOptions.RemoveEmptyEntries);
            if (text.Length == 0 || !text.EndsWith('.') || Array.Exists(sentences, static sentence => Words(sentence) > 40) || Replaced.IsMatch(text))
            {
                faults.Add($"{name}: {text}");
            }
        }

        Assert.That(seen, Is.GreaterThan(150));
        Assert.That(faults, Is.Empty);
    }

    [Test]
    public void Pages_are_in_current_words()
    {
        string[] pages = [.. Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories).Where(static path => !path.Split('/', '\\').Any(static part => part is "bin" or "obj" or "artifacts" or "node_modules" or ".git") && Path.GetFileName(path) != "style.md")];

        Assert.That(pages, Has.Length.GreaterThan(150));
        Assert.That(pages.SelectMany(static path => Prose(path).Where(static line => Replaced.IsMatch(line)).Select(line => $"{Path.GetRelativePath(Repository.Root, path)}: {line}")), Is.Empty);
    }

    private static IEnumerable<(string Name, string Text)> Help(Command command)
    {
        yield return (command.Name, command.Description ?? "");
        foreach (Symbol symbol in command.Options.Where(static option => !option.Hidden && option.GetType().Namespace != "System.CommandLine.Help" && option is not VersionOption).Cast<Symbol>().Concat(command.Arguments))
        {
            yield return ($"{command.Name} {symbol.Name}", symbol.Description ?? "");
        }

        foreach ((string Name, string Text) each in command.Subcommands.SelectMany(Help))
        {
            yield return each;
        }
    }

    /// <summary>The lines outside of blocks and code.</summary>
    private static IEnumerable<string> Prose(string path)
    {
        bool isBlock = false;
        foreach (string line in File.ReadLines(path))
        {
            isBlock ^= line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            if (!isBlock)
            {
                yield return string.Concat(line.Split('`').Where(static (_, i) => i % 2 == 0));
            }
        }
    }

    private static int Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
}
