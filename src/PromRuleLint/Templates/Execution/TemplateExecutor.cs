using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace PromRuleLint.Templates.Execution;

/// <summary>
/// Executes the templates of labels and annotations: Go's <c>text/template</c> (<c>exec.go</c>) with the functions of
/// Prometheus (<c>template.NewTemplateExpander</c>). An error has the text that Prometheus puts in place of the result.
/// </summary>
internal sealed partial class TemplateExecutor
{
    /// <summary>How deep templates may call each other; Go stops at 100,000 with the same words.</summary>
    private const int MaxCallDepth = 200;

    /// <summary>How many nodes one execution may visit, so that nested loops end.</summary>
    private const int MaxSteps = 1_000_000;

    // What Prometheus puts before the text; positions in errors count it.
    private const string Prelude = "{{$labels := .Labels}}{{$externalLabels := .ExternalLabels}}{{$externalURL := .ExternalURL}}{{$value := .Value}}";

    private readonly string _source;
    private readonly TemplateContext _context;
    private readonly Dictionary<string, ListNode> _templates = new(StringComparer.Ordinal);
    private readonly StringBuilder _output = new();
    private List<(string Name, object? Value)> _variables = [];
    private string _template;
    private TemplateNode _node;
    private int _depth;
    private int _steps;

    private TemplateExecutor(TemplateParseResult template, TemplateContext context)
    {
        _source = template.Text;
        _context = context;
        _template = RootName;
        _node = template.Root;
        foreach (TemplateNode node in template.Root.DescendantsAndSelf())
        {
            // Of two definitions the later one holds, unless it is empty.
            if (node is DefinitionNode definition && (!IsEmpty(definition.Body) || !_templates.ContainsKey(definition.Name.Value)))
            {
                _templates[definition.Name.Value] = definition.Body;
            }
        }
    }

    private enum Flow
    {
        Next,
        Break,
        Continue,
    }

    private string RootName => "__alert_" + _context.AlertName;

    /// <summary>Executes a template that Prometheus accepts; an error stands in place of the text.</summary>
    public static string Expand(TemplateParseResult template, TemplateContext context)
    {
        if (!template.HasActions)
        {
            return template.Root.Nodes.All(static node => node is TextNode)
                ? string.Concat(template.Root.Nodes.Select(node => node.Range.In(template.Text).ToString()))
                : new TemplateExecutor(template, context).Run(template.Root);
        }

        try
        {
            return new TemplateExecutor(template, context).Run(template.Root);
        }
        catch (TemplateExecutionException exception)
        {
            return $"<error expanding template: error executing template __alert_{context.AlertName}: {exception.Message}>";
        }
    }

    private string Run(ListNode root)
    {
        AlertData data = _context.Data;
        _variables =
        [
            ("$", data), ("$labels", data.Labels), ("$externalLabels", data.ExternalLabels), ("$externalURL", data.ExternalUrl), ("$value", data.Value),
        ];
        Walk(root, data);
        return _output.ToString();
    }

    // The parser caps how deep nodes nest, MaxCallDepth how deep templates call.
    private Flow Walk(TemplateNode node, object? dot)
    {
        At(node);
        if (++_steps > MaxSteps || _output.Length > GoPrinter.MaxLength)
        {
            throw Error("the template takes too much work");
        }

        switch (node)
        {
            case TextNode:
                _output.Append(node.Range.In(_source));
                return Flow.Next;
            case ListNode list:
                foreach (TemplateNode inner in list.Nodes)
                {
                    if (Walk(inner, dot) is var flow and not Flow.Next)
                    {
                        return flow;
                    }
                }

                return Flow.Next;
            case ActionNode action:
                object? value = EvaluatePipeline(action.Pipeline, dot);
                if (action.Pipeline.Declarations.IsEmpty)
                {
                    _output.Append(Printable(value));
                }

                return Flow.Next;
            case BranchNode { Kind: BranchKind.Range } range:
                return WalkRange(range, dot);
            case BranchNode branch:
                return WalkBranch(branch, dot);
            case LoopControlNode control:
                return control.IsBreak ? Flow.Break : Flow.Continue;
            case TemplateCallNode call:
                CallTemplate(call, call.Name.Value, call.Pipeline, dot);
                return Flow.Next;
            case DefinitionNode { IsBlock: true } block:
                CallTemplate(block, block.Name.Value, block.Pipeline, dot);
                return Flow.Next;
            default:
                return Flow.Next;
        }
    }

    private Flow WalkBranch(BranchNode branch, object? dot)
    {
        int mark = _variables.Count;
        Flow flow = Flow.Next;
        int taken = 0;
        for (; taken < branch.Clauses.Length; taken++)
        {
            BranchClause clause = branch.Clauses[taken];
            object? value = clause.Pipeline is null ? true : EvaluatePipeline(clause.Pipeline, dot);
            if (GoTypes.IsTrue(value))
            {
                _context.Branched?.Invoke(branch, taken);
                flow = Walk(clause.Body, branch.Kind == BranchKind.With && clause.Pipeline is not null ? value : dot);
                break;
            }
        }

        if (taken == branch.Clauses.Length)
        {
            _context.Branched?.Invoke(branch, taken);
        }

        Release(mark);
        return flow;
    }

