using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PromRuleLint.Text;

namespace PromRuleLint.Templates;

/// <summary>
/// Follows the values through a template, to find what it reads and what must fail when it is executed. What is not known is
/// <see cref="ValueType.Unknown"/>, of which nothing is said.
/// </summary>
internal sealed partial class TemplateReader
{
    private readonly string _text;

    // Most templates have only some of these: each is made with its first element.
    private HashSet<string>? _assigned;
    private HashSet<string>? _templates;
    private List<TemplateError>? _errors;
    private ImmutableArray<TemplateLabelRead>.Builder? _labelReads;
    private ImmutableArray<TemplateLabelRead>.Builder? _externalLabelReads;
    private ImmutableArray<TemplateValueUse>.Builder? _valueUses;
    private ImmutableArray<TemplateQueryLabelRead>.Builder? _queryLabelReads;
    private ImmutableArray<TemplateQuery>.Builder? _queries;

    // What each name stands for.
    private VariableStack<Value> _values;

    // How many calls of "and" and "or" stand around what is read: there a label may well be missing.
    private int _choices;

    private readonly TemplateOptions _options;

    private TemplateReader(string text, ListNode? prepared, TemplateOptions options)
    {
        _text = text;
        _options = options;
        if (prepared is not null)
        {
            Prepare(prepared);
        }

        _values = new VariableStack<Value>(Declared(options.Dialect == TemplateDialect.Prometheus ? Value.OfPrometheus : Value.OfVictoriaMetrics));
    }

    /// <summary>What becomes of a value.</summary>
    private enum Use
    {
        /// <summary>It is kept in a variable or the dot; what becomes of that is seen later.</summary>
        Kept,
        Printed,
        Humanized,
        Formatted,
        Compared,

        /// <summary>It is only asked whether it is empty.</summary>
        Guard,
        Other,
    }

    /// <param name="text">The template.</param>
    /// <param name="root">Its tree.</param>
    /// <param name="errors">What was found wrong with it when it was parsed.</param>
    /// <param name="notices">What the target version does not have.</param>
    /// <param name="defines">Whether it may define templates or assign to variables.</param>
    /// <param name="options">How it is read.</param>
    public static TemplateParseResult Read(string text, ListNode root, ImmutableArray<TemplateError> errors, ImmutableArray<TemplateError> notices, bool defines, TemplateOptions options)
    {
        var reader = new TemplateReader(text, defines ? root : null, options);
        reader.ReadList(root, Value.Create(ValueType.Data));
        return new TemplateParseResult(text, root, errors, reader.ExecutionErrors(errors))
        {
            Notices = notices,
            LabelReads = reader._labelReads?.DrainToImmutable() ?? [],
            ExternalLabelReads = reader._externalLabelReads?.DrainToImmutable() ?? [],
            ValueUses = reader._valueUses?.DrainToImmutable() ?? [],
            Queries = reader._queries?.DrainToImmutable() ?? [],
            QueryLabelReads = reader._queryLabelReads?.DrainToImmutable() ?? [],
        };
    }

    private static void Add<T>(ref ImmutableArray<T>.Builder? to, T item) => (to ??= ImmutableArray.CreateBuilder<T>(1)).Add(item);

    /// <summary>Where the text could not be read in full, what is missing may be what would make the rest right.</summary>
    private ImmutableArray<TemplateError> ExecutionErrors(ImmutableArray<TemplateError> errors)
    {
        if (_errors is null || errors.Any(static error => error.Kind is TemplateErrorKind.Syntax or TemplateErrorKind.TooDeep))
        {
            return [];
        }

        return NotAmong(errors, _errors);
    }

    private static ImmutableArray<TemplateError> NotAmong(ImmutableArray<TemplateError> errors, List<TemplateError> others)
    {
        HashSet<TextRange> known = [.. errors.Select(static error => error.Range)];
        return [.. others.Where(error => !known.Contains(error.Range)).OrderBy(static error => error.Range.Start)];
    }

    private void Prepare(ListNode root)
    {
        foreach (TemplateNode node in root.DescendantsAndSelf())
        {
            _options.Cancellation.ThrowIfCancellationRequested();
            switch (node)
            {
                case PipelineNode { IsAssignment: true } pipeline:
                    foreach (VariableNode variable in pipeline.Declarations)
                    {
                        (_assigned ??= []).Add(variable.Name);
                    }

                    break;
                case DefinitionNode definition:
                    (_templates ??= []).Add(definition.Name.Value);
                    break;
            }
        }
    }

    /// <summary>Variables of which none that is assigned to is known.</summary>
    private ImmutableArray<(string Name, Value Value)> Declared(ImmutableArray<(string Name, Value Value)> variables) =>
        _assigned is null ? variables : [.. variables.Select(variable => (variable.Name, OrUnknown(variable.Name, variable.Value)))];

