using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.Templates;

/// <summary>The part that follows commands and operands.</summary>
internal sealed partial class TemplateReader
{
    private static readonly ImmutableArray<string> s_dataFields = ["Labels", "ExternalLabels", "ExternalURL", "Value"];
    private static readonly ImmutableArray<string> s_sampleFields = ["Labels", "Value"];

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
                return Value.OfType(ValueType.Bool);
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
        _valueUses.Add(new TemplateValueUse(kind, range));
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
                switch (field.Name)
                {
                    case "Labels": return Value.OfType(ValueType.Labels);
                    case "ExternalLabels": return Value.OfType(ValueType.ExternalLabels);
                    case "ExternalURL": return Value.OfType(ValueType.String);
                    case "Value": return Value.OfType(ValueType.AlertValue);
                }

                ReportUnknownDataField(field);
                return Value.Unknown;
            case ValueType.Sample:
                switch (field.Name)
                {
                    case "Labels": return Value.OfType(ValueType.SampleLabels) with { Query = value.Query };
                    case "Value": return Value.OfType(ValueType.SampleValue);
                }

                ReportUnknownField(field, "a sample has .Labels and .Value", s_sampleFields);
                return Value.Unknown;
            case ValueType.Labels or ValueType.ExternalLabels or ValueType.SampleLabels:
                AddLabelRead(value, new TemplateLabelRead(field.Name, field.Range, range, use == Use.Guard));
                return Value.OfType(ValueType.String);
            case ValueType.String:
                ReportUnknownField(field, $"'{Shorten(new TextRange(range.Start, field.Range.Start - 1))}' is a string and has no fields", []);
                return Value.Unknown;
            case ValueType.Samples:
                ReportUnknownField(field, "the result of 'query' is a list of samples; take one by 'first'", []);
                return Value.Unknown;
            case ValueType.Integer or ValueType.Float or ValueType.Bool:
                ReportUnknownField(field, "numbers and truth values have no fields", []);
                return Value.Unknown;
            default:
                return Value.Unknown;
        }
    }

    /// <summary>Beside a misspelt name, the usual fault is a label that is taken for a field.</summary>
    private void ReportUnknownDataField(FieldName field)
    {
        string? nearest = NearestName.Find(field.Name, s_dataFields);
        string meant = nearest is not null ? "." + nearest : "$labels." + field.Name;
        var range = new TextRange(field.Range.Start - 1, field.Range.End);
        string why = "there are only '.Labels', '.ExternalLabels', '.ExternalURL' and '.Value'";
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

        if (TemplateFunctions.Find(name) is not { } function)
        {
            return Value.Unknown;
        }

        if (arguments.Count < function.MinArguments || arguments.Count > function.MaxArguments)
        {
            ReportArgumentCount(function, identifier.Range, arguments.Count);
            return Value.Unknown;
        }

        CheckTypes(function, identifier.Range, arguments);
        switch (name)
        {
            case "index":
                return ReadIndex(arguments, range, use);
            case "query" when arguments[0].Value.Literal is { } expression:
                return Value.OfType(ValueType.Samples) with { Query = AddQuery(expression, arguments[0].Value.IsFormat) };
            case "first":
                return Value.OfType(ValueType.Sample) with { Query = arguments[0].Value.Query };
            case "sortByLabel":
                AddLabelRead(arguments[1].Value, arguments[0].Value, range, use);
                return Value.OfType(ValueType.Samples) with { Query = arguments[1].Value.Query };
            case "label":
                AddLabelRead(arguments[1].Value, arguments[0].Value, range, use);
                break;
            case "printf" when arguments[0].Value.Literal is { } format:
                CheckFormat(format, arguments[0].Value.IsFormat, arguments);
                return new Value(ValueType.String, format, IsFormat: true);
            case "and" or "or":
                ValueType type = arguments[0].Value.Type;
                return arguments.TrueForAll(argument => argument.Value.Type == type) ? Value.OfType(type) : Value.Unknown;
        }

        return Value.OfType(function.Result);
    }

    private void ReportArgumentCount(TemplateFunction function, TextRange range, int count)
    {
        string wanted = (function.MinArguments, function.MaxArguments) switch
        {
            (0, 0) => "no arguments",
            (1, 1) => "one argument",
            (int min, int max) when min == max => $"{min} arguments",
            (int min, int.MaxValue) => $"at least {(min == 1 ? "one argument" : $"{min} arguments")}",
            (int min, int max) => $"{min} to {max} arguments",
        };
        string got = count == 0 ? "none" : $"{count}";
        Report(TemplateErrorKind.WrongArgumentCount, range, $"'{function.Name}' takes {wanted}, a piped one included, and gets {got}");
    }

    private void CheckTypes(TemplateFunction function, TextRange range, List<(Value Value, TextRange Range)> arguments)
    {
        for (int i = 0; i < Math.Min(function.Parameters.Length, arguments.Count); i++)
        {
            ValueType wanted = function.Parameters[i];
            (Value value, TextRange at) = arguments[i];
            if (wanted != ValueType.Unknown && value.Type != ValueType.Unknown && value.Type != wanted)
            {
                string hint = (wanted, value.Type) switch
                {
                    (ValueType.Sample, ValueType.Samples) => "; take one by 'first'",
                    (ValueType.String, ValueType.AlertValue or ValueType.SampleValue or ValueType.Float or ValueType.Integer) => "; 'print' makes a string of it",
                    _ => string.Empty,
                };
                Report(TemplateErrorKind.WrongArgumentType, at, $"'{function.Name}' takes {Describe(wanted)} here, not {Describe(value.Type)}{hint}");
                return;
            }
        }

        if (function.Name is "eq" or "ne" or "lt" or "le" or "gt" or "ge")
        {
            CheckComparison(function.Name, range, arguments[0].Value, arguments[1].Value, arguments[0].Range, arguments[1].Range);
        }
    }

    /// <summary>Go compares values of the same kind only; whole numbers in a template are integers, the alert's value is a float.</summary>
    private void CheckComparison(string function, TextRange range, Value left, Value right, TextRange leftRange, TextRange rightRange)
    {
        ValueType leftKind = ComparedAs(left.Type);
        ValueType rightKind = ComparedAs(right.Type);
        if (leftKind == ValueType.Unknown || rightKind == ValueType.Unknown || leftKind == rightKind)
        {
            return;
        }

        string message = $"'{function}' cannot compare {Describe(left.Type)} with {Describe(right.Type)}";
        Value integer = leftKind == ValueType.Integer ? left : right;
        TextRange integerRange = leftKind == ValueType.Integer ? leftRange : rightRange;
        bool mixed = (leftKind, rightKind) is (ValueType.Integer, ValueType.Float) or (ValueType.Float, ValueType.Integer);
        if (mixed && integer.Number is not null && integerRange.In(_text).IndexOfAnyExceptInRange('0', '9') < 0)
        {
            Report(TemplateErrorKind.WrongArgumentType, integerRange, $"{message}; write '{integerRange.In(_text)}.0'", $"{integerRange.In(_text)}.0");
            return;
        }

        string hint = leftKind == ValueType.String || rightKind == ValueType.String ? "; a string stands in double quotes" : string.Empty;
        Report(TemplateErrorKind.WrongArgumentType, range, message + hint);
    }

    /// <summary>Go prints a fault in place of what a verb cannot print, and goes on.</summary>
    private void CheckFormat(StringNode format, bool isResult, List<(Value Value, TextRange Range)> arguments)
    {
        if (isResult || !PrintfFormat.TryRead(format.Value, out List<TextRange> verbs))
        {
            return;
        }

        for (int i = 0; i < verbs.Count; i++)
        {
            ReadOnlySpan<char> verb = verbs[i].In(format.Value);
            TextRange range = format.Map.ToSource(verbs[i]);
            if (i + 1 >= arguments.Count)
            {
                Report(TemplateErrorKind.WrongFormat, range, $"'{verb}' has no argument, and '%!{verb[^1]}(MISSING)' is printed");
                continue;
            }

            Value value = arguments[i + 1].Value;

            // A native histogram has a text of its own, and what a query gives is not known.
            bool isText = verb[^1] is 's' or 'q';
            if (PrintfFormat.CanPrint(verb[^1], value.Type) || (isText && value.Type == ValueType.SampleValue))
            {
                continue;
            }

            bool ifFloat = isText && value.Type == ValueType.AlertValue;
            bool isFloat = ComparedAs(value.Type) == ValueType.Float;
            string? meant = isFloat && verb is "%d" ? "%.0f" : isFloat && verb is "%s" ? "%v" : value.Type == ValueType.String && verb.Length == 2 ? "%s" : null;
            string hint = meant is null ? string.Empty : $"; write '{meant}'";
            string message = $"'{verb}' cannot print {Describe(value.Type)}, and '%!{verb[^1]}(…)' is printed{hint}";
            _errors.Add(new TemplateError(TemplateErrorKind.WrongFormat, range, message, meant) { IsOnlyForFloats = ifFloat });
        }

        for (int i = verbs.Count + 1; i < arguments.Count; i++)
        {
            Report(TemplateErrorKind.WrongFormat, arguments[i].Range, "the format of 'printf' has no verb for this, and '%!(EXTRA …)' is printed");
        }
    }

    private static ValueType ComparedAs(ValueType type) => type switch
    {
        ValueType.AlertValue or ValueType.SampleValue or ValueType.Float => ValueType.Float,
        ValueType.Integer or ValueType.String or ValueType.Bool => type,
        _ => ValueType.Unknown,
    };

    private static string Describe(ValueType type) => type switch
    {
        ValueType.Data => "the data of the alert",
        ValueType.Labels or ValueType.ExternalLabels or ValueType.SampleLabels => "a set of labels",
        ValueType.AlertValue => "a float (the value of the alert)",
        ValueType.SampleValue => "a float (the value of a sample)",
        ValueType.String => "a string",
        ValueType.Integer => "an integer",
        ValueType.Float => "a float",
        ValueType.Bool => "a truth value",
        ValueType.Samples => "a list of samples",
        ValueType.Sample => "a sample",
        _ => "a value",
    };

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
                return Value.OfType(ValueType.String);
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
            AddLabelRead(of, new TemplateLabelRead(literal.Value, new TextRange(literal.Range.Start + 1, literal.Range.End - 1), range, use == Use.Guard));
        }
    }

    private void AddLabelRead(Value of, TemplateLabelRead read)
    {
        read = read with { IsGuard = read.IsGuard || _choices > 0 };
        switch (of.Type)
        {
            case ValueType.Labels:
                _labelReads.Add(read);
                break;
            case ValueType.ExternalLabels:
                _externalLabelReads.Add(read);
                break;
            case ValueType.Samples or ValueType.Sample or ValueType.SampleLabels when of.Query is { } query:
                _queryLabelReads.Add(new TemplateQueryLabelRead(query, read));
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
        _queries.Add(query);
        return query;
    }
}
