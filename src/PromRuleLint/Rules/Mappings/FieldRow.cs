namespace PromRuleLint.Rules.Mappings;

/// <summary>A row of a table: a field and how its value is read.</summary>
/// <param name="name">The name.</param>
/// <param name="read">Reads the value and stores it; null where the value is not read.</param>
internal sealed class FieldRow<TReader, TTarget>(string name, FieldAction<TReader, TTarget>? read = null) : MappingField(name)
    where TReader : IMappingReader
{
    /// <summary>A field whose value is a mapping of fields, which are stored in the same target.</summary>
    public FieldRow(string name, FieldTable<TReader, TTarget> below)
        : this(name, (TReader reader, FieldEntry field, ref TTarget target) => below.Read(reader, field.Value, ref target)) => Below = below;

    /// <summary>Reads the value and stores it; null where the value is not read.</summary>
    public FieldAction<TReader, TTarget>? Read { get; } = read;

    /// <summary>The table of the fields below it; null where its value is not read by a table with the same target.</summary>
    public FieldTable<TReader, TTarget>? Below { get; }
}
