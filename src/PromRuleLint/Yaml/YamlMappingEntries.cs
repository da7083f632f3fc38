using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.Yaml;

/// <summary>Makes of the entries of mappings as they are written those that count.</summary>
/// <param name="source">The file.</param>
internal sealed class YamlMappingEntries(SourceText source)
{
    // Of so few entries each is compared with each.
    private const int FewEntries = 8;

    private readonly Dictionary<string, SourceRange> _keys = new(StringComparer.Ordinal);

    /// <summary>Gives the entries of a mapping as they are read: with those that are merged in.</summary>
    /// <param name="entries">The entries as they are written.</param>
    /// <param name="errors">Takes keys that stand twice, and what cannot be merged.</param>
    public ImmutableArray<YamlEntry> Finish(ImmutableArray<YamlEntry>.Builder entries, List<YamlError> errors)
    {
        if (entries.Count <= FewEntries && AreDistinctWords(entries))
        {
            return entries.ToImmutable();
        }

        _keys.Clear();
        bool merges = false;
        for (int i = 0; i < entries.Count; i++)
        {
            YamlEntry entry = entries[i];
            if (entry.KeyText is not { } key)
            {
                continue;
            }

            if (!_keys.TryAdd(key, entry.KeyRange))
            {
                SourceRange first = _keys[key];
                errors.Add(new YamlError(
                    YamlErrorKind.DuplicateKey,
                    entry.KeyRange,
                    $"The key '{key}' stands twice in this mapping, first on line {source.GetPosition(first.Start).Line}; remove one.") { RelatedRange = first });
            }

            merges |= IsMerge(entry);
        }

        return merges ? MergeEntries(entries, errors) : entries.ToImmutable();
    }

    /// <summary>Whether all keys are plain words and no two are equal, as in nearly all mappings; of a merge there is none then.</summary>
    private static bool AreDistinctWords(ImmutableArray<YamlEntry>.Builder entries)
    {
        for (int i = 0; i < entries.Count; i++)
        {
            if (entries[i].Word is not { } word || word == "<<")
            {
                return false;
            }

            for (int other = 0; other < i; other++)
            {
                if (entries[other].Word == word)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>
    /// Puts the entries of merged mappings (<c>&lt;&lt;: *base</c>) in: a mapping's own keys win, then those of the first
    /// merged mapping, as go-yaml's decoder has it.
    /// </summary>
    private ImmutableArray<YamlEntry> MergeEntries(ImmutableArray<YamlEntry>.Builder entries, List<YamlError> errors)
    {
        var merged = ImmutableArray.CreateBuilder<YamlEntry>(entries.Count);
        foreach (YamlEntry entry in entries)
        {
            if (!IsMerge(entry))
            {
                merged.Add(entry);
                continue;
            }

            switch (entry.Value)
            {
                case YamlMapping mapping:
                    Merge(mapping, entry);
                    break;

                case YamlSequence sequence when sequence.Items.All(static item => item is YamlMapping):
                    foreach (YamlNode item in sequence.Items)
                    {
                        Merge((YamlMapping)item, entry);
                    }

                    break;

                default:
                    errors.Add(new YamlError(YamlErrorKind.Syntax, entry.AliasRange ?? entry.Value.Range, "What is merged with '<<' must be a mapping or a sequence of mappings."));
                    break;
            }
        }

        return merged.ToImmutable();

        void Merge(YamlMapping mapping, YamlEntry from)
        {
            foreach (YamlEntry entry in mapping.Entries)
            {
                if (entry.KeyText is { } key && !_keys.TryAdd(key, entry.KeyRange))
                {
                    continue;
                }

                merged.Add(entry with { MergedAt = from.KeyRange });
            }
        }
    }

    private static bool IsMerge(YamlEntry entry) => entry.KeyText == "<<" && entry.Key is YamlScalar key && IsMerge(key);

    private static bool IsMerge(YamlScalar key) =>
        key is { Value: "<<", Style: YamlScalarStyle.Plain, Tag: null or "!" } or { Value: "<<", Tag: "tag:yaml.org,2002:merge" };
}
