using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules.Mappings;

/// <summary>
/// The fields of a kind of mapping, one row each, and the only loop over the entries of such a mapping. Repeated and merged
/// keys are resolved by the YAML reader; of the entries that are left with one name, the last one is kept.
/// </summary>
/// <typeparam name="TReader">Reads the values.</typeparam>
/// <typeparam name="TTarget">Where they are stored.</typeparam>
internal sealed class FieldTable<TReader, TTarget>(string what, params ImmutableArray<FieldRow<TReader, TTarget>> fields) : MappingTable(what)
    where TReader : IMappingReader
{
    /// <inheritdoc/>
    public override IReadOnlyList<FieldRow<TReader, TTarget>> Fields => fields;

    /// <summary>Called for a field whose value is an alias without an anchor, instead of reading it. Null to read it as an empty text. The YAML reader reports the alias.</summary>
    public FieldAction<TReader, TTarget>? Unresolved { get; init; }

    /// <summary>Changes the target because the mapping exists, before its entries are read.</summary>
    public Func<TTarget, TTarget>? Begin { get; init; }

    /// <inheritdoc/>
    public override FieldRow<TReader, TTarget>? Find(string name)
    {
        foreach (FieldRow<TReader, TTarget> field in fields)
        {
            if (field.Name == name)
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>Reads a value that must be a mapping; any other value is reported.</summary>
    /// <returns>Whether it is a mapping whose keys are all known.</returns>
    public bool Read(TReader reader, YamlNode node, ref TTarget target)
    {
        if (node is YamlMapping mapping)
        {
            return Read(reader, mapping, ref target);
        }

        reader.ReportNoMapping(this, node);
        return false;
    }

    /// <summary>Reads the entries of a mapping in the order of the text.</summary>
    /// <returns>Whether all keys are known.</returns>
    public bool Read(TReader reader, YamlMapping mapping, ref TTarget target)
    {
        bool areKnown = true;
        if (Begin is not null)
        {
            target = Begin(target);
        }

        YamlEntry[] entries = ImmutableCollectionsMarshal.AsArray(mapping.Entries)!;
        for (int i = 0; i < entries.Length; i++)
        {
            string? name = entries[i].KeyText;
            if (Unresolved is not null && IsUnresolved(entries[i]))
            {
                Unresolved(reader, new FieldEntry(name ?? "", entries, i), ref target);
            }
            else if (name is not null && Find(name) is { } field && (field.Only.IsDefault || reader.Knows(field)))
            {
                field.Read?.Invoke(reader, new FieldEntry(field.Name, entries, i), ref target);
            }
            else
            {
                areKnown = false;
                reader.ReportUnknown(this, entries[i]);
                ReadMisspelled(reader, name, entries, i, ref target);
            }
        }

        return areKnown;
    }

    private void ReadMisspelled(TReader reader, string? name, YamlEntry[] entries, int place, ref TTarget target)
    {
        foreach (FieldRow<TReader, TTarget> field in fields)
        {
            if (field.IsReadMisspelled && name is not null && NearestName.Find(name, [field.Name]) is not null)
            {
                field.Read?.Invoke(reader, new FieldEntry(field.Name, entries, place), ref target);
            }
        }
    }
}
