using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using PromRuleLint.Rules;

namespace PromRuleLint.RuleSets;

/// <summary>
/// Finds which files are loaded together: what the configuration names, what Prometheus configurations and unit tests list,
/// else the files of one release or folder. A file may be part of several such sets. Files that repeat each other are
/// variants of which no server loads two.
/// </summary>
internal static class RuleSetFinder
{
    /// <summary>Folders whose files are there to be looked at one by one.</summary>
    private static readonly string[] ExampleFolders = ["test", "tests", "testdata", "fixtures", "fixture", "example", "examples", "samples"];

    /// <summary>Words in names of files and folders that say for which of several servers they are.</summary>
    private static readonly FrozenSet<string> Environments = FrozenSet.ToFrozenSet(
        ["prod", "production", "prd", "live", "stage", "staging", "stg", "preprod", "dev", "development", "test", "qa", "uat", "sandbox", "int", "integration", "local", "demo"], StringComparer.Ordinal);

    /// <summary>Finds the rule sets.</summary>
    /// <param name="inputs">The files with what their host knows of them.</param>
    /// <param name="files">The same files, read.</param>
    /// <returns>Sets that are known first; each file is in at least one.</returns>
    public static ImmutableArray<RuleSetDefinition> Find(IReadOnlyList<LintInput> inputs, IReadOnlyList<RuleFile> files)
    {
        var sets = ImmutableArray.CreateBuilder<RuleSetDefinition>();
        foreach (IGrouping<string, int> named in Enumerable.Range(0, inputs.Count).Where(i => inputs[i].Configuration.RuleSet.Length > 0).GroupBy(i => inputs[i].Configuration.RuleSet, StringComparer.Ordinal))
        {
            sets.Add(Make(named.Key, RuleSetEvidence.Named, $"rule_set: {named.Key}", named, inputs));
        }

        int[] unnamed = [.. Enumerable.Range(0, inputs.Count).Where(i => inputs[i].Configuration.RuleSet.Length == 0)];
        foreach (IGrouping<string, (string Configuration, int Index)> loaded in unnamed.SelectMany(i => inputs[i].LoadedBy.Select(by => (Configuration: by, Index: i))).GroupBy(static pair => pair.Configuration, StringComparer.Ordinal))
        {
            Add(Make(loaded.Key, RuleSetEvidence.PrometheusConfiguration, $"rule_files of {loaded.Key}", loaded.Select(static pair => pair.Index), inputs));
        }

        int[] open = [.. unnamed.Where(i => inputs[i].LoadedBy.IsEmpty)];
        RuleSetDefinition[] assumed = [.. Assume(open, inputs, files)];
        var assumedOf = new Dictionary<int, int>();
        for (int i = 0; i < assumed.Length; i++)
        {
            foreach (int member in assumed[i].Indexes)
            {
                assumedOf[member] = i;
            }
        }

        foreach ((RuleSetDefinition set, int[] loaded) in ByUnitTests(open, inputs, files))
        {
            // What a test loads and a folder holds too needs no set of its own; where it is all of the folder's, it is known.
            int folder = assumedOf[loaded[0]];
            if (!loaded.All(member => assumedOf[member] == folder))
            {
                Add(set);
            }
            else if (loaded.Length == assumed[folder].Indexes.Count(member => files[member].UnitTests is null))
            {
                assumed[folder] = assumed[folder] with { Evidence = RuleSetEvidence.UnitTests, Reason = set.Reason };
            }
        }

        sets.AddRange(assumed);
        return sets.ToImmutable();

        void Add(RuleSetDefinition set)
        {
            if (!sets.Any(other => other.Indexes.SequenceEqual(set.Indexes)))
            {
                sets.Add(set);
            }
        }
    }

