using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;
using PromRuleLint.Yaml;

namespace PromRuleLint.Checks.UnitTests;

/// <summary>A rule file that a unit-test file names twice, by the same entry, another spelling or an overlapping glob.</summary>
internal sealed class DuplicateRuleFile : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL8002",
        name: "duplicate-rule-file",
        title: "A rule file listed twice in a unit-test file",
        messageFormat: "'{0}' is named by another entry already; remove one of the two",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A rule file that two entries of `rule_files` name: the same path twice, another spelling of it, or a glob that also matches it.") { HasFix = true };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterTestFileAction(Analyze);

    private static void Analyze(TestFileContext context)
    {
        ImmutableArray<YamlScalar> entries = context.File.RuleFiles;
        HashSet<string>[] paths = [.. entries.Select((_, i) => PathsOf(context.File, i))];
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < entries.Length; i++)
        {
            string? named = null;
            bool isNew = false;
            foreach (string path in paths[i])
            {
                if (first.TryAdd(path, i))
                {
                    isNew = true;
                }
                else if (entries[first[path]] != entries[i])
                {
                    named ??= path;
                }
            }

            if (named is not null)
            {
                int other = first[named];
                CodeFix? fix = !isNew ? Remove(context, entries[i]) : paths[other].Count <= paths[i].Count && paths[other].IsSubsetOf(paths[i]) ? Remove(context, entries[other]) : null;
                context.ReportDiagnostic(
                    Descriptor, entries[i].Range, new() { AdditionalLocations = [new AdditionalLocation(context.Locate(entries[other].Range), "the other entry")], Fix = fix },
                    named);
            }
        }
    }

    /// <summary>Removes an entry whose files others name as well, which loads the same rules.</summary>
    private static CodeFix? Remove(TestFileContext context, YamlScalar entry) =>
        SequenceEdits.Remove(context.File.Source, entry, $"Remove the entry '{entry.Value}'", isSafe: true);

    private static HashSet<string> PathsOf(TestFile file, int entry)
    {
        if (!file.TestedRuleFiles.IsDefault && file.TestedRuleFiles[entry].Files is { IsEmpty: false } files)
        {
            return files.Select(static found => found.Source.Path).ToHashSet(StringComparer.Ordinal);
        }

        string text = file.RuleFiles[entry].Value;
        while (text.StartsWith("./", StringComparison.Ordinal))
        {
            text = text[2..];
        }

        return [text];
    }
}
