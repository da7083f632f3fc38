namespace PromRuleLint.Rules.Mappings;

/// <summary>A row of a table: a field with what is done with its value.</summary>
/// <param name="name">The name.</param>
/// <param name="read">Reads the value and stores it; null for a value that is not looked at.</param>
internal sealed class FieldRow<TReader, TTarget>(string name, FieldAction<TReader, TTarget>? read = null) : MappingField(name)
    where TReader : IMappingReader
{
    /// <summary>A field whose value is a mapping of fields, which are stored in the same target.</summary>
    public FieldRow(string name, FieldTable<TReader, TTarget> below)
        : this(name, (TReader reader, FieldEntry field, ref TTarget target) => below.Read(reader, field.Value, ref target)) => Below = below;

    /// <summary>Reads the value and stores it; null for a value that is not looked at.</summary>
    public FieldAction<TReader, TTarget>? Read { get; } = read;

    /// <summary>The fields below it; null where it has none in the same target.</summary>
    public FieldTable<TReader, TTarget>? Below { get; }
}