    /// <summary>The type of a variable that is declared before the template, or of the field of the same name.</summary>
    private static ValueType TypeOf(ReadOnlySpan<char> name) => name switch
    {
        "labels" or "Labels" => ValueType.Labels,
        "externalLabels" or "ExternalLabels" => ValueType.ExternalLabels,
        "externalURL" or "ExternalURL" or "expr" or "Expr" or "type" or "Type" => ValueType.String,
        "value" or "Value" => ValueType.AlertValue,
        "isPartial" or "IsPartial" => ValueType.Bool,
        _ => ValueType.Unknown,
    };

    /// <summary>A variable that is assigned to anywhere may hold anything.</summary>
    private Value OrUnknown(string name, Value value) => _assigned?.Contains(name) == true ? Value.Unknown : value;

    private void Declare(string name, Value value) => _values.Push(name, OrUnknown(name, value));

    private void ReadList(ListNode list, Value dot)
    {
        foreach (TemplateNode node in list.Nodes)
        {
            _options.Cancellation.ThrowIfCancellationRequested();
            switch (node)
            {
                case ActionNode action:
                    Value printed = ReadPipeline(action.Pipeline, dot, Use.Printed);
                    if (printed is { Type: ValueType.Samples, Query: not null } && action.Pipeline.Declarations.IsEmpty && _options.Dialect == TemplateDialect.Prometheus)
                    {
                        Report(TemplateErrorKind.WrongFormat, action.Pipeline.Range, "a list of samples is printed as addresses in memory; take one by 'first', or go through them by 'range'");
                    }

                    break;
                case BranchNode branch:
                    ReadBranch(branch, dot);
                    break;
                case TemplateCallNode call:
                    ReadTemplateCall(call, dot);
                    break;
                case DefinitionNode definition:
                    ReadDefinition(definition, dot);
                    break;
            }
        }
    }

    private void ReadBranch(BranchNode branch, Value dot)
    {
        int outer = _values.Count;
        foreach (BranchClause clause in branch.Clauses)
        {
            Value inner = dot;
            if (clause.Pipeline is { } pipeline)
            {
                Use use = branch.Kind == BranchKind.Range ? Use.Kept : Use.Guard;
                Value value = ReadPipeline(pipeline, dot, use, isRange: branch.Kind == BranchKind.Range);
                if (branch.Kind == BranchKind.Range && value.Type is ValueType.String or ValueType.NoNumber or ValueType.Float or ValueType.AlertValue or ValueType.SampleValue or ValueType.Bool or ValueType.Sample or ValueType.Data)
                {
                    Report(TemplateErrorKind.WrongArgumentType, pipeline.Range, $"'range' goes through labels or a list, and this is {Describe(value.Type)}");
                }

                inner = branch.Kind switch
                {
                    BranchKind.With => value,
                    BranchKind.Range => value.Element,
                    _ => dot,
                };
            }

            // What the body declares is not there when a later clause is executed.
            int mark = _values.Count;
            ReadList(clause.Body, inner);
            _values.Release(mark);
        }

        _values.Release(outer);
    }

    private void ReadTemplateCall(TemplateCallNode call, Value dot)
    {
        if (_templates?.Contains(call.Name.Value) != true)
        {
            string? nearest = NearestName.Find(call.Name.Value, _templates?.Take(100) ?? []);
            Report(TemplateErrorKind.UnknownTemplate, call.Name.Range, $"no template \"{call.Name.Value}\" is defined in this text" + DidYouMean(nearest));
        }

        if (call.Pipeline is not null)
        {
            ReadPipeline(call.Pipeline, dot, Use.Other);
        }
    }

    private void ReadDefinition(DefinitionNode definition, Value dot)
    {
        if (definition.Pipeline is not null)
        {
            ReadPipeline(definition.Pipeline, dot, Use.Other);
        }

        // Who executes it, and with what, is not followed.
        VariableStack<Value> values = _values;
        _values = new VariableStack<Value>([("$", Value.Unknown)]);
        ReadList(definition.Body, Value.Unknown);
        _values = values;
    }

