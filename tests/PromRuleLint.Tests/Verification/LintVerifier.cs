using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Tests.Verification;

/// <summary>Lints marked text and asserts that exactly the marked findings come.</summary>
internal static class LintVerifier
{
    /// <summary>The day on which all of this happens, for suppressions that end.</summary>
    private static readonly DateOnly Today = new(2026, 1, 1);

    private static readonly Linter Linter = new();

    /// <summary>Lints the files as they are; for custom assertions.</summary>
    public static IReadOnlyList<Diagnostic> Lint(LintConfiguration configuration, params (string Path, string Text)[] files)
    {
        SourceText[] sources = [.. files.Select(static file => new SourceText(file.Path, file.Text))];
        return Linter.Lint([.. sources.Select(source => Load(new LintInput(source, configuration) { TestedRuleFiles = TestedRuleFiles(source, sources) }, sources))], Today);
    }

    /// <summary>Lints files as bytes, as a host reads them.</summary>
    public static IReadOnlyList<Diagnostic> LintBytes(LintConfiguration configuration, params (string Path, byte[] Bytes)[] files) =>
        Linter.Lint([.. files.Select(file => new LintInput(SourceText.FromUtf8(file.Path, file.Bytes), configuration))]);

    /// <summary>
    /// Asserts that <paramref name="id"/> (or the id that a mark names) is found at each mark and nothing of the ids in
    /// play elsewhere. Other ids do not count unless <paramref name="onlyMarked"/> is set.
    /// </summary>
    public static void Verify(string id, string markedYaml, LintConfiguration? configuration = null, bool onlyMarked = false) =>
        VerifyFiles(id, configuration ?? LintConfiguration.Default, onlyMarked, ("rules.yml", markedYaml));

    /// <summary>The same over several files that are linted together.</summary>
    public static IReadOnlyList<Diagnostic> VerifyFiles(string id, LintConfiguration configuration, bool onlyMarked, params (string Path, string Marked)[] files)
    {
        var parsed = files.ToDictionary(static file => file.Path, static file => MarkedText.Parse(file.Marked));
        IReadOnlyList<Diagnostic> found = Lint(configuration, [.. parsed.Select(static file => (file.Key, file.Value.Text))]);
        HashSet<string> inPlay = [id, .. parsed.Values.SelectMany(static text => text.Marks).Select(static mark => mark.Label).Where(static label => label.Length > 0)];
        string[] expected = [.. parsed.SelectMany(file => file.Value.Marks.Select(mark => Show(file.Key, file.Value.Text, mark.Label.Length > 0 ? mark.Label : id, mark.Place))).Order(StringComparer.Ordinal)];
        Diagnostic[] relevant = [.. found.Where(diagnostic => onlyMarked || inPlay.Contains(diagnostic.Id))];
        string[] actual = [.. relevant.Select(diagnostic => Show(diagnostic.Location.Path, parsed[diagnostic.Location.Path].Text, diagnostic.Id, diagnostic.Location.Range)).Order(StringComparer.Ordinal)];
        Assert.That(actual, Is.EqualTo(expected), () => "all findings:\n" + string.Join('\n', found));
        return relevant;
    }

    /// <summary>As a host finds them, where all files stand in one folder; nothing is known of a test file on its own.</summary>
    private static ImmutableDictionary<string, ImmutableArray<SourceText>>? TestedRuleFiles(SourceText source, SourceText[] sources) =>
        sources.Length == 1 || RuleFileReader.Read(source).UnitTests is not { } tests
            ? null
            : tests.RuleFiles.Select(static entry => entry.Value).Distinct().ToImmutableDictionary(
                static entry => entry,
                entry => sources.Where(other => other.Path == entry.Replace("./", "", StringComparison.Ordinal)).ToImmutableArray());

    /// <summary>A file with what the Prometheus configurations say that list it by its name.</summary>
    private static LintInput Load(LintInput input, SourceText[] sources)
    {
        foreach (SourceText source in sources)
        {
            YamlFile yaml = YamlReader.Read(source);
            if (PrometheusConfiguration.RuleFilesOf(yaml).Any(entry => entry.Value == input.Source.Path))
            {
                FactsConfiguration facts = ServerConfigurationReader.Read(yaml, source.Path).Under(input.Configuration.Facts);
                input = input with { Configuration = input.Configuration with { Facts = facts }, LoadedBy = [.. input.LoadedBy, source.Path] };
            }
        }

        return input;
    }

    private static string Show(string path, string text, string id, SourceRange range) => $"{path} {id} {range} «{text[range.Start..range.End]}»";
}
