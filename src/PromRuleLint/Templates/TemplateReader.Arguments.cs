using PromRuleLint.PromQL;
using PromRuleLint.Regex;
using PromRuleLint.Text;

namespace PromRuleLint.Templates;

/// <summary>The part that checks what functions are called with, as Go and Prometheus do when a template is executed.</summary>
internal sealed partial class TemplateReader
{
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

    private void CheckTypes(TemplateFunction function, TextRange range, List<(Value Value, TextRange Range)> arguments, TextRange call)
    {
        for (int i = 0; i < Math.Min(function.Parameters.Length, arguments.Count); i++)
        {
            ValueType wanted = function.Parameters[i];
            (Value value, TextRange at) = arguments[i];
            if (wanted == ValueType.Number && !CanBeNumber(value))
            {
                ReportNoNumber(function, value, at);
                return;
            }

            if (!IsAssignable(value.Type, wanted))
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

        switch (function.Name)
        {
            case "eq" or "ne" or "lt" or "le" or "gt" or "ge":
                if (CheckComparable(function.Name, arguments))
                {
                    CheckComparison(function.Name, range, arguments[0].Value, arguments[1].Value, arguments[0].Range, arguments[1].Range);
                }

                break;
            case "len" when arguments[0].Value.Type is var type && !HasLength(type):
                Report(TemplateErrorKind.WrongArgumentType, call, $"'len' counts the characters of a string or the items of a list, and this is {Describe(type)}");
                break;
            case "index":
                CheckIndex(arguments, call);
                break;
            case "slice":
                CheckSlice(arguments, call);
                break;
            case "call" when arguments[0].Value.Type != ValueType.Unknown:
                Report(TemplateErrorKind.WrongArgumentType, arguments[0].Range, $"'call' calls a function, and this is {Describe(arguments[0].Value.Type)}");
                break;
            case "reReplaceAll" or "match" when arguments[0].Value is { Literal: { } pattern, IsFormat: false }:
                CheckPattern(function.Name, pattern);
                break;
            case "parseDuration" or "parseDurationTime" when arguments[0].Value is { Literal: { } duration, IsFormat: false }:
                CheckDuration(function.Name, duration);
                break;
        }
    }

    private static bool IsAssignable(ValueType type, ValueType wanted) =>
        wanted is ValueType.Unknown or ValueType.Number || type == ValueType.Unknown || type == wanted || (type, wanted) is (ValueType.NoNumber, ValueType.String);

    /// <summary>Whether Prometheus' <c>convertToFloat</c> can make a number of a value: of numbers, and of strings that hold one.</summary>
    private static bool CanBeNumber(Value value) => value.Type switch
    {
        ValueType.NoNumber or ValueType.Bool or ValueType.Data or ValueType.Labels or ValueType.ExternalLabels or ValueType.SampleLabels or ValueType.Samples or ValueType.Sample => false,
        ValueType.String when value is { Literal: { } literal, IsFormat: false } => GoLiteral.CanBeFloat(literal.Value),
        _ => true,
    };

    private void ReportNoNumber(TemplateFunction function, Value value, TextRange range)
    {
        string what = value is { Literal: { } literal, IsFormat: false } ? $"{Shorten(literal.Range)} is none" : $"this is {Describe(value.Type)}";
        string hint = value.Type == ValueType.Samples ? "; take one by 'first' and its value by 'value'" : value.Type == ValueType.Sample ? "; take its value by 'value'" : string.Empty;
        Report(TemplateErrorKind.WrongArgumentType, range, $"'{function.Name}' takes a number, and {what}{hint}");
    }

    private static bool HasLength(ValueType type) => type is ValueType.Unknown or ValueType.String or ValueType.NoNumber or ValueType.Labels
        or ValueType.ExternalLabels or ValueType.SampleLabels or ValueType.Samples;

    /// <summary>Whether the values may be compared at all: sets of labels, samples and the data of the alert never are.</summary>
    private bool CheckComparable(string function, List<(Value Value, TextRange Range)> arguments)
    {
        foreach ((Value value, TextRange range) in arguments)
        {
            bool isOrder = function is not ("eq" or "ne");
            if (value.Type is ValueType.Labels or ValueType.ExternalLabels or ValueType.SampleLabels or ValueType.Samples or ValueType.Data or ValueType.Sample || (isOrder && value.Type == ValueType.Bool))
            {
                Report(TemplateErrorKind.WrongArgumentType, range, $"'{function}' cannot compare {Describe(value.Type)}");
                return false;
            }
        }

        return true;
    }

    private void CheckIndex(List<(Value Value, TextRange Range)> arguments, TextRange call)
    {
        ValueType type = arguments[0].Value.Type;
        bool isMap = type is ValueType.Labels or ValueType.ExternalLabels or ValueType.SampleLabels;
        bool isList = type is ValueType.String or ValueType.NoNumber or ValueType.Samples;
        if (type == ValueType.Unknown || arguments.Count < 2)
        {
            return;
        }

        if (!isMap && !isList)
        {
            Report(TemplateErrorKind.WrongArgumentType, call, $"'index' takes a value out of labels or a list, and this is {Describe(type)}");
            return;
        }

        ValueType key = arguments[1].Value.Type;
        if (isMap ? !IsAssignable(key, ValueType.String) : !IsAssignable(key, ValueType.Integer))
        {
            Report(TemplateErrorKind.WrongArgumentType, arguments[1].Range, $"'index' finds {(isMap ? "a label by its name, a string" : "an item by its number")}, not by {Describe(key)}");
        }
        else if (isMap && arguments.Count == 3 && !IsAssignable(arguments[2].Value.Type, ValueType.Integer))
        {
            Report(TemplateErrorKind.WrongArgumentType, arguments[2].Range, "the value of a label is a string, of which 'index' takes single bytes by number");
        }
    }

    private void CheckSlice(List<(Value Value, TextRange Range)> arguments, TextRange call)
    {
        ValueType type = arguments[0].Value.Type;
        if (type is not (ValueType.Unknown or ValueType.String or ValueType.NoNumber or ValueType.Samples))
        {
            Report(TemplateErrorKind.WrongArgumentType, call, $"'slice' takes a part of a string or a list, and this is {Describe(type)}");
            return;
        }

        foreach ((Value value, TextRange range) in arguments.Skip(1))
        {
            if (!IsAssignable(value.Type, ValueType.Integer))
            {
                Report(TemplateErrorKind.WrongArgumentType, range, $"'slice' takes whole numbers as bounds, not {Describe(value.Type)}");
                return;
            }
        }
    }

    private void CheckPattern(string function, StringNode pattern)
    {
        if (Re2Pattern.Parse(pattern.Value).Error is { } error)
        {
            TextRange range = error.Range.IsEmpty ? pattern.Range : pattern.Map.ToOuterText(error.Range);
            Report(TemplateErrorKind.WrongArgumentType, range, $"the pattern of '{function}' is no valid regular expression: {error.Reason}");
        }
    }

    private void CheckDuration(string function, StringNode duration)
    {
        string text = duration.Value is ['-', .. var rest] ? rest : duration.Value;
        if (_options.Dialect == TemplateDialect.Prometheus && !PrometheusDuration.TryParse(text, out long _, out _))
        {
            Report(TemplateErrorKind.WrongArgumentType, duration.Range, $"'{function}' takes a duration such as \"5m\", and {Shorten(duration.Range)} is none");
        }
    }

    /// <summary>The value is a float, or a native histogram, which has fields of its own; they begin with a capital letter.</summary>
    private void ReportFieldOfNumber(Value value, FieldName field, TextRange range)
    {
        bool mayBeOfHistogram = _options.Dialect == TemplateDialect.Prometheus && char.IsAsciiLetterUpper(field.Name[0]) && field.Name is not ("Value" or "Labels" or "Metric");
        if (mayBeOfHistogram && value.Type == ValueType.SampleValue)
        {
            return;
        }

        var owner = new TextRange(range.Start, field.Range.Start - 1);
        string message = $"'{Shorten(owner)}' is a number and has no field '{field.Name}'; write '{Shorten(owner)}' alone";
        Report(new TemplateError(TemplateErrorKind.UnknownField, range, message) { IsOnlyForFloats = mayBeOfHistogram });
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
            TextRange range = format.Map.ToOuterText(verbs[i]);
            if (verbs[i].End == format.Value.Length && !char.IsLetter(verb[^1]))
            {
                Report(TemplateErrorKind.WrongFormat, range, $"'{verb}' ends the format without a verb, and '%!(NOVERB)' is printed; write '%%' for a percent sign");
                continue;
            }

            if (!PrintfFormat.IsVerb(verb[^1]))
            {
                string inPlace = i + 1 >= arguments.Count ? "(MISSING)" : "(…)";
                Report(TemplateErrorKind.WrongFormat, range, $"printf has no verb '{verb}', and '%!{verb[^1]}{inPlace}' is printed; write '%%' for a percent sign");
                continue;
            }

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
            string? meant = isFloat && verb is "%d" ? "%.0f" : isFloat && verb is "%s" ? "%v" : value.Type is ValueType.String or ValueType.NoNumber && verb.Length == 2 ? "%s" : null;
            string hint = meant is null ? string.Empty : $"; write '{meant}'";
            string message = $"'{verb}' cannot print {Describe(value.Type)}, and '%!{verb[^1]}(…)' is printed{hint}";
            Report(new TemplateError(TemplateErrorKind.WrongFormat, range, message, meant) { IsOnlyForFloats = ifFloat });
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
        ValueType.NoNumber => ValueType.String,
        _ => ValueType.Unknown,
    };

    private static string Describe(ValueType type) => type switch
    {
        ValueType.Data => "the data of the alert",
        ValueType.Labels or ValueType.ExternalLabels or ValueType.SampleLabels => "a set of labels",
        ValueType.AlertValue => "a float (the value of the alert)",
        ValueType.SampleValue => "a float (the value of a sample)",
        ValueType.String => "a string",
        ValueType.NoNumber => "a text that is no number any more",
        ValueType.Integer => "an integer",
        ValueType.Float => "a float",
        ValueType.Bool => "a truth value",
        ValueType.Samples => "a list of samples",
        ValueType.Sample => "a sample",
        _ => "a value",
    };
}