    private Value ReadPipeline(PipelineNode pipeline, Value dot, Use use, bool isRange = false)
    {
        if (!pipeline.Declarations.IsEmpty && !isRange)
        {
            use = use == Use.Guard ? Use.Guard : Use.Kept;
        }

        Value? value = null;
        TemplateErrorKind? failed = null;
        for (int i = 0; i < pipeline.Commands.Length; i++)
        {
            Use of = i + 1 < pipeline.Commands.Length ? UseBy(pipeline.Commands[i + 1], use) : use;
            int known = _errors?.Count ?? 0;
            value = ReadCommand(pipeline.Commands[i], dot, value, of);

            // Execution ends at the first command that fails; the same fault of a later one goes with it.
            if (failed is { } kind)
            {
                Forget(known, kind);
            }
            else if (_errors?.Count > known)
            {
                failed = _errors[known].Kind;
            }
        }

        Value result = value ?? Value.Unknown;
        if (pipeline.IsAssignment)
        {
            foreach (VariableNode variable in pipeline.Declarations)
            {
                Find(variable);
            }

            return result;
        }

        ReadOnlySpan<VariableNode> declarations = pipeline.Declarations.AsSpan();
        if (declarations.Length == 1)
        {
            Declare(declarations[0].Name, isRange ? result.Element : result);
        }
        else if (declarations.Length == 2)
        {
            Declare(declarations[0].Name, result.Key);
            Declare(declarations[1].Name, result.Element);
        }

        return result;
    }

    /// <summary>Takes back what was said from an index on, of one kind.</summary>
    private void Forget(int from, TemplateErrorKind kind)
    {
        if (_errors is null)
        {
            return;
        }

        int kept = from;
        for (int i = from; i < _errors.Count; i++)
        {
            if (_errors[i].Kind != kind)
            {
                _errors[kept++] = _errors[i];
            }
        }

        _errors.RemoveRange(kept, _errors.Count - kept);
    }

    /// <summary>The value of a variable; where it is not there when the template is executed, that is a fault.</summary>
    private Value Find(VariableNode variable)
    {
        if (_values.TryGet(variable.Name, out _, out Value? value))
        {
            return value;
        }

        Report(TemplateErrorKind.UnknownVariable, variable.NameRange, $"the variable '{variable.Name}' is not declared where this is executed");
        return Value.Unknown;
    }

    private void Report(TemplateErrorKind kind, TextRange range, string message, string? replacement = null) =>
        Report(new TemplateError(kind, range, message, replacement));

    private void Report(TemplateError error) => (_errors ??= []).Add(error);

    private static string DidYouMean(string? nearest) => nearest is null ? string.Empty : $"; did you mean '{nearest}'?";

    /// <summary>What is known of a value.</summary>
    /// <param name="Type">Its type.</param>
    /// <param name="Literal">The string that stands in the template.</param>
    /// <param name="IsFormat">Whether that string is the format of a <c>printf</c>.</param>
    /// <param name="Number">The number that stands in the template.</param>
    /// <param name="Query">The query that gave it.</param>
    private sealed record Value(ValueType Type, StringNode? Literal = null, bool IsFormat = false, NumberNode? Number = null, TemplateQuery? Query = null)
    {
        /// <summary>What <c>range</c> gives as element.</summary>
        public Value Element => Type switch
        {
            ValueType.Samples => Create(ValueType.Sample) with { Query = Query },
            ValueType.Labels or ValueType.ExternalLabels or ValueType.SampleLabels => Create(ValueType.String),
            ValueType.Integer => Create(ValueType.Integer),
            _ => Unknown,
        };

        /// <summary>What <c>range</c> gives as index or key.</summary>
        public Value Key => Create(Type switch
        {
            ValueType.Samples => ValueType.Integer,
            ValueType.Labels or ValueType.ExternalLabels or ValueType.SampleLabels => ValueType.String,
            _ => ValueType.Unknown,
        });

        public static Value Unknown => Create(ValueType.Unknown);

        private static readonly Value[] Plain = MakePlain();

        /// <summary>The variables that are declared before a template of Prometheus begins.</summary>
        public static ImmutableArray<(string Name, Value Value)> OfPrometheus { get; } = AtTop(TemplateDialect.Prometheus);

        /// <summary>The variables that are declared before a template of vmalert begins.</summary>
        public static ImmutableArray<(string Name, Value Value)> OfVictoriaMetrics { get; } = AtTop(TemplateDialect.VictoriaMetrics);

        public static Value Create(ValueType type) => Plain[(int)type];

        private static Value[] MakePlain()
        {
            var values = new Value[(int)ValueType.SampleLabels + 1];
            for (int type = 0; type < values.Length; type++)
            {
                values[type] = new Value((ValueType)type);
            }

            return values;
        }

        private static ImmutableArray<(string Name, Value Value)> AtTop(TemplateDialect dialect)
        {
            IReadOnlyList<string> names = new TemplateOptions(dialect).Variables;
            var variables = new (string, Value)[1 + names.Count];
            variables[0] = ("$", Create(ValueType.Data));
            for (int i = 0; i < names.Count; i++)
            {
                variables[i + 1] = (names[i], Create(TypeOf(names[i].AsSpan(1))));
            }

            return ImmutableCollectionsMarshal.AsImmutableArray(variables);
        }
    }
}
