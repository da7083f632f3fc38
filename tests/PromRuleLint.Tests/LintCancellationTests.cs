using System.Collections.Immutable;
using PromRuleLint.Checks;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Text;

namespace PromRuleLint.Tests;

/// <summary>A run that is ended early ends where it is: while it reads, walks, or in the middle of a check.</summary>
public sealed class LintCancellationTests
{
    private static string Rules(int count) => "groups:\n- name: a\n  rules:\n" + string.Concat(Enumerable.Range(0, count).Select(static i => $"  - record: r:{i}\n    expr: up + {i}\n"));

    [Test]
    public void Reading_is_ended()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.That(() => PromRuleLint.Yaml.YamlReader.Read(new SourceText("a.yml", Rules(3)), source.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(50)]
    public void Walk_goes_no_further_than_the_rule_at_which_it_is_ended(int at)
    {
        using var source = new CancellationTokenSource();
        var check = new EndingCheck(source, at);

        Assert.That(() => new Linter([check]).Lint([Input(Rules(200))], cancellation: source.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(check.Seen, Is.EqualTo(at + 1));
    }

    [Test]
    public void Check_that_looks_at_the_token_is_no_check_that_failed()
    {
        using var source = new CancellationTokenSource();
        var check = new EndingCheck(source, 0) { Throws = true };

        Assert.That(() => new Linter([check]).Lint([Input(Rules(5))], cancellation: source.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Check_that_throws_the_same_without_reason_is_one()
    {
        using var other = new CancellationTokenSource();
        var check = new EndingCheck(other, 0) { Throws = true };

        Assert.That(new Linter([check]).Lint([Input(Rules(5))]).Select(static finding => finding.Id), Has.One.EqualTo("PRL0011"));
    }

    private static LintInput Input(string text) => new(new SourceText("a.yml", text), LintConfiguration.Default);

    private sealed class EndingCheck(CancellationTokenSource source, int at) : Check
    {
        public int Seen { get; private set; }

        public bool Throws { get; init; }

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [new("EX0002", "ending-check", "Ends", "ends", DiagnosticSeverity.Warning)];

        public override void Initialize(AnalysisContext context) => context.RegisterRuleAction(rule =>
        {
            if (Seen++ == at)
            {
                source.Cancel();
                (Throws ? source.Token : rule.CancellationToken).ThrowIfCancellationRequested();
            }
        });
    }
}
