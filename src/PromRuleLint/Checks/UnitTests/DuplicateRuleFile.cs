using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;
using PromRuleLint.Yaml;

namespace PromRuleLint.Checks.UnitTests;

/// <summary>A rule file that a unit-test file names twice, by the same entry, another spelling or an overlapping glob.</summary>
public sealed class DuplicateRuleFile : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL8002", "duplicate-rule-file", "The same rule file twice in a unit-test file",
        "'{0}' is named by another entry already; remove one of the two", Severity.Warning);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterTestFileAction(Analyze);

    private static void Analyze(TestFileContext context)
    {
        var first = new Dictionary<string, YamlScalar>(StringComparer.Ordinal);
        for (int i = 0; i < context.File.RuleFiles.Length; i++)
        {
            YamlScalar entry = context.File.RuleFiles[i];
            foreach (string path in PathsOf(context.File, i))
            {
                if (first.TryAdd(path, entry) || first[path] == entry)
                {
                    continue;
                }

                context.Report(Descriptor, entry.Range, [new RelatedLocation(context.Locate(first[path].Range), "the other entry")], null, path);
                break;
            }
        }
    }

    private static IEnumerable<string> PathsOf(TestFile file, int entry)
    {
        if (!file.TestedRuleFiles.IsDefault && file.TestedRuleFiles[entry].Files is { IsEmpty: false } files)
        {
            return files.Select(static found => found.Source.Path);
        }

        string text = file.RuleFiles[entry].Value;
        while (text.StartsWith("./", StringComparison.Ordinal))
        {
            text = text[2..];
        }

        return [text];
    }
}
