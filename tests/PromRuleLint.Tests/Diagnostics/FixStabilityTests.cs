using System.Collections.Immutable;
using PromRuleLint.Checks;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Results.Fixes;
using PromRuleLint.Rules;
using PromRuleLint.Rules.Formatting;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Diagnostics;

/// <summary>Fixing and formatting come to rest: what they wrote they leave alone, with all checks on.</summary>
public sealed class FixStabilityTests
{
    private const int MaxRounds = 60;

    private static readonly LintConfiguration AllOn = LintConfiguration.Default with
    {
        Severities = CheckCatalog.Descriptors.All.Where(static descriptor => !descriptor.IsEnabledByDefault).ToImmutableDictionary(static descriptor => descriptor.Id, static _ => DiagnosticSeverity.Warning),
    };

    private static readonly Linter Linter = new();

    [TestCase("disk_used_bytes>1000000")]
    [TestCase("disk_used_bytes > 2_000_000")]
    [TestCase("disk_used_bytes   >   -12345678 and 1e7 < x")]
    public void Style_checks_do_not_undo_each_other(string expression)
    {
        string text = $"groups:\n- name: a\n  rules:\n  - alert: Full\n    expr: {expression}\n";
        string once = Fix(text, out int rounds);
        Assert.Multiple(() =>
        {
            Assert.That(rounds, Is.LessThan(MaxRounds));
            Assert.That(Lint(once).Select(static finding => finding.Id), Has.None.AnyOf("PRL6034", "PRL6035"));
            Assert.That(Fix(once, out _), Is.EqualTo(once));
        });
    }

    [TestCase("up{a=\"\\xff\"}  ==  0", "up{a=\"\\xff\"} == 0")]
    [TestCase("up{a=\"\\xff\\u00e9\"}  ==  2_000_000", "up{a=\"\\xff\\u00e9\"} == 2_000_000")]
    [TestCase("up{a=\"\\xc3\\xa9\"}  ==  0", "up{a=\"é\"} == 0")]
    [TestCase("label_replace(up, \"a\", \"\\377\", \"b\",  \"\")", "label_replace(up, \"a\", \"\\377\", \"b\", \"\")")]
    public void Formatting_keeps_bytes_and_groups_of_digits(string expression, string canonical)
    {
        string text = $"groups:\n- name: a\n  rules:\n  - record: a\n    expr: {expression}\n";
        string once = Format(text);
        Assert.That(once, Is.EqualTo(text.Replace(expression, canonical, StringComparison.Ordinal)));
        Assert.That(Format(once), Is.EqualTo(once));
    }

    [Test, Category("Corpus")]
    public void On_files_of_the_corpus_a_second_run_changes_nothing()
    {
        var random = new Random(20261128);
        string[] paths = [.. Directory.EnumerateFiles(SharedData.Path("corpus/dev"), "*.y*ml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(static path => new FileInfo(path).Length < 12_000)];
        random.Shuffle(paths);
        var restless = new List<string>();
        foreach ((int number, string path) in paths.Take(30).Index())
        {
            string text = File.ReadAllText(path);
            LintConfiguration checks = number % 2 == 0 ? AllOn : Some(random);
            string once = Fix(text, out int rounds, checks);
            if (rounds == MaxRounds || Fix(once, out _, checks) != once)
            {
                restless.Add($"fix: {path}");
            }

            string formatted = Format(text);
            if (Format(formatted) != formatted)
            {
                restless.Add($"format: {path}");
            }
        }

        Assert.That(restless, Is.Empty);
    }

    /// <summary>Some checks on, others off, whatever they are by default.</summary>
    private static LintConfiguration Some(Random random) => LintConfiguration.Default with
    {
        Severities = CheckCatalog.Descriptors.All.ToImmutableDictionary(static descriptor => descriptor.Id, _ => random.Next(2) == 0 ? DiagnosticSeverity.Hidden : DiagnosticSeverity.Warning),
    };

    private static string Format(string text) => RuleFileFormatter.Format(RuleFileReader.Read(new SourceText("rules.yml", text))).Text;

    private static ImmutableArray<Diagnostic> Lint(string text, LintConfiguration? configuration = null) => Linter.Lint([new LintInput(new SourceText("rules.yml", text), configuration ?? AllOn)]);

    /// <summary>Applies safe fixes, those of one check a round, as long as each leaves fewer findings of the check.</summary>
    private static string Fix(string text, out int rounds, LintConfiguration? configuration = null)
    {
        var finished = new HashSet<string>(StringComparer.Ordinal);
        ImmutableArray<Diagnostic> state = Lint(text, configuration);
        for (rounds = 0; rounds < MaxRounds; rounds++)
        {
            string? id = state.FirstOrDefault(finding => !finished.Contains(finding.Id) && finding.Apart().Any(static place => place.CodeFixes is [{ IsSafe: true }, ..]))?.Id;
            if (id is null)
            {
                return text;
            }

            FixRound round = FixRound.Apply(state.Where(finding => finding.Id == id), includeUnsafe: false);
            string changed = round.NewTexts.Values.FirstOrDefault() ?? text;
            ImmutableArray<Diagnostic> after = Lint(changed, configuration);
            if (changed == text || Count(after, id) >= Count(state, id))
            {
                finished.Add(id);
                continue;
            }

            (text, state) = (changed, after);
        }

        return text;
    }

    private static int Count(ImmutableArray<Diagnostic> state, string id) => state.SelectMany(static finding => finding.Apart()).Count(finding => finding.Id == id);
}
