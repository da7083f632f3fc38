using System.Collections.Immutable;
using PromRuleLint.Checks;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Text;

namespace PromRuleLint.Tests;

/// <summary>What callers and checks of others get wrong is an <see cref="ArgumentException"/> that names the parameter, or PRL0011.</summary>
public sealed class LinterArgumentTests
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "ACME001",
        name: "acme",
        title: "A title",
        messageFormat: "A message.",
        defaultSeverity: DiagnosticSeverity.Warning);
    private static readonly Exception[] Thrown = [new OddException(), new InsufficientMemoryException(), new OperationCanceledException(), new InsufficientExecutionStackException(), new AggregateException()];
    private static readonly LintInput Good = new(new SourceText("a.yml", "groups:\n- name: a\n  rules:\n  - record: r:a\n    expr: up\n"), LintConfiguration.Default);

    private static IEnumerable<TestCaseData> Inputs()
    {
        yield return new TestCaseData([new LintInput?[] { Good, null }]).SetName("null input");
        yield return new TestCaseData([new LintInput?[] { Good with { Source = null! } }]).SetName("no source");
        yield return new TestCaseData([new LintInput?[] { Good with { Configuration = null! } }]).SetName("no configuration");
        yield return new TestCaseData([new LintInput?[] { Good with { LoadedBy = default } }]).SetName("default LoadedBy");
        yield return new TestCaseData([new LintInput?[] { Good with { OtherNames = default } }]).SetName("default OtherNames");
        yield return new TestCaseData([new LintInput?[] { Good with { TestedRuleFiles = ImmutableDictionary<string, ImmutableArray<SourceText>>.Empty.Add("a", default) } }]).SetName("default tested files");
        yield return new TestCaseData([new LintInput?[] { Good with { TestedRuleFiles = ImmutableDictionary<string, ImmutableArray<SourceText>>.Empty.Add("a", [null!]) } }]).SetName("null tested file");
    }

    [TestCaseSource(nameof(Inputs))]
    public void Inputs_are_looked_at_first(LintInput[] inputs)
    {
        Assert.That(() => new Linter().Lint(inputs), Throws.ArgumentException.With.Property("ParamName").EqualTo("inputs"));
        Assert.That(() => Linter.FindRuleSets(inputs), Throws.ArgumentException.With.Property("ParamName").EqualTo("inputs"));
    }

    private static IEnumerable<TestCaseData> Checks()
    {
        yield return new TestCaseData([null]).SetName("null check");
        yield return new TestCaseData([new OddCheck { Descriptors = static () => default }]).SetName("default descriptors");
        yield return new TestCaseData([new OddCheck { Descriptors = static () => [null!] }]).SetName("null descriptor");
        yield return new TestCaseData([new OddCheck { Descriptors = static () => [Descriptor with { Assumptions = default }] }]).SetName("default assumptions");
        yield return new TestCaseData([new OddCheck { Descriptors = static () => throw new OddException() }]).SetName("descriptors throw");
        yield return new TestCaseData([new OddCheck { Register = static _ => throw new OddException() }]).SetName("set-up throws");
    }

    [TestCaseSource(nameof(Checks))]
    public void Checks_are_looked_at_first(Check? check) =>
        Assert.That(() => new Linter([check!]), Throws.ArgumentException.With.Property("ParamName").EqualTo("additionalChecks"));

    // By its index: a test's name would show the message, which fails.
    [Test]
    public void Check_may_throw_anything([Range(0, 4)] int index)
    {
        Exception exception = Thrown[index];
        foreach (Action<AnalysisContext> register in new Action<AnalysisContext>[]
        {
            context => context.RegisterRuleAction(_ => throw exception),
            context => context.RegisterFileAction(_ => throw exception),
            context => context.RegisterRuleSetAction(_ => throw exception),
        })
        {
            Diagnostic[] found = [.. new Linter([new OddCheck { Register = register }]).Lint([Good]).Where(static finding => finding.Id == "PRL0011")];

            Assert.That(found.Single().Message, Does.Contain($"OddCheck failed here and found nothing more: {exception.GetType().Name}"));
        }
    }

    [Test]
    public void Message_that_takes_other_arguments_is_a_failure_of_its_check()
    {
        var check = new OddCheck { Register = static context => context.RegisterRuleAction(static rule => rule.ReportDiagnostic(new DiagnosticDescriptor(id: "ACME002", name: "acme-two", title: "A title", messageFormat: "{5}", defaultSeverity: DiagnosticSeverity.Warning), rule.Rule.Range, "one")) };

        Assert.That(new Linter([check]).Lint([Good]).Select(static finding => finding.Id), Has.One.EqualTo("PRL0011"));
    }

    [Test]
    public void Texts_of_a_descriptor_are_there()
    {
        Assert.That(() => new DiagnosticDescriptor(null!, "n", "t", "m", DiagnosticSeverity.Error), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("id"));
        Assert.That(() => new DiagnosticDescriptor(id: "A1", name: "n", title: "t", messageFormat: null!, defaultSeverity: DiagnosticSeverity.Error), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("messageFormat"));
    }

    private sealed class OddCheck : Check
    {
        public Func<ImmutableArray<DiagnosticDescriptor>> Descriptors { get; init; } = static () => [Descriptor];

        public Action<AnalysisContext> Register { get; init; } = static _ => { };

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors();

        public override void Initialize(AnalysisContext context) => Register(context);
    }

    private sealed class OddException : Exception
    {
        public override string Message => throw new InvalidOperationException("even the message fails");
    }
}
