using System.Collections.Immutable;
using CsCheck;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;
using MatchType = PromRuleLint.PromQL.Syntax.MatchType;

namespace PromRuleLint.Tests.PromQL;

/// <summary>
/// Random trees that the parser can give: valid types, parentheses where precedence asks for them, signs inside number literals.
/// All ranges are empty.
/// </summary>
internal static class ExprGenerator
{
    private const int MaxDepth = 4;

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.OneOfConst("", "a", "prod", "a b", "\"", "\\", "it's", "`", "tab\tnew\nline", "\u0001\u007f", "äöü", "😀", "\u00a0\u200b", "\ufffd", "$1", "{{x}}", "# no comment"),
        Gen.Char["ab\"\\\n\u00e9\ufffd \t'`#"].Array[0, 5].Select(static chars => new string(chars)));

    private static readonly Gen<double> Number = Gen.OneOf(
        Gen.OneOfConst(0.0, 1, 0.5, 1e-7, 1048576, 1e21, 123456.789, 5e-324, double.MaxValue, double.PositiveInfinity, double.NaN, -0.0, -1, -0.25, double.NegativeInfinity),
        Gen.Double[-1e6, 1e6],
        Gen.Int[-10, 10].Select(static n => (double)n));

    private static readonly Gen<string> Label = Gen.OneOfConst("job", "instance", "le", "sum", "by", "on", "bool", "offset", "start", "inf", "NaN", "fill", "without", "ignoring", "step", "anchored", "group_left", "with space", "a.b", "ä", "_x9", "9a");

    private static readonly Gen<string> MetricName = Gen.OneOfConst("up", "http_requests_total", "job:x:rate5m", ":x", "sum", "start", "avg", "offset", "step", "anchored", "_a", "count_values");

    private static readonly Gen<DurationSyntax> LiteralWindow = Gen.OneOf(
            Gen.OneOfConst(TimeSpan.FromMinutes(5), TimeSpan.FromDays(14), TimeSpan.FromDays(365), TimeSpan.FromDays(382), TimeSpan.FromMilliseconds(1), TimeSpan.FromTicks(5)),
            Gen.Long[1, 1L << 42].Select(TimeSpan.FromMilliseconds))
        .Select(static time => new DurationSyntax(None, time, null));

    private static readonly Gen<NumberLiteral> DurationNumber = Gen.OneOf(
        Gen.Int[1, 100_000_000].Select(static ms => new NumberLiteral(None, ms / 1000.0, isDuration: true)),
        Gen.OneOfConst(1.0, 0.5, 3600, -2, 1e-9).Select(static n => new NumberLiteral(None, n, isDuration: false)));

    private static readonly Gen<Expr>[] DurationExprs = ByDepth(Durations);

    private static readonly Gen<DurationSyntax> Window = Gen.Frequency(
        (6, LiteralWindow),
        (1, DurationExprs[2].Select(AsWindow)));

    // Prometheus reads no function and no sign directly before the colon of a subquery.
    private static readonly Gen<DurationSyntax> SubqueryWindow = Gen.Frequency(
        (6, LiteralWindow),
        (1, Gen.Select(DurationExprs[2], Gen.Int[1, 1_000_000], static (expr, ms) =>
            AsWindow(new DurationExpr(None, DurationOperator.Add, new NumberLiteral(None, ms / 1000.0, isDuration: true), WrapBelow(expr, 5), isWrapped: false)))));

    private static readonly Gen<OffsetModifier?> Offset = Gen.Frequency(
        (5, Gen.Const((OffsetModifier?)null)),
        (2, Gen.Long[-(1L << 40), 1L << 40].Select(static ms => (OffsetModifier?)new OffsetModifier(None, new DurationSyntax(None, TimeSpan.FromMilliseconds(ms), null)))),
        (1, DurationExprs[2].Select(static expr => (OffsetModifier?)new OffsetModifier(None, AsWindow(AsOffsetOperand(expr))))));

    private static readonly Gen<AtModifier?> At = Gen.Frequency(
        (5, Gen.Const((AtModifier?)null)),
        (1, Gen.Long[-(1L << 45), 1L << 45].Select(static ms => (AtModifier?)new AtModifier(None, AtModifierKind.Timestamp, ms))),
        (1, Gen.OneOfConst(AtModifierKind.Start, AtModifierKind.End).Select(static kind => (AtModifier?)new AtModifier(None, kind, 0))));

    private static readonly Gen<LabelMatcher> Matcher = Gen.OneOf(
        Gen.Select(Label, Text, Gen.OneOfConst(MatchType.Equal, MatchType.NotEqual), static (name, value, type) => MakeMatcher(name, type, value)),
        Gen.Select(Label, Gen.OneOfConst("", ".+", "a|b", "\\d+\\.x", "(?i:x)"), Gen.OneOfConst(MatchType.Regexp, MatchType.NotRegexp), static (name, value, type) => MakeMatcher(name, type, value)));

    private static readonly Gen<ImmutableArray<LabelName>> Labels =
        Label.Array[0, 3].Select(static names => names.Distinct().Select(static name => new LabelName(name, None)).ToImmutableArray());

    private static readonly Gen<VectorSelector> Selector = Gen.Select(
        Gen.OneOf(MetricName.Select(static name => (string?)name), Gen.Const((string?)null)), Matcher.Array[0, 3], Text, Gen.Bool, Offset, At, Gen.OneOfConst(SelectorExtension.None, SelectorExtension.None, SelectorExtension.None, SelectorExtension.Anchored, SelectorExtension.Smoothed),
        static (name, matchers, metric, regexp, offset, at, extension) =>
        {
            LabelMatcher required = regexp ? MakeMatcher("__name__", MatchType.Regexp, "a.+") : MakeMatcher("__name__", MatchType.Equal, metric + "x");
            return new VectorSelector(None)
            {
                Name = name,
                Matchers = name is null ? [.. matchers, required] : [.. matchers],
                Offset = offset,
                At = at,
                Extension = extension,
            };
        });

    private static readonly Gen<Expr> Range = Gen.Select(Selector, Window, static (selector, window) => (Expr)new MatrixSelector(None, selector, window, None));

    private static readonly Gen<VectorMatching> Matching = Gen.Select(
        Gen.OneOfConst(MatchCardinality.OneToOne, MatchCardinality.OneToOne, MatchCardinality.ManyToOne, MatchCardinality.OneToMany), Gen.Bool, Labels, Labels, Gen.OneOfConst(0.0, 5, -23, 1e6, 1e-5, double.PositiveInfinity), Gen.Int[0, 9],
        static (cardinality, isOn, labels, include, fill, sides) => new VectorMatching
        {
            Cardinality = cardinality,
            IsOn = isOn,
            Labels = labels,
            Include = cardinality == MatchCardinality.OneToOne ? [] : [.. include.Where(label => !isOn || !labels.Contains(label))],
            FillLeft = sides is 1 or 3 ? fill : null,
            FillRight = sides is 2 or 3 ? fill : sides == 4 ? fill + 1 : null,
        });

    private static readonly Gen<Expr>[] Scalars = ByDepth(Scalar);

    private static readonly Gen<Expr>[] Vectors = ByDepth(Vector);

    /// <summary>Whole expressions of every type.</summary>
    public static Gen<Expr> Expression { get; } = Gen.Frequency(
        (6, Vectors[MaxDepth]),
        (2, Scalars[MaxDepth]),
        (1, Matrix(MaxDepth)),
        (1, Text.Select(static text => (Expr)new StringLiteral(None, text))));

    private static TextRange None => default;

    private static Gen<Expr>[] ByDepth(Func<int, Gen<Expr>[], Gen<Expr>> make)
    {
        var generators = new Gen<Expr>[MaxDepth + 1];
        for (int depth = 0; depth <= MaxDepth; depth++)
        {
            generators[depth] = make(depth, generators);
        }

        return generators;
    }

    private static Gen<Expr> Scalar(int depth, Gen<Expr>[] below)
    {
        Gen<Expr> number = Gen.OneOf(
            Number.Select(static n => (Expr)new NumberLiteral(None, n, isDuration: false)),
            Gen.Int[-100_000_000, 100_000_000].Select(static ms => (Expr)new NumberLiteral(None, ms == 0 ? 1 : ms / 1000.0, isDuration: true)));
        if (depth == 0)
        {
            return number;
        }

        Gen<Expr> inner = below[depth - 1];
        return Gen.Frequency(
            (3, number),
            (1, Gen.Const(0).Select(static _ => MakeCall("time"))),
            (1, inner.Select(Paren)),
            (1, Gen.Select(inner, Gen.Bool, MakeUnary)),
            (2, Gen.Select(inner, inner, Gen.Enum<BinaryOperator>().Where(static op => op <= BinaryOperator.LessOrEqual), static (a, b, op) => MakeBinary(op, a, b, isBool: true))));
    }

    private static Gen<Expr> Vector(int depth, Gen<Expr>[] below)
    {
        Gen<Expr> selector = Selector.Select(static s => (Expr)s);
        if (depth == 0)
        {
            return selector;
        }

        Gen<Expr> inner = below[depth - 1];
        Gen<Expr> scalar = Scalars[depth - 1];
        Gen<Expr> matrix = depth == 1 ? Range : Gen.Frequency((2, Range), (1, Subquery(below[depth - 2])));
        return Gen.Frequency(
            (2, selector),
            (1, inner.Select(Paren)),
            (1, Gen.Select(inner, Gen.Bool, MakeUnary)),
            (1, Gen.Select(Gen.OneOfConst("rate", "changes", "count_over_time"), matrix, static (name, arg) => MakeCall(name, arg))),
            (1, Gen.Select(Gen.OneOfConst("abs", "absent", "hour", "round"), inner, static (name, arg) => MakeCall(name, arg))),
            (1, Gen.Select(inner, scalar, scalar, static (v, a, b) => MakeCall("clamp", v, a, b))),
            (1, Gen.Select(inner, Label, static (v, label) => MakeCall("label_replace", v, Str("x"), Str("$1"), Str(label), Str("(.*)")))),
            (1, scalar.Select(static s => MakeCall("vector", s))),
            (2, Aggregate(inner, scalar)),
            (2, Gen.Select(inner, scalar, Gen.Enum<BinaryOperator>().Where(static op => op <= BinaryOperator.LessOrEqual), Gen.Bool, static (v, s, op, swap) =>
                swap ? MakeBinary(op, s, v, isBool: false) : MakeBinary(op, v, s, isBool: true))),
            (4, Gen.Select(inner, inner, Gen.Enum<BinaryOperator>().Where(static op => op <= BinaryOperator.Unless), Gen.Bool, Matching, static (a, b, op, isBool, matching) =>
                MakeBinary(op, a, b, isBool, matching))));
    }

    private static Gen<Expr> Matrix(int depth) => Gen.OneOf(Range, Subquery(Vectors[depth - 1]));

    private static Gen<Expr> Subquery(Gen<Expr> vector) => Gen.Select(vector, SubqueryWindow, Gen.OneOf(Gen.Const((DurationSyntax?)null), Window.Select(static w => (DurationSyntax?)w)), Offset, At, static (inner, window, step, offset, at) =>
        (Expr)new SubqueryExpr(None, inner is BinaryExpr or UnaryExpr ? Paren(inner) : inner, window, step, None) { Offset = offset, At = at });

    private static Gen<Expr> Aggregate(Gen<Expr> vector, Gen<Expr> scalar) => Gen.Select(
        Gen.Enum<AggregateOperator>(), vector, scalar, Label, Labels, Gen.Bool, static (op, operand, number, label, labels, without) =>
        {
            Expr? parameter = op switch
            {
                AggregateOperator.CountValues => Str(label),
                AggregateOperator.TopK or AggregateOperator.BottomK or AggregateOperator.Quantile or AggregateOperator.LimitK or AggregateOperator.LimitRatio => number,
                _ => null,
            };
            return (Expr)new AggregateExpr(None, op, None, parameter, operand) { Grouping = labels, Without = without };
        });

    private static Gen<Expr> Durations(int depth, Gen<Expr>[] below)
    {
        Gen<Expr> step = Gen.OneOfConst(DurationOperator.Step, DurationOperator.Range).Select(static op => (Expr)new DurationExpr(None, op, null, null, isWrapped: false));
        Gen<Expr> wrapped = DurationNumber.Select(static n => (Expr)new DurationExpr(None, DurationOperator.Add, null, n, isWrapped: true));
        if (depth == 0)
        {
            return Gen.OneOf(step, wrapped);
        }

        Gen<Expr> inner = Gen.OneOf(below[depth - 1], DurationNumber.Select(static n => (Expr)n));
        return Gen.OneOf(
            step,
            wrapped,
            below[depth - 1].Select(static operand => (Expr)new DurationExpr(None, DurationOperator.Subtract, null, WrapBelow(operand, 6), isWrapped: false)),
            Gen.Select(inner, inner, Gen.OneOfConst(DurationOperator.Min, DurationOperator.Max), static (a, b, op) => (Expr)new DurationExpr(None, op, a, b, isWrapped: false)),
            Gen.Select(inner, inner, Gen.OneOfConst(DurationOperator.Add, DurationOperator.Subtract, DurationOperator.Multiply, DurationOperator.Divide, DurationOperator.Modulo, DurationOperator.Power), static (a, b, op) =>
            {
                int precedence = op is DurationOperator.Add or DurationOperator.Subtract ? 4 : op == DurationOperator.Power ? 6 : 5;
                bool isPower = op == DurationOperator.Power;
                return (Expr)new DurationExpr(None, op, WrapBelow(a, isPower ? 7 : precedence), WrapBelow(b, isPower ? 6 : precedence + 1), isWrapped: false);
            }));
    }

    /// <summary>A duration operand, in parentheses where it binds less than asked.</summary>
    private static Expr WrapBelow(Expr expr, int precedence)
    {
        if (expr is NumberLiteral number)
        {
            return number.Value < 0 && precedence > 5 ? new DurationExpr(None, DurationOperator.Add, null, number, isWrapped: true) : number;
        }

        var duration = (DurationExpr)expr;
        int own = duration switch
        {
            { IsWrapped: true } or { Operator: DurationOperator.Step or DurationOperator.Range or DurationOperator.Min or DurationOperator.Max } => 9,
            { Left: null } => 5,
            { Operator: DurationOperator.Add or DurationOperator.Subtract } => 4,
            { Operator: DurationOperator.Power } => 6,
            _ => 5,
        };
        return own >= precedence ? duration : new DurationExpr(None, duration.Operator, duration.Left, duration.Right, isWrapped: true);
    }

    private static Expr AsOffsetOperand(Expr expr) => expr is DurationExpr { IsWrapped: false, Left: not null, Operator: not (DurationOperator.Min or DurationOperator.Max) }
        ? WrapBelow(expr, 9)
        : expr is DurationExpr { IsWrapped: false, Left: null, Right: DurationExpr right } sign ? new DurationExpr(None, sign.Operator, null, WrapBelow(right, 9), isWrapped: false) : expr;

    private static DurationSyntax AsWindow(Expr expr) => new(None, null, expr);

    private static LabelMatcher MakeMatcher(string name, MatchType type, string value) => new(name, None, type, new TextRange(0, 1), value, None);

    // Generators of different nodes are put together as generators of expressions.
