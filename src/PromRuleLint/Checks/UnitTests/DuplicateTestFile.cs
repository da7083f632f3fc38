using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.UnitTests;

/// <summary>A unit-test file that one run is given twice: under another spelling, through a glob or a link, or as a copy.</summary>
internal sealed class DuplicateTestFile : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL8001",
        name: "duplicate-test-file",
        title: "A unit-test file that runs twice",
        messageFormat: "This test file is named {0} times in one run ({1}); name it once",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A unit-test file that is given twice in one run: under another spelling of its path, through a glob or a link, or as a copy that tests the same rules.") { HasFix = true, FixSafety = FixSafety.Unsafe };

    private static readonly DiagnosticDescriptor Copy = Descriptor with { MessageFormat = "This test file is a copy of '{0}' and tests the same rules; keep one of them" };

    /// <summary>Whoever copies a folder with rules and tests may want both.</summary>
    private static readonly DiagnosticDetails OfCopiedRules = new() { Severity = DiagnosticSeverity.Warning };

    /// <summary>What tests in different folders load is not known where their rule files are not.</summary>
    private static readonly DiagnosticDetails OfUnknownRules = new() { Severity = DiagnosticSeverity.Info };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRunAction(Analyze);

    private static void Analyze(RuleSetContext context)
    {
        var first = new Dictionary<string, RuleFile>(StringComparer.Ordinal);
        foreach (RuleFile file in context.RuleSet.Files.Where(static file => file.UnitTests is not null).OrderBy(static file => file.Source.Path, StringComparer.Ordinal))
        {
            TestFile tests = file.UnitTests!;
            if (!tests.OtherNames.IsEmpty)
            {
                string names = string.Join(", ", tests.OtherNames.Prepend(file.Source.Path).Select(static name => $"'{name}'"));
                context.ReportDiagnostic(file, Descriptor, tests.Head, tests.OtherNames.Length + 1, names);
            }

            if (first.TryAdd(file.Source.Text, file))
            {
                continue;
            }

            RuleFile other = first[file.Source.Text];
            if (TestSame(tests, other.UnitTests!))
            {
                context.ReportDiagnostic(
                    file, Copy, tests.Head, (!LoadSame(tests, other.UnitTests!) ? OfCopiedRules : tests.TestedRuleFiles.IsDefault && FolderOf(file) != FolderOf(other) ? OfUnknownRules : DiagnosticDetails.Default) with { AdditionalLocations = [new AdditionalLocation(new Location(other.Source, other.UnitTests!.Head), "the same tests are here")], Fix = new CodeFix("Remove this copy", IsSafe: false, [new TextEdit(file.Source, new SourceRange(0, file.Source.Text.Length), "")]) },
                    other.Source.Path);
            }
        }
    }

    private static string FolderOf(RuleFile file) => file.Source.Path[..(file.Source.Path.LastIndexOfAny(['/', '\\']) + 1)];

    /// <summary>Whether both load the very same files, and not a copy of them each.</summary>
    private static bool LoadSame(TestFile a, TestFile b) =>
        a.TestedRuleFiles.IsDefault || a.TestedRuleFiles.SelectMany(static entry => entry.Files).SequenceEqual(b.TestedRuleFiles.SelectMany(static entry => entry.Files));

    /// <summary>Whether equal tests load equal rules: a copied test beside other rules tests something else.</summary>
    private static bool TestSame(TestFile a, TestFile b)
    {
        if (a.TestedRuleFiles.IsDefault || b.TestedRuleFiles.IsDefault)
        {
            return a.TestedRuleFiles.IsDefault == b.TestedRuleFiles.IsDefault;
        }

        // Tests of missing rules are reported by another check.
        if (a.TestedRuleFiles.Concat(b.TestedRuleFiles).Any(static entry => entry.Files.IsEmpty))
        {
            return false;
        }

        return a.TestedRuleFiles.SelectMany(static entry => entry.Files).Select(static file => file.Source.Text)
            .SequenceEqual(b.TestedRuleFiles.SelectMany(static entry => entry.Files).Select(static file => file.Source.Text));
    }
}
