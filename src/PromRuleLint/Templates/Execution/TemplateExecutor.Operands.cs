using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

namespace PromRuleLint.Templates.Execution;

/// <summary>Pipelines, commands and operands.</summary>
internal sealed partial class TemplateExecutor
{
    /// <summary>Stands for the value that is not piped into a command.</summary>
    private static readonly object Missing = new();

    private object? EvaluatePipeline(PipelineNode pipeline, object? dot)
    {
        At(pipeline);
        object? value = Missing;
        foreach (CommandNode command in pipeline.Commands)
        {
            value = EvaluateCommand(command, dot, value);
            value = ReferenceEquals(value, NilValue.Interface) ? null : value;
        }

        foreach (VariableNode variable in pipeline.Declarations)
        {
            if (pipeline.IsAssignment)
            {
                SetVariable(variable.Name, value);
            }
            else
            {
                _variables.Add((variable.Name, value));
            }
        }

        return value;
    }

    private object? EvaluateCommand(CommandNode command, object? dot, object? final)
    {
        TemplateNode first = command.Arguments[0];
        ImmutableArray<TemplateNode> arguments = command.Arguments.RemoveAt(0);
        switch (first)
        {
            case FieldNode or ChainNode or VariableNode { Fields.Length: > 0 }:
                return EvaluateFields(first, dot, arguments, final);
            case IdentifierNode identifier:
                At(identifier);
                return CallFunction(identifier.Name, command, dot, arguments, final);
            case PipelineNode pipeline:
                RequireNoArguments(first, arguments, final);
                return EvaluatePipeline(pipeline, dot);
        }

        At(first);
        RequireNoArguments(first, arguments, final);
        return first switch
        {
            VariableNode variable => Variable(variable.Name),
            DotNode => dot,
            NilNode => throw Error("nil is not a command"),
            _ => Constant(first),
        };
    }

    private void RequireNoArguments(TemplateNode first, ImmutableArray<TemplateNode> arguments, object? final)
    {
        if (arguments.Length > 0 || !ReferenceEquals(final, Missing))
        {
            throw Error($"can't give argument to non-function {TextOf(first)}");
        }
    }

    private object? Constant(TemplateNode node) => node switch
    {
        BoolNode truth => truth.Value,
        StringNode text => text.Value,
        NumberNode number => NumberOf(number),
        _ => throw Error($"can't evaluate command \"{TextOf(node)}\""),
    };

    private object NumberOf(NumberNode number)
    {
        At(number);
        string text = TextOf(number);
        if (text.EndsWith('i'))
        {
            return number.Value;
        }

        bool isHexInteger = text.Length > 2 && text[0] == '0' && text[1] is 'x' or 'X' && text.AsSpan().IndexOfAny('p', 'P') < 0;
        if (text[0] != '\'' && !isHexInteger && text.AsSpan().IndexOfAny(".eEpP") >= 0)
        {
            return number.Value.Real;
        }

        return GoLiteral.TryReadInteger(text, out BigInteger integer)
            ? integer <= long.MaxValue && integer >= long.MinValue ? (long)integer : throw Error($"{text} overflows int")
            : (long)number.Value.Real;
    }

    private object? EvaluateFields(TemplateNode node, object? dot, ImmutableArray<TemplateNode> arguments, object? final)
    {
        At(node);
        object? receiver;
        ImmutableArray<FieldName> fields;
        switch (node)
        {
            case FieldNode field:
                (receiver, fields) = (dot, field.Fields);
                break;
            case VariableNode variable:
                (receiver, fields) = (Variable(variable.Name), variable.Fields);
                break;
            default:
                var chain = (ChainNode)node;
                if (chain.Operand is NilNode)
                {
                    throw Error($"indirection through explicit nil in {TextOf(chain)}");
                }

                (receiver, fields) = (EvaluateArgument(chain.Operand, ParameterType.Any, dot), chain.Fields);
                break;
        }

        for (int i = 0; i < fields.Length - 1; i++)
        {
            receiver = EvaluateField(node, fields[i].Name, receiver, dot, [], Missing);
        }

