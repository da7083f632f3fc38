using System.Text;
using System.Text.Json;
using PromRuleLint.PromQL.Syntax;
using MatchType = PromRuleLint.PromQL.Syntax.MatchType;

namespace PromRuleLint.PromQL;

/// <summary>
/// Writes what reading an expression gave as JSON: <c>{"input", "tree"}</c>, or <c>{"errors", "input"}</c>. Offsets count UTF-8
/// bytes, as the reference does; durations are milliseconds (<c>range_ms</c>, <c>step_ms</c>, <c>offset_ms</c>) unless they are expressions.
/// </summary>
public static class SyntaxTreeJson
{
    /// <summary>Writes one object.</summary>
    public static void Write(Utf8JsonWriter writer, ParseResult result)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(result);
        var offsets = new Utf8Offsets(result.Text);
        writer.WriteStartObject();
        if (!result.IsValid)
        {
            WriteErrors(writer, result, offsets);
        }

        writer.WriteString("input"u8, result.Text);
        if (result is { IsValid: true, Root: { } root })
        {
            writer.WritePropertyName("tree"u8);
            new TreeWriter(writer, offsets).Write(root);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes the property <c>errors</c>: an array of objects with <c>end</c>, <c>message</c> and <c>start</c>.</summary>
    public static void WriteErrors(Utf8JsonWriter writer, ParseResult result)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(result);
        WriteErrors(writer, result, new Utf8Offsets(result.Text));
    }

    private static void WriteErrors(Utf8JsonWriter writer, ParseResult result, Utf8Offsets offsets)
    {
        writer.WriteStartArray("errors"u8);
        foreach (PromQLError error in result.Errors)
        {
            writer.WriteStartObject();
            writer.WriteNumber("end"u8, offsets[error.Range.End]);
            writer.WriteString("message"u8, error.Message);
            writer.WriteNumber("start"u8, offsets[error.Range.Start]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>UTF-8 offsets of the UTF-16 offsets of a text.</summary>
    private readonly struct Utf8Offsets
    {
        private readonly int[]? table;

        public Utf8Offsets(string text)
        {
            if (Ascii.IsValid(text))
            {
                return;
            }

            table = new int[text.Length + 1];
            int bytes = 0;
            for (int i = 0; i < text.Length; i++)
            {
                table[i] = bytes;
                char c = text[i];
                bool pair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
                if (pair)
                {
                    table[++i] = bytes;
                }

                bytes += pair ? 4 : c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            }

            table[text.Length] = bytes;
        }

        public int this[int offset] => table is null ? offset : table[offset];
    }

    private readonly struct TreeWriter(Utf8JsonWriter writer, Utf8Offsets offsets)
    {
        public void Write(Expr expr)
        {
            writer.WriteStartObject();
            switch (expr)
            {
                case NumberLiteral number:
                    if (number.IsDuration)
                    {
                        writer.WriteBoolean("duration"u8, true);
                    }

                    End(expr);
                    Node("number"u8, expr);
                    Value(number.Value);
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
                    End(expr);
                    writer.WriteString("node"u8, "range"u8);
                    WriteDuration("range"u8, "range_ms"u8, matrix.Window);
                    Child("selector"u8, matrix.Selector);
                    Start(expr);
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
                    End(expr);
                    Child("expr"u8, unary.Operand);
                    writer.WriteString("node"u8, "unary"u8);
                    writer.WriteString("op"u8, unary.IsNegative ? "-"u8 : "+"u8);
                    Start(expr);
                    break;
                case ParenExpr paren:
                    End(expr);
                    Child("expr"u8, paren.Inner);
                    Node("paren"u8, expr);
                    break;
                case Call call:
                    writer.WriteStartArray("args"u8);
                    foreach (Expr argument in call.Arguments)
                    {
                        Write(argument);
                    }

                    writer.WriteEndArray();
                    End(expr);
                    writer.WriteString("function"u8, call.Name);
                    Node("call"u8, expr);
                    break;
                case DurationExpr duration:
                    DurationNode(duration);
                    break;
            }

            writer.WriteEndObject();
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

            foreach (LabelMatcher matcher in selector.Matchers)
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

        private void Labels(ReadOnlySpan<byte> name, System.Collections.Immutable.ImmutableArray<LabelName> labels)
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
}
