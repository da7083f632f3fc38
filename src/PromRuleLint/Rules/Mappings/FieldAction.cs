namespace PromRuleLint.Rules.Mappings;

/// <summary>Reads the value of a field and stores it.</summary>
internal delegate void FieldAction<in TReader, TTarget>(TReader reader, FieldEntry field, ref TTarget target);