        return EvaluateField(node, fields[^1].Name, receiver, dot, arguments, final);
    }

    private object? EvaluateField(TemplateNode node, string name, object? receiver, object? dot, ImmutableArray<TemplateNode> arguments, object? final)
    {
        if (receiver is null)
        {
            return null;
        }

        if (receiver is NilValue nil)
        {
            throw Error($"nil pointer evaluating {nil.TypeName}.{name}");
        }

        if (TemplateMethods.Find(receiver, name) is { } method)
        {
            return Call(method, name, node, dot, arguments, final);
        }

        bool hasArguments = arguments.Length > 0 || !ReferenceEquals(final, Missing);
        switch (receiver)
        {
            case LabelMap map:
                return hasArguments ? throw Error($"{name} is not a method but has arguments") : map[name];
            case ArgumentMap map:
                return hasArguments ? throw Error($"{name} is not a method but has arguments") : map[name];
        }

        if (FieldOf(receiver, name) is { } value)
        {
            return hasArguments ? throw Error($"{name} has arguments but cannot be invoked as function") : value;
        }

        throw Error($"can't evaluate field {name} in type {GoTypes.NameOf(receiver)}");
    }

    private static object? FieldOf(object receiver, string name) => (receiver, name) switch
    {
        (AlertData data, "Labels") => data.Labels,
        (AlertData data, "ExternalLabels") => data.ExternalLabels,
        (AlertData data, "ExternalURL") => data.ExternalUrl,
        (AlertData data, "Value") => data.Value,
        (SampleValue sample, "Labels") => sample.Labels,
        (SampleValue sample, "Value") => sample.Value,
        (HistogramValue histogram, _) when histogram.Field(name) is { } number => number,
        _ => null,
    };

    private object? CallFunction(string name, TemplateNode node, object? dot, ImmutableArray<TemplateNode> arguments, object? final)
    {
        if (name is "and" or "or")
        {
            return ShortCircuit(name, dot, arguments, final);
        }

        if (name == "call")
        {
            return CallValue(node, dot, arguments, final);
        }

        TemplateMethod function = TemplateBuiltins.Find(name, _context) ?? throw Error($"\"{name}\" is not a defined function");
        return Call(function, name, node, dot, arguments, final);
    }

    /// <summary><c>call</c>, which no value of a Prometheus template can satisfy: none is a function.</summary>
    private object? CallValue(TemplateNode node, object? dot, ImmutableArray<TemplateNode> arguments, object? final)
    {
        if (arguments.IsEmpty && ReferenceEquals(final, Missing))
        {
            throw Error("wrong number of args for call: want at least 1 got 0");
        }

        object? value = arguments.IsEmpty ? final : EvaluateArgument(arguments[0], ParameterType.Reflected, dot);
        string name = arguments.IsEmpty ? "final" : TextOf(arguments[0]);
        At(node);
        throw Error(value is null ? "error calling call: call of nil" : $"error calling call: non-function {name} of type {GoTypes.NameOf(value)}");
    }

    private object? ShortCircuit(string name, object? dot, ImmutableArray<TemplateNode> arguments, object? final)
    {
        if (arguments.IsEmpty && ReferenceEquals(final, Missing))
        {
            throw Error($"wrong number of args for {name}: want at least 1 got 0");
        }

        object? value = null;
        foreach (TemplateNode argument in arguments)
        {
            value = EvaluateArgument(argument, ParameterType.Reflected, dot);
            if (GoTypes.IsTrue(value) == (name == "or"))
            {
                return value;
            }
        }

        return ReferenceEquals(final, Missing) ? value : final;
    }

    private object? Call(TemplateMethod method, string name, TemplateNode node, object? dot, ImmutableArray<TemplateNode> arguments, object? final)
    {
        bool isPiped = !ReferenceEquals(final, Missing);
        int count = arguments.Length + (isPiped ? 1 : 0);
        int fixedCount = method.Parameters.Length;
        if (method.Rest is not null ? count < fixedCount : count != fixedCount)
        {
            throw Error(method.Rest is not null
                ? string.Create(CultureInfo.InvariantCulture, $"wrong number of args for {name}: want at least {fixedCount} got {arguments.Length}")
                : string.Create(CultureInfo.InvariantCulture, $"wrong number of args for {name}: want {fixedCount} got {count}"));
        }

