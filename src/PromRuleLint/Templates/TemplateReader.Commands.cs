using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.Templates;

/// <summary>The part that follows commands and operands.</summary>
internal sealed partial class TemplateReader
{
    private static readonly ImmutableArray<string> SampleFields = ["Labels", "Value"];

    /// <summary>What a command does with the value that is piped to it.</summary>
    private static Use UseBy(CommandNode command, Use ofResult) =>
        command.Arguments is [IdentifierNode function, ..] ? UseBy(function.Name, ofResult) : Use.Other;

    private static Use UseBy(string function, Use ofResult) => function switch
    {
        "humanize" or "humanize1024" or "humanizeDuration" or "humanizePercentage" or "humanizeTimestamp" or "toTime" or "toDuration" => Use.Humanized,
        "printf" => Use.Formatted,
        "print" or "println" => Use.Printed,
        "eq" or "ne" or "lt" or "le" or "gt" or "ge" => Use.Compared,
        "not" => Use.Guard,
        "and" or "or" => ofResult,
        _ => Use.Other,
    };

    private Value ReadCommand(CommandNode command, Value dot, Value? piped, Use use)
    {
        if (command.Arguments.IsEmpty)
        {
            return Value.Unknown;
        }

        TemplateNode first = command.Arguments[0];
        if (first is IdentifierNode function)
        {
            return ReadCall(function, command.Arguments.AsSpan()[1..], dot, piped, use, command.Range);
        }

        bool hasArguments = command.Arguments.Length > 1 || piped is not null;
        foreach (TemplateNode argument in command.Arguments.AsSpan()[1..])
        {
            ReadOperand(argument, dot, Use.Other);
        }

        Value value = ReadOperand(first, dot, hasArguments ? Use.Other : use, hasArguments);
        if (first is NilNode)
        {
            Report(TemplateErrorKind.WrongArgumentType, first.Range, "'nil' alone is no value to print, pipe or ask for");
        }
        else if (hasArguments && first is BoolNode or DotNode or NumberNode or StringNode or PipelineNode or VariableNode { Fields: [] })
        {
            ReportNotAFunction(first);
        }

        return hasArguments ? Value.Unknown : value;
    }

    private void ReportNotAFunction(TemplateNode node) =>
        Report(TemplateErrorKind.WrongArgumentCount, node.Range, $"'{Shorten(node.Range)}' is no function: it takes no arguments, and nothing can be piped to it");

    private string Shorten(TextRange range) => range.Length <= 40 ? range.In(_text).ToString() : $"{range.In(_text)[..37]}…";

    private Value ReadOperand(TemplateNode node, Value dot, Use use, bool hasArguments = false)
    {
        switch (node)
        {
            case DotNode:
                Note(dot, use, node.Range);
                return dot;
            case VariableNode variable:
                Value value = Find(variable);
                if (!variable.Fields.IsEmpty)
                {
                    return ReadFields(value, variable.Fields, node.Range, use, hasArguments);
                }

                Note(value, use, node.Range);
                return value;
            case FieldNode field:
                return ReadFields(dot, field.Fields, node.Range, use, hasArguments);
            case ChainNode chain:
                return ReadFields(ReadOperand(chain.Operand, dot, Use.Other), chain.Fields, node.Range, use, hasArguments);
            case IdentifierNode function:
                return ReadCall(function, [], dot, null, use, node.Range);
            case PipelineNode pipeline:
                return ReadPipeline(pipeline, dot, use);
            case StringNode text:
                return new Value(ValueType.String, text);
            case BoolNode:
                return Value.Create(ValueType.Bool);
            case NumberNode number:
                return new Value(NumberType(number), Number: number);
            default:
                return Value.Unknown;
        }
    }

    /// <summary>Go's <c>idealConstant</c>: the type that a number has where nothing asks for one.</summary>
    private ValueType NumberType(NumberNode number)
    {
        ReadOnlySpan<char> text = number.Range.In(_text);
        if (text[0] == '\'' || !number.Value.Imaginary.Equals(0) || text[^1] == 'i')
        {
            return text[0] == '\'' ? ValueType.Integer : ValueType.Unknown;
        }

        bool hex = text.Length > 2 && text[0] == '0' && text[1] is 'x' or 'X' && text.IndexOfAny('p', 'P') < 0;
        return !hex && text.IndexOfAny(".eEpP") >= 0 ? ValueType.Float : ValueType.Integer;
    }

