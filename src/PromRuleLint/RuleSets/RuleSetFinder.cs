using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
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
    private const string OnlyFile = "the only file of its folder";

    /// <summary>Folders whose files are there to be looked at one by one.</summary>
    private static readonly string[] ExampleFolders = ["test", "tests", "testdata", "fixtures", "fixture", "example", "examples", "samples"];

    /// <summary>Words in names of files and folders that say for which of several servers they are.</summary>
    private static readonly FrozenSet<string> Environments = FrozenSet.ToFrozenSet(
        ["prod", "production", "prd", "live", "stage", "staging", "stg", "preprod", "dev", "development", "test", "qa", "uat", "sandbox", "int", "integration", "local", "demo"], StringComparer.Ordinal);

    private const int LongestEnvironment = 11;

    /// <summary>Finds the rule sets.</summary>
    /// <param name="inputs">The files with what their host knows of them.</param>
    /// <param name="files">The same files, read.</param>
    /// <returns>Sets that are known first; each file is in at least one.</returns>
    public static ImmutableArray<RuleSetDefinition> Find(IReadOnlyList<LintInput> inputs, IReadOnlyList<RuleFile> files)
    {
        Member[] all = [.. files.Select((file, i) => new Member(i, inputs[i], file))];
        var sets = ImmutableArray.CreateBuilder<RuleSetDefinition>();
        foreach (IGrouping<string, Member> named in all.Where(static member => member.IsNamed).GroupBy(static member => member.Input.RuleSet, StringComparer.Ordinal))
        {
            sets.Add(Make(named.Key, RuleSetEvidence.Named, $"rule_set: {named.Key}", named));
        }

        foreach ((string configuration, List<Member> loaded) in LoadedBy(all.Where(static member => !member.IsNamed)))
        {
            Add(Make(configuration, RuleSetEvidence.PrometheusConfiguration, $"rule_files of {configuration}", loaded));
        }

        Member[] open = [.. all.Where(static member => !member.IsNamed && member.Input.LoadedBy.IsEmpty)];
        RuleSetDefinition[] assumed = [.. Assume(open)];
        for (int i = 0; i < assumed.Length; i++)
        {
            foreach (int index in assumed[i].Indexes)
            {
                all[index].Assumed = i;
            }
        }

        foreach ((RuleSetDefinition set, Member[] loaded) in ByUnitTests(open))
        {
            // What a test loads and a folder holds too needs no set of its own; where it is all of the folder's, it is known.
            int folder = loaded[0].Assumed;
            if (!loaded.All(member => member.Assumed == folder))
            {
                Add(set);
            }
            else if (loaded.Length == assumed[folder].Indexes.Count(index => files[index].UnitTests is null))
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

    private static RuleSetDefinition Make(string name, RuleSetEvidence evidence, string reason, IEnumerable<Member> members)
    {
        Member[] sorted = [.. members];
        for (int i = 1; i < sorted.Length; i++)
        {
            // What a file lists may be there twice and in any order.
            if (sorted[i].Index <= sorted[i - 1].Index)
            {
                sorted = [.. sorted.Distinct().OrderBy(static member => member.Index)];
                break;
            }
        }

        return new RuleSetDefinition(name, evidence, reason, [.. sorted.Select(static member => member.Path)]) { Indexes = ImmutableCollectionsMarshal.AsImmutableArray(Array.ConvertAll(sorted, static member => member.Index)) };
    }

    private static RuleSetDefinition Alone(Member member, string reason) =>
        new(member.Path, RuleSetEvidence.Alone, reason, [member.Path]) { Indexes = [member.Index] };

    /// <summary>The files that each Prometheus configuration lists, in the order in which they first do.</summary>
    private static OrderedDictionary<string, List<Member>> LoadedBy(IEnumerable<Member> members)
    {
        var loaded = new OrderedDictionary<string, List<Member>>(StringComparer.Ordinal);
        foreach (Member member in members)
        {
            foreach (string configuration in member.Input.LoadedBy)
            {
                if (!loaded.TryGetValue(configuration, out List<Member>? of))
                {
                    loaded.Add(configuration, of = []);
                }

                of.Add(member);
            }
        }

        return loaded;
    }

    /// <summary>The rule files that unit-test files list, where they list several of this run.</summary>
    private static IEnumerable<(RuleSetDefinition Set, Member[] Loaded)> ByUnitTests(Member[] open)
    {
        var byPath = new Dictionary<string, Member>(StringComparer.Ordinal);
        foreach (Member member in open)
        {
            byPath.TryAdd(member.Path, member);
        }

        foreach (Member member in open)
        {
            if (member.File.UnitTests is { TestedRuleFiles: { IsDefault: false } tested })
            {
                Member[] loaded = [.. tested.SelectMany(static entry => entry.Files).Select(file => byPath.GetValueOrDefault(file.Source.Path)).OfType<Member>().Distinct()];
                if (loaded.Length > 1)
                {
                    yield return (Make(member.Path, RuleSetEvidence.UnitTests, $"rule_files of the unit tests {member.Path}", loaded.Append(member)), loaded);
                }
            }
        }
    }

    private static IEnumerable<RuleSetDefinition> Assume(Member[] open)
    {
        var released = new HashSet<Member>();
        foreach (IGrouping<string?, Member> release in open.Where(static member => member.File.Release is not null).GroupBy(static member => member.File.Release, StringComparer.Ordinal))
        {
            IGrouping<string, Member>[] folders = [.. release.GroupBy(static member => member.Folder, StringComparer.Ordinal)];
            if (folders.Length > 1 && !RepeatEachOther(folders) && !AreEnvironments(folders.Select(static folder => folder.Key)))
            {
                released.UnionWith(release);
                yield return Make($"release {release.Key}", RuleSetEvidence.Release, $"the Helm release {release.Key} of their resources", release);
            }
        }

        foreach (IGrouping<string, Member> release in open.Where(member => !released.Contains(member)).GroupBy(static member => ReleaseOf(member.Folder), StringComparer.Ordinal))
        {
            if (release.Count() == 1)
            {
                yield return Alone(release.First(), OnlyFile);
                continue;
            }

            IGrouping<string, Member>[] folders = [.. release.GroupBy(static member => member.Folder, StringComparer.Ordinal)];
            if (folders.Length > 1 && !RepeatEachOther(folders))
            {
                yield return Make(Show(release.Key), RuleSetEvidence.Release, $"the templates or the mixin of {Show(release.Key)}", release);
                continue;
            }

            foreach (IGrouping<string, Member> folder in folders)
            {
                foreach (RuleSetDefinition set in FindInFolder(folder.Key, [.. folder]))
                {
                    yield return set;
                }
            }
        }
    }

    private static IEnumerable<RuleSetDefinition> FindInFolder(string folder, Member[] members)
    {
        if (members is [var only])
        {
            yield return Alone(only, OnlyFile);
            yield break;
        }

        bool isExample = folder.Split('/').Any(static part => ExampleFolders.Contains(part, StringComparer.OrdinalIgnoreCase));
        HashSet<Member> variants = isExample ? [] : [.. Variants(members), .. EnvironmentsAmong(members)];
        Member[] together = isExample ? [] : [.. members.Where(member => !variants.Contains(member))];
        if (together.Length > 0)
        {
            yield return together.Length > 1
                ? Make(Show(folder), RuleSetEvidence.Folder, $"the folder {Show(folder)}", together)
                : Alone(together[0], OnlyFile);
        }

        foreach (Member member in members.Except(together))
        {
            string reason = isExample ? "one of several examples, tests or fixtures" : "a variant of another file of its folder: it repeats groups, or is named for another environment";
            yield return Alone(member, reason);
        }
    }

    /// <summary>The files of a folder that are another one in another form: they have a group in common, with a rule in common.</summary>
    private static HashSet<Member> Variants(Member[] members)
    {
        var variants = new HashSet<Member>();
        foreach ((Member one, Member other) in Repeats(members, static member => member))
        {
            variants.Add(one);
            variants.Add(other);
        }

        return variants;
    }

    /// <summary>What belongs to two files that have a group in common, with a rule in common.</summary>
    private static IEnumerable<(T One, T Other)> Repeats<T>(IReadOnlyCollection<Member> members, Func<Member, T> ownerOf)
        where T : class
    {
        // Groups of one name are few: only their rules are looked at.
        var groups = new Dictionary<string, T?>(StringComparer.Ordinal);
        foreach (Member member in members)
        {
            foreach (RuleGroup group in member.File.Groups)
            {
                if (group.NameText is { } name)
                {
                    T owner = ownerOf(member);
                    groups[name] = !groups.TryGetValue(name, out T? first) || owner.Equals(first) ? owner : null;
                }
            }
        }

        var owners = new Dictionary<(string Group, string Rule), T>();
        foreach (Member member in members)
        {
            foreach (RuleGroup group in member.File.Groups)
            {
                if (group.NameText is not { } name || groups[name] is not null)
                {
                    continue;
                }

                T owner = ownerOf(member);
                foreach (Rule rule in group.Rules)
                {
                    if (rule.NameText is { } ruleName && !owners.TryAdd((name, ruleName), owner) && owners[(name, ruleName)] is { } first && !first.Equals(owner))
                    {
                        yield return (first, owner);
                    }
                }
            }
        }
    }

    /// <summary>The files of a folder whose names differ in the environment only, such as <c>api-stage.yml</c> and <c>api-production.yml</c>.</summary>
    private static IEnumerable<Member> EnvironmentsAmong(Member[] members) =>
        members.GroupBy(static member => WithoutEnvironment(member.NormalPath), StringComparer.Ordinal)
            .Where(static same => same.Select(static member => member.NormalPath).Distinct(StringComparer.Ordinal).Skip(1).Any())
            .SelectMany(static same => same);

    /// <summary>Whether two of the folders differ in the environment only.</summary>
    private static bool AreEnvironments(IEnumerable<string> folders) => folders.GroupBy(WithoutEnvironment, StringComparer.Ordinal).Any(static same => same.Skip(1).Any());

    /// <summary>A path with one word for each word that names an environment.</summary>
    private static string WithoutEnvironment(string path)
    {
        StringBuilder? normal = null;
        int start = 0;
        int written = 0;
        for (int at = 0; at <= path.Length; at++)
        {
            if (at < path.Length && char.IsLetterOrDigit(path[at]))
            {
                continue;
            }

            if (IsEnvironment(path.AsSpan(start, at - start)))
            {
                normal ??= new StringBuilder(path.Length);
                normal.Append(path, written, start - written).Append('*');
                written = at;
            }

            start = at + 1;
        }

        return normal is null ? path : normal.Append(path, written, path.Length - written).ToString();
    }

    private static bool IsEnvironment(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[LongestEnvironment];
        return word.Length <= lower.Length && Environments.GetAlternateLookup<ReadOnlySpan<char>>().Contains(lower[..word.ToLowerInvariant(lower)]);
    }

    private static bool RepeatEachOther(IGrouping<string, Member>[] folders) =>
        Repeats([.. folders.SelectMany(static folder => folder)], static member => member.Folder).Any();

    /// <summary>The names by which a file is known to repeat another one.</summary>
    internal static IEnumerable<(string Group, string Rule)> NamesOf(RuleFile file) =>
        from @group in file.Groups
        from rule in @group.Rules
        where @group.NameText is not null && rule.NameText is not null
        select (@group.NameText!, rule.NameText!);

    /// <summary>What the files of a folder are released with: the templates of their chart, their mixin, else the folder.</summary>
    private static string ReleaseOf(string folder)
    {
        if (!folder.Contains("templates", StringComparison.Ordinal) && !folder.Contains("mixin", StringComparison.Ordinal))
        {
            return folder;
        }

        string[] parts = folder.Split('/');
        int end = Array.LastIndexOf(parts, "templates");
        end = end >= 0 ? end : Array.FindLastIndex(parts, static part => part == "mixin" || part.EndsWith("-mixin", StringComparison.Ordinal) || part.EndsWith("_mixin", StringComparison.Ordinal));
        return end >= 0 ? string.Join('/', parts[..(end + 1)]) : folder;
    }

    private static string Show(string folder) => folder.Length == 0 ? "." : folder;

    /// <summary>A file with what is known of it.</summary>
    private sealed class Member(int index, LintInput input, RuleFile file)
    {
        public int Index { get; } = index;

        public LintInput Input { get; } = input;

        public RuleFile File { get; } = file;

        /// <summary>Which of the sets that are assumed holds the file.</summary>
        public int Assumed { get; set; }

        public string Path => Input.Source.Path;

        /// <summary>The path with slashes.</summary>
        public string NormalPath { get; } = input.Source.Path.Replace('\\', '/');

        public string Folder => field ??= NormalPath.LastIndexOf('/') is >= 0 and int slash ? NormalPath[..slash] : "";

        /// <summary>Whether the configuration names the file's rule set.</summary>
        public bool IsNamed => Input.RuleSet.Length > 0;
    }
}