        object?[] values = new object?[count];
        for (int i = 0; i < arguments.Length; i++)
        {
            values[i] = EvaluateArgument(arguments[i], TypeOf(i), dot);
        }

        if (isPiped)
        {
            values[^1] = Validate(final, TypeOf(count - 1));
        }

        try
        {
            return method.Invoke(values);
        }
        catch (TemplateExecutionException exception)
        {
            At(node);
            throw Error($"error calling {name}: {exception.Message}");
        }

        ParameterType TypeOf(int i) => i < fixedCount ? method.Parameters[i] : method.Rest!.Value;
    }

    private object? EvaluateArgument(TemplateNode node, ParameterType type, object? dot)
    {
        At(node);
        switch (node)
        {
            case DotNode:
                return Validate(dot, type);
            case NilNode:
                return type switch
                {
                    ParameterType.Any => NilValue.Interface,
                    ParameterType.Reflected => null,
                    ParameterType.Samples => SampleList.Empty,
                    ParameterType.Sample => NilValue.Sample,
                    _ => throw Error($"cannot assign nil to {NameOf(type)}"),
                };
            case FieldNode or ChainNode or VariableNode { Fields.Length: > 0 }:
                return Validate(EvaluateFields(node, dot, [], Missing), type);
            case VariableNode variable:
                return Validate(Variable(variable.Name), type);
            case PipelineNode pipeline:
                return Validate(EvaluatePipeline(pipeline, dot), type);
            case IdentifierNode identifier:
                return Validate(CallFunction(identifier.Name, identifier, dot, [], Missing), type);
        }

        return (type, node) switch
        {
            (ParameterType.Any or ParameterType.Reflected, _) => Constant(node),
            (ParameterType.String, StringNode text) => text.Value,
            (ParameterType.String, _) => throw Error($"expected string; found {TextOf(node)}"),
            (ParameterType.Integer or ParameterType.Duration, NumberNode { IsInteger: true } number) when NumberOf(number) is var value =>
                type == ParameterType.Duration ? new GoDuration(value is long whole ? whole : (long)(double)value) : value is double real ? (long)real : value,
            (ParameterType.Integer or ParameterType.Duration, _) => throw Error($"expected integer; found {TextOf(node)}"),
            _ => throw Error($"can't handle {TextOf(node)} for arg of type {NameOf(type)}"),
        };
    }

    /// <summary>Gives the value where it can be an argument of a type.</summary>
    private object? Validate(object? value, ParameterType type)
    {
        if (value is null)
        {
            return type switch
            {
                ParameterType.Any => NilValue.Interface,
                ParameterType.Reflected => null,
                ParameterType.Samples => SampleList.Empty,
                ParameterType.Sample => NilValue.Sample,
                _ => throw Error($"invalid value; expected {NameOf(type)}"),
            };
        }

        bool fits = type switch
        {
            ParameterType.String => value is string,
            ParameterType.Integer => value is long,
            ParameterType.Samples => value is SampleList,
            ParameterType.Sample => value is SampleValue || ReferenceEquals(value, NilValue.Sample),
            ParameterType.Time => value is GoTime,
            ParameterType.Duration => value is GoDuration,
            _ => true,
        };
        return fits ? value : throw Error($"wrong type for value; expected {NameOf(type)}; got {GoTypes.NameOf(value)}");
    }

    private static string NameOf(ParameterType type) => type switch
    {
        ParameterType.String => "string",
        ParameterType.Integer => "int",
        ParameterType.Samples => "template.queryResult",
        ParameterType.Sample => "*template.sample",
        ParameterType.Time => "time.Time",
        ParameterType.Duration => "time.Duration",
        ParameterType.Reflected => "reflect.Value",
        _ => "interface {}",
    };

    private string TextOf(TemplateNode node) => TemplateText.Print(node, _source);
}