    private Flow WalkRange(BranchNode range, object? dot)
    {
        int mark = _variables.Count;
        BranchClause clause = range.Clauses[0];
        PipelineNode pipeline = clause.Pipeline!;
        object? value = EvaluatePipeline(pipeline, dot);
        int inner = _variables.Count;
        bool any = false;
        Flow flow = Flow.Next;
        foreach ((object? index, object? element) in Elements(value, pipeline))
        {
            if (!any)
            {
                _context.Branched?.Invoke(range, 0);
            }

            any = true;
            Bind(pipeline, index, element);
            flow = Walk(clause.Body, element);
            Release(inner);
            if (flow == Flow.Break)
            {
                break;
            }
        }

        if (!any)
        {
            _context.Branched?.Invoke(range, 1);
        }

        if (!any && range.Clauses.Length > 1)
        {
            flow = Walk(range.Clauses[1].Body, dot);
            Release(mark);
            return flow;
        }

        Release(mark);
        return Flow.Next;
    }

    private IEnumerable<(object? Index, object? Element)> Elements(object? value, PipelineNode pipeline)
    {
        switch (value)
        {
            case null or NilValue:
                return [];
            case SampleList list:
                return list.Samples.Select(static (sample, i) => ((object?)(long)i, (object?)sample));
            case LabelMap map:
                return map.Entries.Select(static entry => ((object?)entry.Key, (object?)entry.Value));
            case ArgumentMap map:
                return map.Entries.Select(static entry => ((object?)entry.Key, entry.Value));
            case long count when pipeline.Declarations.Length > 1:
                throw Error($"can't use {count} to iterate over more than one variable");
            case long count:
                return Numbers(count);
            default:
                throw Error($"range can't iterate over {GoPrinter.Print([value])}");
        }
    }

    private static IEnumerable<(object? Index, object? Element)> Numbers(long count)
    {
        for (long i = 0; i < count; i++)
        {
            yield return (null, i);
        }
    }

    private void Bind(PipelineNode pipeline, object? index, object? element)
    {
        ImmutableArray<VariableNode> names = pipeline.Declarations;
        if (names.IsEmpty)
        {
            return;
        }

        if (pipeline.IsAssignment)
        {
            SetVariable(names[0].Name, names.Length > 1 ? index : element);
            if (names.Length > 1)
            {
                SetVariable(names[1].Name, element);
            }

            return;
        }

        _variables[^1] = (_variables[^1].Name, element);
        if (names.Length > 1)
        {
            _variables[^2] = (_variables[^2].Name, index);
        }
    }

    private void CallTemplate(TemplateNode node, string name, PipelineNode? pipeline, object? dot)
    {
        At(node);
        if (!_templates.TryGetValue(name, out ListNode? body))
        {
            throw Error($"template \"{name}\" not defined");
        }

        if (_depth == MaxCallDepth)
        {
            throw Error("exceeded maximum template depth (100000)");
        }

        object? inner = pipeline is null ? null : EvaluatePipeline(pipeline, dot);
        (List<(string Name, object? Value)> variables, string template) = (_variables, _template);
        _variables = [("$", inner)];
        _template = name;
        _depth++;
        Walk(body, inner);
        _depth--;
        _template = template;
        _variables = variables;
    }

    private void SetVariable(string name, object? value)
    {
        for (int i = _variables.Count - 1; i >= 0; i--)
        {
            if (_variables[i].Name == name)
            {
                _variables[i] = (name, value);
                return;
            }
        }

        throw Error($"undefined variable: {name}");
    }

    private object? Variable(string name)
    {
        for (int i = _variables.Count - 1; i >= 0; i--)
        {
            if (_variables[i].Name == name)
            {
                return _variables[i].Value;
            }
        }

        throw Error($"undefined variable: {name}");
    }

    private void Release(int mark) => _variables.RemoveRange(mark, _variables.Count - mark);

    /// <summary>A value as an action prints it.</summary>
    private static string Printable(object? value) => value switch
    {
        null => "<no value>",
        string text => text,
        SampleValue sample => GoPrinter.PrintSample(sample),
        _ => GoPrinter.Print([value]),
    };

    private void At(TemplateNode node) => _node = node;

    private TemplateExecutionException Error(string message)
    {
        int position = Math.Min(TemplateText.PositionOf(_node), _source.Length);
        ReadOnlySpan<char> before = _source.AsSpan(0, position);
        int newline = before.LastIndexOf('\n');
        int column = Encoding.UTF8.GetByteCount(before[(newline + 1)..]) + (newline < 0 ? Prelude.Length : 0);
        int line = before.Count('\n') + 1;
        return new TemplateExecutionException(string.Create(
            CultureInfo.InvariantCulture,
            $"template: {RootName}:{line}:{column}: executing \"{_template}\" at <{TemplateText.Print(_node, _source)}>: {message}"));
    }

    private bool IsEmpty(ListNode body) => body.Nodes.All(node => node is CommentNode || (node is TextNode && node.Range.In(_source).IsWhiteSpace()));
}