    private void Note(Value value, Use use, TextRange range)
    {
        if (value.Type != ValueType.AlertValue || use == Use.Kept)
        {
            return;
        }

        TemplateValueUseKind kind = use switch
        {
            Use.Printed => TemplateValueUseKind.Printed,
            Use.Humanized => TemplateValueUseKind.Humanized,
            Use.Formatted => TemplateValueUseKind.Formatted,
            Use.Compared or Use.Guard => TemplateValueUseKind.Compared,
            _ => TemplateValueUseKind.Other,
        };
        Add(ref _valueUses, new TemplateValueUse(kind, range));
    }

    private Value ReadFields(Value value, ImmutableArray<FieldName> fields, TextRange range, Use use, bool hasArguments)
    {
        for (int i = 0; i < fields.Length; i++)
        {
            FieldName field = fields[i];
            var upToField = new TextRange(range.Start, field.Range.End);
            bool isLast = i == fields.Length - 1;
            if (hasArguments && isLast && value.Type is not (ValueType.Unknown or ValueType.AlertValue or ValueType.SampleValue))
            {
                Report(TemplateErrorKind.WrongArgumentCount, upToField, $"'{Shorten(upToField)}' is no method: it takes no arguments, and nothing can be piped to it");
                return Value.Unknown;
            }

            value = ReadField(value, field, upToField, isLast ? use : Use.Other);
            if (value.Type == ValueType.Unknown)
            {
                break;
            }
        }

        Note(value, use, range);
        return value;
    }

    private Value ReadField(Value value, FieldName field, TextRange range, Use use)
    {
        switch (value.Type)
        {
            case ValueType.Data:
                if (_options.DataFields.Contains(field.Name))
                {
                    return Value.Create(TypeOf(field.Name));
                }

                ReportUnknownDataField(field);
                return Value.Unknown;
            case ValueType.Sample:
                switch (field.Name)
                {
                    case "Labels": return Value.Create(ValueType.SampleLabels) with { Query = value.Query };
                    case "Value": return Value.Create(ValueType.SampleValue);
                }

                ReportUnknownField(field, "a sample has .Labels and .Value", SampleFields);
                return Value.Unknown;
            case ValueType.Labels or ValueType.ExternalLabels or ValueType.SampleLabels:
                AddLabelRead(value, field.Name, field.Range, range, use);
                return Value.Create(ValueType.String);
            case ValueType.String or ValueType.NoNumber:
                ReportUnknownField(field, $"'{Shorten(new TextRange(range.Start, field.Range.Start - 1))}' is a string and has no fields", []);
                return Value.Unknown;
            case ValueType.Samples:
                ReportUnknownField(field, "the result of 'query' is a list of samples; take one by 'first'", []);
                return Value.Unknown;
            case ValueType.Integer or ValueType.Float or ValueType.Bool or ValueType.Number:
                ReportUnknownField(field, "numbers and truth values have no fields", []);
                return Value.Unknown;
            case ValueType.AlertValue or ValueType.SampleValue:
                ReportFieldOfNumber(value, field, range);
                return Value.Unknown;
            default:
                return Value.Unknown;
        }
    }

    /// <summary>Beside a misspelled name, the usual fault is a label that is taken for a field.</summary>
    private void ReportUnknownDataField(FieldName field)
    {
        var range = new TextRange(field.Range.Start - 1, field.Range.End);
        if (_options.IsFieldOfVictoriaMetrics(field.Name))
        {
            Report(new TemplateError(TemplateErrorKind.UnknownField, range, $"there is no field '.{field.Name}'{TemplateParser.OfVictoriaMetrics}") { IsOfVictoriaMetrics = true });
            return;
        }

        string? nearest = NearestName.Find(field.Name, _options.DataFields);
        string meant = nearest is not null ? "." + nearest : "$labels." + field.Name;
        if (_text.AsSpan(0, range.Start).LastIndexOf("line_format", StringComparison.Ordinal) >= 0)
        {
            string itself = "{{." + field.Name + "}}";
            Report(TemplateErrorKind.UnknownField, range, $"there is no field '.{field.Name}' in a template of Prometheus; to show '{itself}' of line_format itself, write '{{{{ \"{itself}\" }}}}'");
            return;
        }

        string why = $"there are only {string.Join(", ", _options.DataFields.SkipLast(1).Select(static name => $"'.{name}'"))} and '.{_options.DataFields[^1]}'";
        Report(TemplateErrorKind.UnknownField, range, $"there is no field '.{field.Name}': {why}; did you mean '{meant}'?", meant);
    }

    private void ReportUnknownField(FieldName field, string why, ImmutableArray<string> names)
    {
        string? nearest = NearestName.Find(field.Name, names);
        Report(TemplateErrorKind.UnknownField, field.Range, $"there is no field '{field.Name}': {why}" + DidYouMean(nearest), nearest);
    }

