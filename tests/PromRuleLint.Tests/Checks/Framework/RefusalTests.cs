using System.Collections.Immutable;
using PromRuleLint.Checks;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Checks.Framework;

/// <summary>Mistakes of those who write checks are refused where they are made, as Roslyn refuses them.</summary>
public sealed class RefusalTests
{
    private static readonly DiagnosticDescriptor Declared = Describe("ACME0001", "acme-declared");
    private static readonly LintInput Input = new(new SourceText("a.yml", "groups:\n- name: a\n  rules:\n  - alert: A\n    expr: up == 0\n    annotations: {summary: '{{ $value }}'}\n"), LintConfiguration.Default);

    private static IEnumerable<TestCaseData> UndeclaredReports()
    {
        DiagnosticDescriptor undeclared = Describe("ACME0002", "acme-undeclared");
        yield return Case("expression", context => context.RegisterExpressionAction(node => node.ReportDiagnostic(undeclared, node.Node.Range), ExprKind.BinaryExpr));
        yield return Case("rule", context => context.RegisterRuleAction(rule => rule.ReportDiagnostic(undeclared, rule.Rule.Range)));
        yield return Case("group", context => context.RegisterGroupAction(group => group.ReportDiagnostic(undeclared, group.Group.Range)));
        yield return Case("file", context => context.RegisterFileAction(file => file.ReportDiagnostic(undeclared, default)));
        yield return Case("template", context => context.RegisterTemplateAction(template => template.ReportDiagnostic(undeclared, default)));
        yield return Case("rule set", context => context.RegisterRuleSetAction(set => set.ReportDiagnostic(set.RuleSet.Files[0], undeclared, default)));
        yield return Case("run", context => context.RegisterRunAction(run => run.ReportDiagnostic(run.RuleSet.Files[0], undeclared, default)));

        static TestCaseData Case(string name, Action<AnalysisContext> register) => new TestCaseData(register).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(UndeclaredReports))]
    public void Descriptor_that_is_not_declared_is_a_failure_of_the_check(Action<AnalysisContext> register)
    {
        ImmutableArray<Diagnostic> found = Lint(register);

        Assert.That(found.Select(static finding => finding.Id), Has.One.EqualTo("PRL0011").And.None.StartsWith("ACME"));
        Assert.That(found.Single(static finding => finding.Id == "PRL0011").Message, Does.Contain("reports ACME0002 (acme-undeclared), which its SupportedDiagnostics do not have"));
    }

    [Test]
    public void Details_among_the_arguments_of_the_message_are_a_failure_of_the_check() =>
        Assert.That(
            Lint(static context => context.RegisterRuleAction(static rule => rule.ReportDiagnostic(Declared, rule.Rule.Range, "name", new DiagnosticDetails()))).Single(static finding => finding.Id == "PRL0011").Message,
            Does.Contain("DiagnosticDetails is no part of a message"));

    [Test]
    public void Message_without_its_arguments_is_a_failure_of_the_check()
    {
        DiagnosticDescriptor named = Declared with { MessageFormat = "'{0}' is no name; write {{name}}" };

        Assert.Multiple(() =>
        {
            Assert.That(Messages(named), Is.EqualTo(new[] { "The message of ACME0001 (acme-declared) has places for arguments, and none are given." }).Using<string, string>(static (found, expected) => found.Contains(expected, StringComparison.Ordinal)));
            Assert.That(Messages(named, "a"), Is.EqualTo(new[] { "'a' is no name; write {name}" }));
            Assert.That(Messages(Declared), Is.EqualTo(new[] { "A message" }));
        });

        static string[] Messages(DiagnosticDescriptor descriptor, params object?[] arguments) =>
            [.. Lint(context => context.RegisterRuleAction(rule => rule.ReportDiagnostic(descriptor, rule.Rule.Range, arguments))).Where(static finding => finding.Id is "PRL0011" or "ACME0001").Select(static finding => finding.Message)];
    }

    [Test]
    public void Groups_and_files_report_with_details_and_fixes()
    {
        const string Edited = "renamed";
        ImmutableArray<Diagnostic> found = Lint(static context =>
        {
            context.RegisterGroupAction(static group => group.ReportDiagnostic(Declared, group.Group.Name!.Range, new DiagnosticDetails { Fix = group.Fix(group.Group.Name, "Rename", isSafe: true, (new TextRange(0, 1), Edited)), AdditionalLocations = [new(group.Locate(group.Group.Range), "its group")] }));
            context.RegisterFileAction(static file => file.ReportDiagnostic(Declared, file.File.Groups[0].Range, new DiagnosticDetails { Fix = file.Fix(file.File.Groups[0].Name!, "Rename", isSafe: true, (new TextRange(0, 1), Edited)), AdditionalLocations = [new(file.Locate(file.File.Groups[0].Range), "its group")] }));
        });

        Diagnostic[] declared = [.. found.Where(static finding => finding.Id == "ACME0001")];
        Assert.That(declared, Has.Length.EqualTo(2));
        Assert.That(declared.Select(static finding => finding.AdditionalLocations.Single().Location.Source), Is.All.SameAs(Input.Source));
        Assert.That(declared.Select(static finding => finding.CodeFixes.Single().Edits.Single().NewText), Is.All.EqualTo(Edited));
    }

    [TestCase("PRL3003", "acme-new", "use another prefix")]
    [TestCase("PRL9999", "acme-new", "use another prefix")]
    [TestCase("ACME0001", "acme-new", "'ACME0001', which * has already")]
    [TestCase("acme0001", "acme-new", "'acme0001', which * has already")]
    [TestCase("ACME0009", "acme-declared", "'acme-declared', which * has already")]
    [TestCase("ACME0009", "short-rate-window", "'short-rate-window', which PromRuleLint has already")]
    [TestCase("ACME0009", "failed-alert-test", "'failed-alert-test', which PromRuleLint has already")]
    public void Id_or_name_that_is_taken_is_refused(string id, string name, string message) =>
        Assert.That(
            () => new Linter([new LambdaCheck([Declared], static _ => { }), new LambdaCheck([Describe(id, name)], static _ => { })]),
            Throws.ArgumentException.With.Message.Contains(message.Replace("*", typeof(LambdaCheck).FullName, StringComparison.Ordinal)));

    private static IEnumerable<TestCaseData> WrongRegistrations()
    {
        yield return new TestCaseData((AnalysisContext context) => context.RegisterExpressionAction(static _ => { }), "at least one kind of node").SetArgDisplayNames("no kinds");
        yield return new TestCaseData((AnalysisContext context) => context.RegisterExpressionAction(static _ => { }, (ExprKind)99), "There is no kind of node 99").SetArgDisplayNames("unknown kind");
        yield return new TestCaseData((AnalysisContext context) => context.RegisterRuleAction(null!), "action").SetArgDisplayNames("no action");
        yield return new TestCaseData((Action<AnalysisContext>)(static _ => throw new InvalidOperationException("it does not start")), "it does not start").SetArgDisplayNames("exception");
    }

    [TestCaseSource(nameof(WrongRegistrations))]
    public void Wrong_registration_is_refused_when_the_linter_is_made(Action<AnalysisContext> register, string message) =>
        Assert.That(
            () => new Linter([new LambdaCheck([Declared], register)]),
            Throws.ArgumentException.With.Message.Contains("cannot be initialized").And.Message.Contains(message));

    [Test]
    public void Nothing_is_registered_after_Initialize()
    {
        AnalysisContext? kept = null;
        _ = new Linter([new LambdaCheck([Declared], context => kept = context)]);

        Assert.That(() => kept!.RegisterRuleAction(static _ => { }), Throws.InvalidOperationException.With.Message.Contains("after Initialize"));
    }

    [Test]
    public void Nothing_is_registered_after_a_start_action()
    {
        RuleSetStartContext? kept = null;
        Lint(context => context.RegisterRuleSetStartAction(start => kept = start));

        Assert.That(() => kept!.RegisterRuleAction(static _ => { }), Throws.InvalidOperationException.With.Message.Contains("after Initialize"));
    }

    /// <summary>A range of a file where one of an expression is meant, or the other way round, does not compile.</summary>
    [Test]
    public void Contexts_report_ranges_of_their_own_text_only() => Assert.Multiple(() =>
    {
        foreach (Type context in ContextTypes())
        {
            Type[] ranges = [.. context.GetMethods().Where(static method => method.Name == "ReportDiagnostic").SelectMany(static method => method.GetParameters()).Select(static parameter => parameter.ParameterType).Where(static type => type == typeof(TextRange) || type == typeof(SourceRange)).Distinct()];
            Type? expected = context.Name is nameof(ExpressionContext) or nameof(TemplateContext) ? typeof(TextRange) : typeof(SourceRange);
            Assert.That(ranges, context == typeof(RuleSetContext) ? Is.EquivalentTo(new[] { typeof(TextRange), typeof(SourceRange) }) : context == typeof(RuleSetStartContext) ? Is.Empty : Is.EqualTo(new[] { expected }), context.Name);
        }
    });

    [Test]
    public void Every_context_has_the_token_that_ends_a_run() => Assert.Multiple(() =>
    {
        foreach (Type context in ContextTypes())
        {
            Assert.That(context.GetProperty("CancellationToken")?.PropertyType, Is.EqualTo(typeof(CancellationToken)), context.Name);
        }
    });

    private static IEnumerable<Type> ContextTypes() =>
        new[] { typeof(AnalysisContext), typeof(RegistrationContext) }.SelectMany(static type => type.GetMethods())
            .Where(static method => method.Name.StartsWith("Register", StringComparison.Ordinal))
            .Select(static method => method.GetParameters()[0].ParameterType.GenericTypeArguments[0])
            .Distinct();

    private static ImmutableArray<Diagnostic> Lint(Action<AnalysisContext> register) => new Linter([new LambdaCheck([Declared], register)]).Lint([Input]);

    private static DiagnosticDescriptor Describe(string id, string name) => new(id: id, name: name, title: "A title", messageFormat: "A message", defaultSeverity: DiagnosticSeverity.Warning);
}