    private static RuleSetDefinition Make(string name, RuleSetEvidence evidence, string reason, IEnumerable<int> indexes, IReadOnlyList<LintInput> inputs)
    {
        ImmutableArray<int> sorted = [.. indexes.Distinct().Order()];
        return new RuleSetDefinition(name, evidence, reason, [.. sorted.Select(i => inputs[i].Source.Path)]) { Indexes = sorted };
    }

    /// <summary>The rule files that unit-test files list, where they list several of this run.</summary>
    private static IEnumerable<(RuleSetDefinition Set, int[] Loaded)> ByUnitTests(int[] open, IReadOnlyList<LintInput> inputs, IReadOnlyList<RuleFile> files)
    {
        var indexOf = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (int i in open)
        {
            indexOf.TryAdd(inputs[i].Source.Path, i);
        }

        foreach (int i in open)
        {
            if (files[i].UnitTests is { TestedRuleFiles: { IsDefault: false } tested })
            {
                int[] loaded = [.. tested.SelectMany(static entry => entry.Files).Select(file => indexOf.GetValueOrDefault(file.Source.Path, -1)).Where(static index => index >= 0).Distinct()];
                if (loaded.Length > 1)
                {
                    yield return (Make(inputs[i].Source.Path, RuleSetEvidence.UnitTests, $"rule_files of the unit tests {inputs[i].Source.Path}", loaded.Append(i), inputs), loaded);
                }
            }
        }
    }

    private static IEnumerable<RuleSetDefinition> Assume(int[] open, IReadOnlyList<LintInput> inputs, IReadOnlyList<RuleFile> files)
    {
        var released = new HashSet<int>();
        foreach (IGrouping<string?, int> release in open.Where(i => files[i].Release is not null).GroupBy(i => files[i].Release, StringComparer.Ordinal))
        {
            IGrouping<string, int>[] folders = [.. release.GroupBy(i => FolderOf(inputs[i].Source.Path), StringComparer.Ordinal)];
            if (folders.Length > 1 && !RepeatEachOther(folders, files) && !AreEnvironments(folders.Select(static folder => folder.Key)))
            {
                released.UnionWith(release);
                yield return Make($"release {release.Key}", RuleSetEvidence.Release, $"the Helm release {release.Key} of their resources", release, inputs);
            }
        }

        foreach (IGrouping<string, int> release in open.Where(i => !released.Contains(i)).GroupBy(i => ReleaseOf(inputs[i].Source.Path), StringComparer.Ordinal))
        {
            IGrouping<string, int>[] folders = [.. release.GroupBy(i => FolderOf(inputs[i].Source.Path), StringComparer.Ordinal)];
            if (folders.Length > 1 && !RepeatEachOther(folders, files))
            {
                yield return Make(Show(release.Key), RuleSetEvidence.Release, $"the templates or the mixin of {Show(release.Key)}", release, inputs);
                continue;
            }

            foreach (IGrouping<string, int> folder in folders)
            {
                foreach (RuleSetDefinition set in OfFolder(folder.Key, [.. folder], inputs, files))
                {
                    yield return set;
                }
            }
        }
    }

    private static IEnumerable<RuleSetDefinition> OfFolder(string folder, int[] members, IReadOnlyList<LintInput> inputs, IReadOnlyList<RuleFile> files)
    {
        bool isExample = folder.Split('/').Any(static part => ExampleFolders.Contains(part, StringComparer.OrdinalIgnoreCase));
        HashSet<int> variants = isExample ? [] : [.. Variants(members, files), .. EnvironmentsAmong(members, inputs)];
        int[] together = isExample ? [] : [.. members.Where(i => !variants.Contains(i))];
        if (together.Length > 0)
        {
            yield return together.Length > 1
                ? Make(Show(folder), RuleSetEvidence.Folder, $"the folder {Show(folder)}", together, inputs)
                : Make(inputs[together[0]].Source.Path, RuleSetEvidence.Alone, "the only file of its folder", together, inputs);
        }

        foreach (int i in members.Except(together))
        {
            string reason = isExample ? "one of several examples, tests or fixtures" : "a variant of another file of its folder: it repeats groups, or is named for another environment";
            yield return Make(inputs[i].Source.Path, RuleSetEvidence.Alone, members.Length == 1 ? "the only file of its folder" : reason, [i], inputs);
        }
    }