#pragma warning disable CA1859
    private static Expr Str(string text) => new StringLiteral(None, text);

    private static Expr Paren(Expr inner) => new ParenExpr(None, inner);

    private static Expr MakeCall(string name, params ImmutableArray<Expr> arguments) => new Call(None, name, None, FunctionTable.Find(name), arguments);

    private static Expr MakeUnary(Expr operand, bool isNegative) =>
        new UnaryExpr(None, isNegative, None, operand is NumberLiteral ? Paren(operand) : WithParens(operand, 6));

    private static Expr MakeBinary(BinaryOperator op, Expr left, Expr right, bool isBool, VectorMatching? matching = null)
    {
        int precedence = Precedence(op);
        bool isPower = op == BinaryOperator.Power;
        left = precedence > 3 && EndsInWrappedOffset(left) ? Paren(left) : WithParens(left, isPower ? precedence + 1 : precedence);
        right = WithParens(right, isPower ? precedence : precedence + 1);
        bool isSet = precedence < 3;
        return new BinaryExpr(None, op, None, left, right)
        {
            ReturnsBool = precedence == 3 && isBool,
            Matching = matching is null ? null : isSet
                ? new VectorMatching { Cardinality = MatchCardinality.ManyToMany, IsOn = matching.IsOn, Labels = matching.Labels }
                : matching,
        };
    }