    private Value ReadCall(IdentifierNode identifier, ReadOnlySpan<TemplateNode> nodes, Value dot, Value? piped, Use use, TextRange range)
    {
        string name = identifier.Name;
        Use ofArgument = UseBy(name, use);
        bool isChoice = name is "and" or "or";
        _choices += isChoice ? 1 : 0;
        var arguments = new List<(Value Value, TextRange Range)>(nodes.Length + 1);
        foreach (TemplateNode node in nodes)
        {
            // "index $labels" reads the one label, not all of them.
            Use of = name == "index" && arguments.Count == 0 ? Use.Kept : ofArgument;
            arguments.Add((ReadOperand(node, dot, of), node.Range));
        }

        _choices -= isChoice ? 1 : 0;
        if (piped is { } value)
        {
            arguments.Add((value, range));
        }

        if (TemplateFunctions.Find(name, _options.Dialect) is not { } function)
        {
            return Value.Unknown;
        }

        if (arguments.Count < function.MinArguments || arguments.Count > function.MaxArguments)
        {
            ReportArgumentCount(function, identifier.Range, arguments.Count);
            return Value.Unknown;
        }

        CheckTypes(function, identifier.Range, arguments, new TextRange(identifier.Range.Start, Math.Max(range.End, arguments.Count == 0 ? range.End : arguments[^1].Range.End)));
        switch (name)
        {
            case "index":
                return ReadIndex(arguments, range, use);
            case "query" when arguments[0].Value.Literal is { } expression:
                return Value.Create(ValueType.Samples) with { Query = AddQuery(expression, arguments[0].Value.IsFormat) };
            case "first":
                return Value.Create(ValueType.Sample) with { Query = arguments[0].Value.Query };
            case "sortByLabel":
                AddLabelRead(arguments[1].Value, arguments[0].Value, range, use);
                return Value.Create(ValueType.Samples) with { Query = arguments[1].Value.Query };
            case "label":
                AddLabelRead(arguments[1].Value, arguments[0].Value, range, use);
                break;
            case "printf" when arguments[0].Value.Literal is { } format:
                CheckFormat(format, arguments[0].Value.IsFormat, arguments);
                return new Value(PrintfFormat.CanBeNumber(format.Value) ? ValueType.String : ValueType.NoNumber, format, IsFormat: true);
            case "and" or "or":
                ValueType type = arguments[0].Value.Type;
                return arguments.TrueForAll(argument => argument.Value.Type == type) ? Value.Create(type) : Value.Unknown;
        }

        return Value.Create(function.Result);
    }

    private Value ReadIndex(List<(Value Value, TextRange Range)> arguments, TextRange range, Use use)
    {
        ValueType type = arguments[0].Value.Type;
        if (arguments.Count == 1)
        {
            return arguments[0].Value;
        }

        if (arguments.Count > 2)
        {
            return Value.Unknown;
        }

        switch (type)
        {
            case ValueType.Labels or ValueType.ExternalLabels or ValueType.SampleLabels:
                AddLabelRead(arguments[0].Value, arguments[1].Value, range, use);
                return Value.Create(ValueType.String);
            case ValueType.Samples:
                return arguments[0].Value.Element;
            default:
                return Value.Unknown;
        }
    }

    private void AddLabelRead(Value of, Value name, TextRange range, Use use)
    {
        if (name is { Literal: { } literal, IsFormat: false })
        {
            AddLabelRead(of, literal.Value, new TextRange(literal.Range.Start + 1, literal.Range.End - 1), range, use);
        }
    }

    private void AddLabelRead(Value of, string name, TextRange nameRange, TextRange range, Use use)
    {
        var read = new TemplateLabelRead(name, nameRange, range, use == Use.Guard || _choices > 0);
        switch (of.Type)
        {
            case ValueType.Labels:
                Add(ref _labelReads, read);
                break;
            case ValueType.ExternalLabels:
                Add(ref _externalLabelReads, read);
                break;
            case ValueType.Samples or ValueType.Sample or ValueType.SampleLabels when of.Query is { } query:
                Add(ref _queryLabelReads, new TemplateQueryLabelRead(query, read));
                break;
        }
    }

    private TemplateQuery? AddQuery(StringNode literal, bool isFormat)
    {
        string? expression = literal.Value;
        if (isFormat && !QueryFormat.TryFill(literal.Value, out expression))
        {
            return null;
        }

        var query = new TemplateQuery(literal.Range, expression, literal.Map, isFormat);
        Add(ref _queries, query);
        return query;
    }
}
