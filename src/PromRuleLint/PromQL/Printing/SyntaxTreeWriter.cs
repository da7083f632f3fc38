using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PromRuleLint.PromQL.Syntax;
using MatchType = PromRuleLint.PromQL.Syntax.MatchType;

namespace PromRuleLint.PromQL.Printing;

/// <summary>Writes the nodes of a tree as JSON, properties in the order of their names.</summary>
internal readonly struct SyntaxTreeWriter(Utf8JsonWriter writer, Utf8Offsets offsets)
{
    public void Write(Expr expr)
    {
        writer.WriteStartObject();
        switch (expr)
        {
            case NumberLiteral number:
                Number(number);
                break;
            case StringLiteral text:
                End(expr);
                Node("string"u8, expr);
                writer.WriteString("value"u8, text.Value);
                break;
            case VectorSelector selector:
                Selector(selector);
                break;
            case MatrixSelector matrix:
                Range(matrix);
                break;
            case SubqueryExpr subquery:
                Subquery(subquery);
                break;
            case AggregateExpr aggregate:
                Aggregate(aggregate);
                break;
            case BinaryExpr binary:
                Binary(binary);
                break;
            case UnaryExpr unary:
                Unary(unary);
                break;
            case ParenExpr paren:
                End(expr);
                Child("expr"u8, paren.Inner);
                Node("paren"u8, expr);
                break;
            case Call call:
                FunctionCall(call);
                break;
            case DurationExpr duration:
                DurationNode(duration);
                break;
        }

        writer.WriteEndObject();
    }

    private void Number(NumberLiteral number)
    {
        if (number.IsDuration)
        {
            writer.WriteBoolean("duration"u8, true);
        }

        End(number);
        Node("number"u8, number);
        Value(number.Value);
    }

    private void Range(MatrixSelector matrix)
    {
        End(matrix);
        writer.WriteString("node"u8, "range"u8);
        WriteDuration("range"u8, "range_ms"u8, matrix.Window);
        Child("selector"u8, matrix.Selector);
        Start(matrix);
    }

    private void Unary(UnaryExpr unary)
    {
        End(unary);
        Child("expr"u8, unary.Operand);
        writer.WriteString("node"u8, "unary"u8);
        writer.WriteString("op"u8, unary.IsNegative ? "-"u8 : "+"u8);
        Start(unary);
    }

    private void FunctionCall(Call call)
    {
        writer.WriteStartArray("args"u8);
        foreach (Expr argument in call.Arguments)
        {
            Write(argument);
        }

        writer.WriteEndArray();
        End(call);
        writer.WriteString("function"u8, call.Name);
        Node("call"u8, call);
    }

    private void Selector(VectorSelector selector)
    {
        if (selector.Extension == SelectorExtension.Anchored)
        {
            writer.WriteBoolean("anchored"u8, true);
        }

        At(selector.At);
        End(selector);
        writer.WriteStartArray("matchers"u8);
        foreach ((string name, string op, string value) in SortedMatchers(selector))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(name);
            writer.WriteStringValue(op);
            writer.WriteStringValue(value);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteString("node"u8, "selector"u8);
        Offset(selector.Offset);
        if (selector.Extension == SelectorExtension.Smoothed)
        {
            writer.WriteBoolean("smoothed"u8, true);
        }

        Start(selector);
    }

    private static List<(string Name, string Operator, string Value)> SortedMatchers(VectorSelector selector)
    {
        var all = new List<(string Name, string Operator, string Value)>();
        if (selector.Name is { } name && (selector.BracesRange.IsEmpty || selector.NameRange.End <= selector.BracesRange.Start))
        {
            all.Add(("__name__", "=", name));
        }

        foreach (LabelMatcher matcher in selector.MatcherSpan)
        {
            string op = matcher.Type switch
            {
                MatchType.Equal => "=",
                MatchType.NotEqual => "!=",
                MatchType.Regexp => "=~",
                _ => "!~",
            };
            all.Add((matcher.Name, op, matcher.Value));
        }

        // The reference's order: by the bytes of the three parts in one line, closed by a bracket.
        if (all.Count > 1)
        {
            all.Sort((a, b) => Key(a).AsSpan().SequenceCompareTo(Key(b)));
        }

        return all;

        static byte[] Key((string Name, string Operator, string Value) matcher) =>
            Encoding.UTF8.GetBytes($"{matcher.Name} {matcher.Operator} {matcher.Value}]");
    }

    private void Subquery(SubqueryExpr subquery)
    {
        At(subquery.At);
        End(subquery);
        Child("expr"u8, subquery.Inner);
        writer.WriteString("node"u8, "subquery"u8);
        Offset(subquery.Offset);
        WriteDuration("range"u8, "range_ms"u8, subquery.Window);
        writer.WriteNumber("start"u8, offsets[subquery.Range.Start]);
        if (subquery.Step is { } step)
        {
            WriteDuration("step"u8, "step_ms"u8, step);
        }

        Type(subquery);
    }

    private void Aggregate(AggregateExpr aggregate)
    {
        if (!aggregate.Without && !aggregate.Grouping.IsEmpty)
        {
            Labels("by"u8, aggregate.Grouping);
        }

        End(aggregate);
        Child("expr"u8, aggregate.Operand);
        writer.WriteString("node"u8, "aggregate"u8);
        writer.WriteString("op"u8, Operators.Text(aggregate.Operator));
        if (aggregate.Parameter is { } parameter)
        {
            Child("param"u8, parameter);
        }

        Start(aggregate);
        if (aggregate.Without)
        {
            Labels("without"u8, aggregate.Grouping);
        }
    }

    private void Binary(BinaryExpr binary)
    {
        VectorMatching? matching = binary.Matching;
        if (binary.ReturnsBool)
        {
            writer.WriteBoolean("bool"u8, true);
        }

        if (matching is not null)
        {
            writer.WriteString("cardinality"u8, matching.Cardinality switch
            {
                MatchCardinality.OneToOne => "one-to-one",
                MatchCardinality.ManyToOne => "many-to-one",
                MatchCardinality.OneToMany => "one-to-many",
                _ => "many-to-many",
            });
        }

        End(binary);
        if (matching?.FillLeft is { } left)
        {
            Value(left, "fill_left"u8);
        }

        if (matching?.FillRight is { } right)
        {
            Value(right, "fill_right"u8);
        }

        if (matching is { IsOn: false, Labels.IsEmpty: false })
        {
            Labels("ignoring"u8, matching.Labels);
        }

        if (matching is { Include.IsEmpty: false })
        {
            Labels("include"u8, matching.Include);
        }

        Child("left"u8, binary.Left);
        writer.WriteString("node"u8, "binary"u8);
        if (matching is { IsOn: true })
        {
            Labels("on"u8, matching.Labels);
        }

        writer.WriteString("op"u8, Operators.Text(binary.Operator));
        Child("right"u8, binary.Right);
        Start(binary);
    }

    private void DurationNode(DurationExpr duration)
    {
        if (duration.Left is { } left)
        {
            Child("left"u8, left);
        }

        writer.WriteString("node"u8, "duration"u8);
        writer.WriteString("op"u8, Operators.Text(duration.Operator));
        if (duration.Right is { } right)
        {
            Child("right"u8, right);
        }

        if (duration.IsWrapped)
        {
            writer.WriteBoolean("wrapped"u8, true);
        }
    }

    private void WriteDuration(ReadOnlySpan<byte> name, ReadOnlySpan<byte> constantName, DurationSyntax duration)
    {
        if (duration.Constant is { } constant && Durations.IsLiteral(duration))
        {
            writer.WriteNumber(constantName, constant.Ticks / TimeSpan.TicksPerMillisecond);
        }
        else if (duration.Expression is { } expr)
        {
            Child(name, expr);
        }
    }

    private void Offset(OffsetModifier? offset)
    {
        if (offset is not null && offset.Duration.Constant != TimeSpan.Zero)
        {
            WriteDuration("offset"u8, "offset_ms"u8, offset.Duration);
        }
    }

    private void At(AtModifier? at)
    {
        if (at is { Kind: AtModifierKind.Timestamp })
        {
            writer.WriteNumber("at_ms"u8, at.TimestampMilliseconds);
        }
        else if (at is not null)
        {
            writer.WriteString("at"u8, at.Kind == AtModifierKind.Start ? "start()"u8 : "end()"u8);
        }
    }

    private void Labels(ReadOnlySpan<byte> name, ImmutableArray<LabelName> labels)
    {
        writer.WriteStartArray(name);
        foreach (LabelName label in labels)
        {
            writer.WriteStringValue(label.Name);
        }

        writer.WriteEndArray();
    }

    private void Value(double value, ReadOnlySpan<byte> name = default)
    {
        writer.WritePropertyName(name.IsEmpty ? "value"u8 : name);
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteStringValue(double.IsNaN(value) ? "NaN"u8 : value > 0 ? "+Inf"u8 : "-Inf"u8);
        }
    }

    private void Child(ReadOnlySpan<byte> name, Expr expr)
    {
        writer.WritePropertyName(name);
        Write(expr);
    }

    private void Node(ReadOnlySpan<byte> name, Expr expr)
    {
        writer.WriteString("node"u8, name);
        Start(expr);
    }

    private void End(Expr expr) => writer.WriteNumber("end"u8, offsets[expr.Range.End]);

    private void Start(Expr expr)
    {
        writer.WriteNumber("start"u8, offsets[expr.Range.Start]);
        Type(expr);
    }

    private void Type(Expr expr) => writer.WriteString("type"u8, expr.Type switch
    {
        ExprType.Scalar => "scalar"u8,
        ExprType.Vector => "vector"u8,
        ExprType.Matrix => "matrix"u8,
        ExprType.String => "string"u8,
        _ => "none"u8,
    });
}