#pragma warning restore CA1859

    private static int Precedence(BinaryOperator op) => op switch
    {
        BinaryOperator.Or => 1,
        BinaryOperator.And or BinaryOperator.Unless => 2,
        BinaryOperator.Add or BinaryOperator.Subtract => 4,
        BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Modulo or BinaryOperator.Atan2 => 5,
        BinaryOperator.Power => 6,
        _ => 3,
    };

    /// <summary>Whether an arithmetic operator behind the expression would be read as part of its last offset.</summary>
    private static bool EndsInWrappedOffset(Expr expr)
    {
        while (expr is BinaryExpr or UnaryExpr)
        {
            expr = expr.GetChild(expr.ChildCount - 1);
        }

        OffsetModifier? offset = expr switch
        {
            VectorSelector selector => selector.Offset,
            MatrixSelector matrix => matrix.Selector.Offset,
            SubqueryExpr subquery => subquery.Offset,
            _ => null,
        };
        return offset?.Duration.Expression is DurationExpr { IsWrapped: true };
    }

    private static Expr WithParens(Expr expr, int precedence)
    {
        int own = expr switch
        {
            BinaryExpr binary => Precedence(binary.Operator),
            NumberLiteral number when double.IsNegative(number.Value) && !double.IsNaN(number.Value) => 6,
            _ => 9,
        };

        // A sign reaches as far as its own operand on the right of an operator, and only so far on the left.
        if (expr is UnaryExpr)
        {
            own = precedence == 7 ? 5 : 9;
        }

        return own >= precedence ? expr : Paren(expr);
    }
}
