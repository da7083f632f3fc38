using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;

namespace PromRuleLint;

/// <summary>How the files of a lint differ from those of the one before: some have come, some are gone, all others are the same.</summary>
/// <param name="Files">All files, in the order given.</param>
/// <param name="Gone">The files of before that are no longer there, or have another text.</param>
/// <param name="Come">The files that were not there before, or had another text.</param>
/// <param name="Definitions">Which files are loaded together: the sets of before, which have other files at most.</param>
internal sealed record LintChange(ReadInput[] Files, HashSet<ReadInput> Gone, HashSet<ReadInput> Come, ImmutableArray<RuleSetDefinition> Definitions)
{
    /// <summary>Finds the difference.</summary>
    /// <param name="before">The files of before.</param>
    /// <param name="inputs">What is given now, each with a path of its own.</param>
    /// <param name="definitions">Which files were loaded together before.</param>
    /// <param name="isNearLimit">Whether so much work was done for a file that its findings may depend on the order of the work, so that it must be linted again.</param>
    /// <returns>Null where it is more than files that come, go or change: in the configurations, or in which files belong together.</returns>
    public static LintChange? Find(ReadInput[] before, LintInput[] inputs, ImmutableArray<RuleSetDefinition> definitions, Func<ReadInput, bool> isNearLimit)
    {
        HashSet<LintConfiguration> configurations = new(before.Select(static file => file.Input.Configuration), ReferenceEqualityComparer.Instance);
        if (!configurations.SetEquals(inputs.Select(static input => input.Configuration)))
        {
            return null;
        }

        ReadInput?[] known = FindKnown(before, inputs, isNearLimit);
        TestedTexts? tests = inputs.Any(static input => input.TestedRuleFiles is not null) ? new TestedTexts(before, inputs) : null;
        if (tests?.AreConsistent(configurations.Count) == false)
        {
            return null;
        }

        tests?.Reopen(known);
        if (FindGone(before, known) is not { } gone)
        {
            return null;
        }

        ReadInput[] files = Read(known, inputs, tests);
        HashSet<ReadInput> come = [.. files.Where((_, i) => known[i] is null)];
        return Align(before, files, definitions, come, gone) is { IsDefault: false } sets ? new LintChange(files, gone, come, sets) : null;
    }

    /// <summary>The files of a set, in order.</summary>
    public List<ReadInput> FilesOf(int set) => [.. Definitions[set].Indexes.Select(i => Files[i])];

    /// <summary>What is known of each input from before; null for those that must be read.</summary>
    private static ReadInput?[] FindKnown(ReadInput[] before, LintInput[] inputs, Func<ReadInput, bool> isNearLimit)
    {
        var known = new ReadInput?[inputs.Length];
        Dictionary<string, ReadInput>? byPath = null;
        for (int i = 0; i < inputs.Length; i++)
        {
            // Nearly always the files are those of before, in their places.
            string path = inputs[i].Source.Path;
            ReadInput? file = i < before.Length && before[i].Input.Source.Path == path ? before[i]
                : (byPath ??= before.ToDictionary(static file => file.Input.Source.Path, StringComparer.Ordinal)).GetValueOrDefault(path);
            known[i] = file is not null && ReferenceEquals(file.Input, inputs[i]) && !isNearLimit(file) ? file : null;
        }

        return known;
    }

    /// <summary>The files of before that are not known any more; null where those that are known have another order.</summary>
    private static HashSet<ReadInput>? FindGone(ReadInput[] before, ReadInput?[] known)
    {
        var gone = new HashSet<ReadInput>();
        int next = 0;
        foreach (ReadInput file in known.OfType<ReadInput>())
        {
            while (next < before.Length && before[next] != file)
            {
                gone.Add(before[next++]);
            }

            if (next++ == before.Length)
            {
                return null;
            }
        }

        gone.UnionWith(before.Skip(next));
        return gone;
    }

    // What is kept must not end with this lint, so reading it is not ended early.
    private static ReadInput[] Read(ReadInput?[] known, LintInput[] inputs, TestedTexts? tests)
    {
        int[] open = [.. Enumerable.Range(0, inputs.Length).Where(i => known[i] is null)];
        RuleFile[] read = LintPass.ReadEach([.. open.Select(i => inputs[i])], default);
        var files = new ReadInput[inputs.Length];
        for (int i = 0, next = 0; i < files.Length; i++)
        {
            files[i] = known[i] ?? new ReadInput(inputs[i], read[next++]);
        }

        TestedRuleFileResolver.Resolve([.. open.Select(i => inputs[i])], read, files.Select(static file => file.File).Concat(tests?.Outside ?? []));
        return files;
    }

    /// <summary>The sets of files that are loaded together, if they are those of before but for the files that come and go; default otherwise.</summary>
    private static ImmutableArray<RuleSetDefinition> Align(ReadInput[] before, ReadInput[] files, ImmutableArray<RuleSetDefinition> definitions, HashSet<ReadInput> come, HashSet<ReadInput> gone)
    {
        if (before.Length == files.Length && before.Zip(files).All(static pair => pair.First == pair.Second || BelongsAlike(pair.First, pair.Second)))
        {
            return definitions;
        }

        ImmutableArray<RuleSetDefinition> now = RuleSetFinder.Find([.. files.Select(static file => file.Input)], [.. files.Select(static file => file.File)]);
        return now.Length == definitions.Length && now.Zip(definitions).All(pair => pair.First.Evidence == pair.Second.Evidence && pair.First.Name == pair.Second.Name
            && pair.First.Indexes.Select(i => files[i]).Where(file => !come.Contains(file)).SequenceEqual(pair.Second.Indexes.Select(i => before[i]).Where(file => !gone.Contains(file)))) ? now : default;
    }

    /// <summary>Whether all that tells which files a file belongs to is the same in both.</summary>
    private static bool BelongsAlike(ReadInput one, ReadInput other) =>
        one.Input.Source.Path == other.Input.Source.Path && one.File.UnitTests is null && other.File.UnitTests is null
        && one.Input.LoadedBy.SequenceEqual(other.Input.LoadedBy, StringComparer.Ordinal) && one.Input.Configuration.RuleSet == other.Input.Configuration.RuleSet
        && one.File.Release == other.File.Release && RuleSetFinder.NamesOf(one.File).SequenceEqual(RuleSetFinder.NamesOf(other.File));
}
