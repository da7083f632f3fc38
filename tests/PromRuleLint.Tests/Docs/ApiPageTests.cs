using System.Reflection;

namespace PromRuleLint.Tests.Docs;

/// <summary>Each example of <c>docs/api.md</c> is compiled, run, and prints what the page says.</summary>
public sealed class ApiPageTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "api.md"));
    private static readonly string[] Source = File.ReadAllLines(Path.Combine(Repository.Root, "tests", "PromRuleLint.Tests", "Docs", "ApiExamples.cs"));

    private static IEnumerable<string> Sections() => Page.Where(static line => line.StartsWith("## ", StringComparison.Ordinal)).Select(static line => line[3..]).Where(static title => Block(title, "csharp") is not null);

    [TestCaseSource(nameof(Sections))]
    public void Example_is_what_is_compiled_and_prints_what_the_page_says(string title)
    {
        string name = string.Concat(title.Split(' ').Select(static word => char.ToUpperInvariant(word[0]) + word[1..]));
        MethodInfo method = typeof(ApiExamples).GetMethod(name) ?? throw new InvalidOperationException($"no example is called {name}");

        Assert.That(Block(title, "csharp"), Is.EqualTo(Body(name)));
        Assert.That(ApiExamples.Run(method.CreateDelegate<Action>()), Is.EqualTo(Block(title, "text") is { } text ? $"{text}\n" : ""));
    }

    [Test]
    public void Page_shows_every_example() =>
        Assert.That(Sections().Count(), Is.EqualTo(typeof(ApiExamples).GetMethods(BindingFlags.Public | BindingFlags.Static).Count(static method => method.Name != nameof(ApiExamples.Run))));

    private static string? Block(string title, string language)
    {
        string[] section = [.. Page.SkipWhile(line => line != $"## {title}").Skip(1).TakeWhile(static line => !line.StartsWith("## ", StringComparison.Ordinal))];
        int start = Array.IndexOf(section, $"```{language}");
        return start < 0 ? null : string.Join('\n', section.Skip(start + 1).TakeWhile(static line => line != "```"));
    }

    private static string Body(string name)
    {
        IEnumerable<string> lines = Source.SkipWhile(line => line != $"    public static void {name}()").Skip(2).TakeWhile(static line => line != "    }");
        return string.Join('\n', lines.Select(static line => line.Length == 0 ? line : line[8..]));
    }
}