    /// <summary>The files of a folder that are another one in another form: they have a group in common, with a rule in common.</summary>
    private static HashSet<int> Variants(int[] members, IReadOnlyList<RuleFile> files)
    {
        var first = new Dictionary<(string Group, string Rule), int>();
        var variants = new HashSet<int>();
        foreach (int i in members)
        {
            foreach ((string, string) name in NamesOf(files[i]))
            {
                if (!first.TryAdd(name, i) && first[name] != i)
                {
                    variants.Add(i);
                    variants.Add(first[name]);
                }
            }
        }

        return variants;
    }

    /// <summary>The files of a folder whose names differ in the environment only, such as <c>api-stage.yml</c> and <c>api-production.yml</c>.</summary>
    private static IEnumerable<int> EnvironmentsAmong(int[] members, IReadOnlyList<LintInput> inputs) =>
        from named in members.Select(i => (Index: i, Path: inputs[i].Source.Path.Replace('\\', '/')))
        group named by WithoutEnvironment(named.Path) into same
        where same.Select(static file => file.Path).Distinct().Skip(1).Any()
        from file in same
        select file.Index;

    /// <summary>Whether two of the folders differ in the environment only.</summary>
    private static bool AreEnvironments(IEnumerable<string> folders) => folders.GroupBy(WithoutEnvironment, StringComparer.Ordinal).Any(static same => same.Skip(1).Any());

    /// <summary>A path with one word for each word that names an environment.</summary>
    private static string WithoutEnvironment(string path)
    {
        var normal = new StringBuilder(path.Length);
        int start = 0;
        for (int at = 0; at <= path.Length; at++)
        {
            if (at < path.Length && char.IsLetterOrDigit(path[at]))
            {
                continue;
            }

            ReadOnlySpan<char> word = path.AsSpan(start, at - start);
            normal.Append(Environments.Contains(word.ToString().ToLowerInvariant()) ? "*" : word);
            normal.Append(at < path.Length ? path[at] : '\0');
            start = at + 1;
        }

        return normal.ToString();
    }

    private static bool RepeatEachOther(IGrouping<string, int>[] folders, IReadOnlyList<RuleFile> files)
    {
        var first = new Dictionary<(string Group, string Rule), string>();
        return folders.Any(folder => folder.SelectMany(i => NamesOf(files[i])).Any(name => !first.TryAdd(name, folder.Key) && first[name] != folder.Key));
    }

    /// <summary>The names by which a file is known to repeat another one.</summary>
    internal static IEnumerable<(string Group, string Rule)> NamesOf(RuleFile file) =>
        from @group in file.Groups
        from rule in @group.Rules
        where @group.Name is not null && rule.Name is not null
        select (@group.Name!.Value, rule.Name!.Value);

    /// <summary>What a file is released with: the templates of its chart, its mixin, else its folder.</summary>
    private static string ReleaseOf(string path)
    {
        string folder = FolderOf(path);
        string[] parts = folder.Split('/');
        int end = Array.LastIndexOf(parts, "templates");
        end = end >= 0 ? end : Array.FindLastIndex(parts, static part => part == "mixin" || part.EndsWith("-mixin", StringComparison.Ordinal) || part.EndsWith("_mixin", StringComparison.Ordinal));
        return end >= 0 ? string.Join('/', parts[..(end + 1)]) : folder;
    }

    private static string FolderOf(string path)
    {
        string normal = path.Replace('\\', '/');
        int slash = normal.LastIndexOf('/');
        return slash < 0 ? "" : normal[..slash];
    }

    private static string Show(string folder) => folder.Length == 0 ? "." : folder;
}
