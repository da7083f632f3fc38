using System.Collections.Immutable;
using PromRuleLint.Checks;
using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting;

namespace PromRuleLint.MSBuild.Tests.Hosting;

/// <summary>A custom check, as a class library would have it; this assembly is that library here.</summary>
public sealed class ExampleCheck : Check
{
    public static readonly DiagnosticDescriptor Descriptor = new(
        id: "EX0001",
        name: "example",
        title: "Example",
        messageFormat: "Rule '{0}'",
        defaultSeverity: DiagnosticSeverity.Warning);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    public override void Initialize(AnalysisContext context) =>
        context.RegisterRuleAction(static rule => rule.ReportDiagnostic(Descriptor, rule.Rule.Range, rule.Rule.Name?.Value));
}

public sealed class CheckWithoutConstructor(string argument) : Check
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [];

    public override void Initialize(AnalysisContext context) => _ = argument;
}

public sealed class CheckWhoseConstructorFails : Check
{
    public CheckWhoseConstructorFails() => throw new InvalidOperationException("no luck");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [];

    public override void Initialize(AnalysisContext context)
    {
    }
}

public sealed class CheckThatCannotBeInitialized : Check
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [];

    public override void Initialize(AnalysisContext context) => throw new InvalidOperationException("no start");
}

public sealed class CheckThatFails : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "EX0002",
        name: "fails",
        title: "Fails",
        messageFormat: "",
        defaultSeverity: DiagnosticSeverity.Warning);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    public override void Initialize(AnalysisContext context) => context.RegisterRuleAction(static _ => throw new InvalidOperationException("no end"));
}

public class CheckAssemblyLoaderTests
{
    private static readonly string ThisAssembly = typeof(CheckAssemblyLoaderTests).Assembly.Location;

    [Test]
    public void Checks_are_loaded_and_share_the_library_with_the_host()
    {
        using var loader = new CheckAssemblyLoader();
        var diagnostics = new List<Diagnostic>();
        ImmutableArray<Check> checks = loader.Load(ThisAssembly, diagnostics);

        Assert.That(checks.Select(static check => check.GetType().Name), Is.EqualTo(new[] { nameof(CheckThatCannotBeInitialized), nameof(CheckThatFails), nameof(ExampleCheck) }));
        Assert.That(checks[2].GetType(), Is.Not.EqualTo(typeof(ExampleCheck)), "loaded apart from the copy of the host");
        Assert.That(diagnostics.Select(static d => d.Id), Is.All.EqualTo("PRL0010"));
        Assert.That(diagnostics.Select(static d => d.Message), Has.One.Contains(nameof(CheckWithoutConstructor)).And.One.Contains("no luck").And.Exactly(2).Items);
    }

    [Test]
    public void An_assembly_without_checks_is_told() => Assert.That(Failure(typeof(Check).Assembly.Location.Replace("PromRuleLint.dll", "YamlDotNet.dll")), Does.Contain("no public class"));

    [Test]
    public void A_missing_assembly_is_told() => Assert.That(Failure(ThisAssembly + ".none.dll"), Does.Contain("there is no such file"));

    [Test]
    public void A_file_that_is_no_assembly_is_told()
    {
        using var folder = new Scratch();

        Assert.That(Failure(folder.Write("a.dll", "text")), Does.Contain("not a .NET assembly"));
    }

    [Test]
    public void A_session_runs_them_and_outlives_those_that_fail()
    {
        using var folder = new Scratch();
        string path = folder.Write("a.rules.yml", "groups: [{name: g, rules: [{record: 'a:b', expr: up}]}]");
        using var session = new LintSession(new LintSessionOptions { CheckAssemblies = [ThisAssembly] });

        LintResult result = session.Lint([new FoundFile(path, path, IsNamed: true)], []);

        Assert.That(result.Diagnostics.Select(static d => $"{d.Id} {d.Message}"), Has.One.Contains("EX0001 Rule 'a:b'"));
        Assert.That(result.Diagnostics.Where(static d => d.Id == "PRL0010").Select(static d => d.Message), Has.One.Contains("no start"));
        Assert.That(result.Diagnostics.Where(static d => d.Id == "PRL0011").Select(static d => d.Message), Has.One.Contains("no end"));
    }

    private static string Failure(string path)
    {
        using var loader = new CheckAssemblyLoader();
        var diagnostics = new List<Diagnostic>();

        Assert.That(loader.Load(path, diagnostics), Is.Empty);
        Assert.That(diagnostics, Has.Count.EqualTo(1));
        Assert.That(diagnostics[0].Id, Is.EqualTo("PRL0010"));
        return diagnostics[0].Message;
    }
}
