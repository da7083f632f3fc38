using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Results.Changes;

/// <summary>
/// Which rules of a set another version of the files did not have: those that are new, renamed or say something else than
/// before, and those that read, directly or through others, from a recording rule that is so or is gone. A rule is
/// compared by what it says (all its fields, those of its group, its expression in canonical form), not by its text: moved lines,
/// comments and formatting are no change.
/// </summary>
public sealed class RuleChanges
{
    private readonly Dictionary<SourceText, RuleFile> _files = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Rule> _changed = [];
    private readonly HashSet<Rule> _affected = [];

    private RuleChanges()
    {
    }

    /// <summary>Compares two versions of all files.</summary>
    /// <param name="files">Every file that is there now, and those that are gone. A file that is as it was may stand for both versions.</param>
    public static RuleChanges Between(IReadOnlyCollection<RuleFileVersions> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var changes = new RuleChanges();
        RuleFileVersions[] gone = [.. files.Where(static file => file.Now is null)];
        foreach (IGrouping<string, RuleFileVersions> ruleSet in files.Where(static file => file.Now is not null).GroupBy(static file => file.RuleSet, StringComparer.Ordinal))
        {
            changes.AddRuleSet([.. ruleSet, .. gone]);
        }

        return changes;
    }

    /// <summary>The rules of all files, as they are now.</summary>
    public IEnumerable<Rule> Rules => _files.Values.SelectMany(static file => file.Rules);

    /// <summary>Whether a rule is new, renamed, says something else than before, or depends on one that does.</summary>
    public bool IsChanged(Rule rule) => _changed.Contains(rule) || _affected.Contains(rule);

    /// <summary>
    /// The findings in rules that are changed, or that give a place in a changed rule as their reason; of those
    /// outside of rules the ones in files that are changed. That work could not be done is always reported.
    /// </summary>
    /// <param name="findings">Findings of the files as they are now.</param>
    /// <param name="isFileChanged">Whether a file, named as findings name it, is new or has changed in any way.</param>
    public ImmutableArray<Diagnostic> Only(IEnumerable<Diagnostic> findings, Func<string, bool> isFileChanged)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(isFileChanged);
        return [.. findings.Select(finding => finding.Where(IsReported)).OfType<Diagnostic>()];

        bool IsReported(Diagnostic finding) => IsAlwaysReported(finding)
            || (RuleAt(finding.Location) is { } rule ? IsChanged(rule) : isFileChanged(finding.Location.Path))
            || finding.AdditionalLocations.Any(reason => RuleAt(reason.Location) is { } cause && _changed.Contains(cause));
    }

    private static bool IsAlwaysReported(Diagnostic finding) =>
        finding.Id == ToolDiagnostics.UnreadableFile.Id || finding.Id == ToolDiagnostics.NoFilesMatched.Id
        || finding.Id == ToolDiagnostics.CheckAssemblyFailure.Id || finding.Id == ToolDiagnostics.InternalError.Id;

    private Rule? RuleAt(Location location) => _files.TryGetValue(location.Source, out RuleFile? file) ? file.RuleAt(location.Range.Start) : null;

    private void AddRuleSet(IReadOnlyCollection<RuleFileVersions> files)
    {
        var metrics = new Queue<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (RuleFileVersions file in files)
        {
            if (file.Now is { } now)
            {
                _files.TryAdd(now.Source, now);
            }

            if (file.After != file.Before)
            {
                Compare(file, AddMetric);
            }
        }

        RuleSet rules = RuleSet.Create(files.Select(static file => file.Now).OfType<RuleFile>());
        while (metrics.TryDequeue(out string? metric))
        {
            foreach (MetricReader reader in rules.Readers(metric))
            {
                if (_affected.Add(reader.Rule))
                {
                    AddMetric(reader.Rule);
                }
            }
        }

        void AddMetric(Rule rule)
        {
            if (rule is RecordingRule { Name.Value: { } name } && seen.Add(name))
            {
                metrics.Enqueue(name);
            }
        }
    }

    private void Compare(RuleFileVersions file, Action<Rule> addMetric)
    {
        var before = new Dictionary<string, Stack<Rule>>(StringComparer.Ordinal);
        foreach ((Rule rule, string content) in Contents(file.Before))
        {
            if (!before.TryGetValue(content, out Stack<Rule>? same))
            {
                before.Add(content, same = new Stack<Rule>());
            }

            same.Push(rule);
        }

        var changed = new Dictionary<Rule, string>();
        foreach ((Rule rule, string content) in Contents(file.After))
        {
            if (!before.TryGetValue(content, out Stack<Rule>? same) || !same.TryPop(out _))
            {
                changed.Add(rule, content);
                addMetric(rule);
            }
        }

        foreach (Rule gone in before.Values.SelectMany(static same => same))
        {
            addMetric(gone);
        }

        _changed.UnionWith(file.After == file.Now ? changed.Keys : AsTheyAre(changed, file));
    }

    /// <summary>The rules as they are of which a version compared has changed: they say what it says, or were edited since and still have their names.</summary>
    private static IEnumerable<Rule> AsTheyAre(Dictionary<Rule, string> changed, RuleFileVersions file)
    {
        var changedContents = changed.Values.ToHashSet(StringComparer.Ordinal);
        var changedNames = changed.Keys.Select(NameOf).ToHashSet();
        var contents = Contents(file.After).Select(static rule => rule.Content).ToHashSet(StringComparer.Ordinal);
        return Contents(file.Now)
            .Where(rule => changedContents.Contains(rule.Content) || (!contents.Contains(rule.Content) && changedNames.Contains(NameOf(rule.Rule))))
            .Select(static rule => rule.Rule);

        static (bool IsAlert, string? Name) NameOf(Rule rule) => (rule is AlertingRule, rule.NameText);
    }

    private static IEnumerable<(Rule Rule, string Content)> Contents(RuleFile? file)
    {
        foreach (RuleGroup group in file?.Groups ?? [])
        {
            string common = RuleContent.Write(group);
            foreach (Rule rule in group.Rules)
            {
                yield return (rule, RuleContent.Write(rule, common));
            }
        }
    }
}
