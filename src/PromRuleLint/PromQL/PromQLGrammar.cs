using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;
using Superpower;
using Superpower.Model;
using MatchType = PromRuleLint.PromQL.Syntax.MatchType;
using Tokens = Superpower.Model.TokenList<PromRuleLint.PromQL.PromQLToken>;

namespace PromRuleLint.PromQL;

/// <summary>
/// The grammar of PromQL, top-down, as Prometheus' <c>promql/parser/generated_parser.y</c> has it. It asks one token ahead and
/// never goes back. Types and meanings are the type checker's; what has the right form but fits no node is left as a
/// <see cref="MissingExpr"/> with its fault.
/// </summary>
internal static class PromQLGrammar
{
    private const int PowerPrecedence = 6;

    public static readonly string[] ExpressionExpected = ["an expression"];
    public static readonly string[] OperatorOrEnd = ["an operator", "the end of the expression"];
    public static readonly string[] OperatorOrParen = ["an operator", "')'"];
    public static readonly string[] OperatorOrCommaOrParen = ["an operator", "','", "')'"];
    public static readonly string[] ParenExpected = ["'('"];
    public static readonly string[] ArgumentsExpected = ["'(' and what to aggregate"];
    private static readonly string[] LabelExpected = ["a label", "')'"];
    private static readonly string[] CommaOrParen = ["','", "')'"];
    private static readonly string[] MatcherExpected = ["a label", "'}'"];
    private static readonly string[] MatchOperatorExpected = ["'='", "'!='", "'=~'", "'!~'"];
    public static readonly string[] MatchStringExpected = ["a string in quotes"];
    private static readonly string[] CommaOrBrace = ["','", "'}'"];
    public static readonly string[] DurationExpected = ["a duration", "a number of seconds", "step()", "range()", "min_of(…)", "max_of(…)"];
    private static readonly string[] DurationOrBracket = [.. DurationExpected, "']'"];
    private static readonly string[] ColonOrBracket = ["':'", "']'"];
    private static readonly string[] BracketExpected = ["']'"];
    public static readonly string[] TimestampExpected = ["a timestamp", "start()", "end()"];
    public static readonly string[] NumberExpected = ["a number"];

    private static readonly TokenListParser<PromQLToken, Token<PromQLToken>> LeftParen = Match(PromQLToken.LeftParen, "'('");
    private static readonly TokenListParser<PromQLToken, Token<PromQLToken>> RightParen = Match(PromQLToken.RightParen, "')'");
    private static readonly TokenListParser<PromQLToken, Token<PromQLToken>> Comma = Match(PromQLToken.Comma, "','");

    /// <summary><c>()</c>; gives the closing parenthesis.</summary>
    private static readonly TokenListParser<PromQLToken, Token<PromQLToken>> NoArguments = LeftParen.IgnoreThen(RightParen);

    /// <summary><c>(0)</c>, <c>(-1)</c>, <c>(Inf)</c> after a fill modifier.</summary>
    private static readonly TokenListParser<PromQLToken, (double Value, TextRange Range)> FillValue =
        Parse.Sequence(LeftParen, SignedNumber, RightParen)
            .Select(parts => (parts.Item2, TextRange.Union(RangeOf(parts.Item1), RangeOf(parts.Item3))));

    /// <summary><c>(a, b)</c> of <c>min_of</c> and <c>max_of</c> in a duration.</summary>
    private static readonly TokenListParser<PromQLToken, (Expr Left, Expr Right, Token<PromQLToken> Close)> TwoDurations =
        Parse.Sequence(LeftParen.IgnoreThen(DurationExpression), Comma.IgnoreThen(DurationExpression), RightParen);

    /// <summary>A whole expression, up to the end of the text.</summary>
    public static TokenListParserResult<PromQLToken, Expr> Root(Tokens input)
    {
        TokenListParserResult<PromQLToken, Expr> result = Expression(input);
        return !result.HasValue || Kind(result.Remainder) == PromQLToken.End
            ? result
            : Expected<Expr>(result.Remainder, OperatorOrEnd);
    }

    private static TokenListParserResult<PromQLToken, Expr> Expression(Tokens input) => Binary(input, 1);

    /// <summary>Operands and operators that bind at least as tightly as <paramref name="minimum"/>, by precedence climbing.</summary>
    private static TokenListParserResult<PromQLToken, Expr> Binary(Tokens input, int minimum)
    {
        TokenListParserResult<PromQLToken, Expr> operand = Unary(input);
        if (!operand.HasValue)
        {
            return operand;
        }

        Expr left = operand.Value;
        Tokens rest = operand.Remainder;
        while (true)
        {
            Token<PromQLToken> sign = Peek(rest);
            int precedence = Precedence(sign.Kind);
            if (precedence < minimum)
            {
                return Success(left, input, rest);
            }

            Tokens next = Skip(rest);
            BinaryModifiers? modifiers = null;
            if (Kind(next) >= PromQLToken.Bool)
            {
                TokenListParserResult<PromQLToken, BinaryModifiers> parsed = Modifiers(next);
                if (!parsed.HasValue)
                {
                    return Fail<BinaryModifiers, Expr>(parsed);
                }

                modifiers = parsed.Value;
                next = parsed.Remainder;
            }

            TokenListParserResult<PromQLToken, Expr> right = precedence == PowerPrecedence ? PowerOperand(next) : Binary(next, precedence + 1);
            if (!right.HasValue)
            {
                return right;
            }

            left = MakeBinary(left, sign, modifiers, right.Value);
            rest = right.Remainder;
        }
    }

    /// <summary>
    /// What stands right of <c>^</c>, with all the further <c>^</c>: <c>a ^ b ^ c</c> is <c>a ^ (b ^ c)</c>. A loop and not a
    /// recursion, so that a long chain needs no deep stack.
    /// </summary>
    private static TokenListParserResult<PromQLToken, Expr> PowerOperand(Tokens input)
    {
        TokenListParserResult<PromQLToken, Expr> operand = Unary(input);
        List<(Expr Left, Token<PromQLToken> Sign, BinaryModifiers? Modifiers)>? chain = null;
        while (operand.HasValue && Peek(operand.Remainder) is { Kind: PromQLToken.Caret } sign)
        {
            Tokens next = Skip(operand.Remainder);
            BinaryModifiers? modifiers = null;
            if (Kind(next) >= PromQLToken.Bool)
            {
                TokenListParserResult<PromQLToken, BinaryModifiers> parsed = Modifiers(next);
                if (!parsed.HasValue)
                {
                    return Fail<BinaryModifiers, Expr>(parsed);
                }

                modifiers = parsed.Value;
                next = parsed.Remainder;
            }

            (chain ??= []).Add((operand.Value, sign, modifiers));
            operand = Unary(next);
        }

        if (chain is null || !operand.HasValue)
        {
            return operand;
        }

        Expr right = operand.Value;
        for (int i = chain.Count - 1; i >= 0; i--)
        {
            right = MakeBinary(chain[i].Left, chain[i].Sign, chain[i].Modifiers, right);
        }

        return Success(right, input, operand.Remainder);
    }

    private static BinaryExpr MakeBinary(Expr left, Token<PromQLToken> sign, BinaryModifiers? modifiers, Expr right)
    {
        var range = new TextRange(left.Range.Start, right.Range.End);
        BinaryOperator op = OperatorOf(sign.Kind);
        bool isSet = op is BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Unless;
        VectorMatching? written = modifiers?.Matching;
        if (isSet && written is { Cardinality: MatchCardinality.OneToOne })
        {
            written.Cardinality = MatchCardinality.ManyToMany;
        }

        bool vectors = left.Type == ExprType.Vector && right.Type == ExprType.Vector;
        var binary = new BinaryExpr(range, op, RangeOf(sign), left, right)
        {
            WrittenMatching = written,
            Matching = vectors ? written ?? (isSet ? VectorMatching.ManyToMany : VectorMatching.OneToOne) : null,
        };
        if (modifiers is not null)
        {
            binary.ReturnsBool = modifiers.ReturnsBool;
            binary.BoolRange = modifiers.BoolRange;
        }

        return binary;
    }

    /// <summary><c>bool</c>, <c>on</c> or <c>ignoring</c>, <c>group_left</c> or <c>group_right</c>, fill modifiers; in this order.</summary>
    private static TokenListParserResult<PromQLToken, BinaryModifiers> Modifiers(Tokens input)
    {
        var modifiers = new BinaryModifiers();
        Tokens rest = input;
        Token<PromQLToken> word = Peek(rest);
        if (word.Kind == PromQLToken.Bool)
        {
            modifiers.ReturnsBool = true;
            modifiers.BoolRange = RangeOf(word);
            rest = Skip(rest);
            word = Peek(rest);
        }

        if (word.Kind is PromQLToken.On or PromQLToken.Ignoring)
        {
            TokenListParserResult<PromQLToken, LabelList> labels = Labels(Skip(rest));
            if (!labels.HasValue)
            {
                return Fail<LabelList, BinaryModifiers>(labels);
            }

            VectorMatching matching = modifiers.Matching = new VectorMatching { IsOn = word.Kind == PromQLToken.On };
            matching.Labels = labels.Value.Labels;
            matching.LabelsRange = new TextRange(word.Position.Absolute, labels.Value.End);
            rest = labels.Remainder;
            word = Peek(rest);
            if (word.Kind is PromQLToken.GroupLeft or PromQLToken.GroupRight)
            {
                matching.Cardinality = word.Kind == PromQLToken.GroupLeft ? MatchCardinality.ManyToOne : MatchCardinality.OneToMany;
                matching.GroupRange = RangeOf(word);
                rest = Skip(rest);
                if (Kind(rest) == PromQLToken.LeftParen)
                {
                    labels = Labels(rest);
                    if (!labels.HasValue)
                    {
                        return Fail<LabelList, BinaryModifiers>(labels);
                    }

                    matching.Include = labels.Value.Labels;
                    matching.GroupRange = new TextRange(word.Position.Absolute, labels.Value.End);
                    rest = labels.Remainder;
                }

                word = Peek(rest);
            }
        }

        PromQLToken first = word.Kind;
        while (word.Kind is PromQLToken.Fill or PromQLToken.FillLeft or PromQLToken.FillRight)
        {
            TokenListParserResult<PromQLToken, (double Value, TextRange Range)> fill = FillValue(Skip(rest));
            if (!fill.HasValue)
            {
                return Fail<(double, TextRange), BinaryModifiers>(fill);
            }

            VectorMatching matching = modifiers.Matching ??= new VectorMatching();
            var range = new TextRange(word.Position.Absolute, fill.Value.Range.End);
            matching.FillRange = matching.FillRange.IsEmpty ? range : TextRange.Union(matching.FillRange, range);
            if (word.Kind != PromQLToken.FillRight)
            {
                matching.FillLeft = fill.Value.Value;
            }

            if (word.Kind != PromQLToken.FillLeft)
            {
                matching.FillRight = fill.Value.Value;
            }

            rest = fill.Remainder;
            word = Peek(rest);

            // One fill alone, or fill_left and fill_right in either order.
            bool second = (first, word.Kind) is (PromQLToken.FillLeft, PromQLToken.FillRight) or (PromQLToken.FillRight, PromQLToken.FillLeft);
            if (!second || (matching.FillLeft is not null && matching.FillRight is not null))
            {
                break;
            }
        }

        return Success(modifiers, input, rest);
    }

    private static TokenListParserResult<PromQLToken, Expr> Unary(Tokens input)
    {
        Token<PromQLToken> sign = Peek(input);
        if (sign.Kind is not (PromQLToken.Plus or PromQLToken.Minus))
        {
            TokenListParserResult<PromQLToken, Expr> operand = Primary(input, sign);
            return !operand.HasValue || !IsPostfix(Kind(operand.Remainder)) ? operand : Postfix(input, operand.Value, operand.Remainder);
        }

        // The tokenizer caps nesting; this guards a host whose stack is smaller still.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return TokenListParserResult.Empty<PromQLToken, Expr>(input, TooDeep);
        }

        List<Token<PromQLToken>>? more = null;
        Tokens rest = Skip(input);
        while (Peek(rest) is { Kind: PromQLToken.Plus or PromQLToken.Minus } inner)
        {
            (more ??= []).Add(inner);
            rest = Skip(rest);
        }

        // A sign binds as tightly as '*': -a * b is (-a) * b, but -a ^ b is -(a ^ b).
        TokenListParserResult<PromQLToken, Expr> result = Binary(rest, PowerPrecedence);
        if (!result.HasValue)
        {
            return result;
        }

        Expr expr = result.Value;
        for (int i = (more?.Count ?? 0) - 1; i >= 0; i--)
        {
            expr = MakeSigned(more![i], expr);
        }

        return Success(MakeSigned(sign, expr), input, result.Remainder);
    }

    /// <summary>The message of the one failure that no text alone can cause.</summary>
    public const string TooDeep = "the expression nests too deeply for the stack of this process";

    private static Expr MakeSigned(Token<PromQLToken> sign, Expr operand)
    {
        bool negative = sign.Kind == PromQLToken.Minus;
        var range = new TextRange(sign.Position.Absolute, operand.Range.End);
        return operand is NumberLiteral number
            ? new NumberLiteral(range, negative ? -number.Value : number.Value, number.IsDuration) { IsGrouped = number.IsGrouped }
            : new UnaryExpr(range, negative, RangeOf(sign), operand);
    }

    private static TokenListParserResult<PromQLToken, Expr> Primary(Tokens input, Token<PromQLToken> first)
    {
        switch (first.Kind)
        {
            case PromQLToken.Number or PromQLToken.Duration or PromQLToken.BadNumber:
                return Success(Number(first), input, Skip(input));
            case PromQLToken.String:
                return Success<Expr>(MakeString(first), input, Skip(input));
            case PromQLToken.LeftParen:
                return Parenthesized(input, first);
            case PromQLToken.LeftBrace:
                return Selector(input, default, input);
            case PromQLToken.Hole:
                return Success<Expr>(new MissingExpr(RangeOf(first)), input, Skip(input));
        }

        if (first.Kind.IsMetricName())
        {
            Tokens rest = Skip(input);
            PromQLToken next = Kind(rest);
            if (first.Kind.IsAggregation())
            {
                if (next is PromQLToken.LeftParen or PromQLToken.By or PromQLToken.Without)
                {
                    return Aggregation(input, first, rest);
                }
            }
            else if (next == PromQLToken.LeftParen && first.Kind.IsFunctionName())
            {
                return FunctionCall(input, first, rest);
            }

            return Selector(input, first, rest);
        }

        return Expected<Expr>(input, ExpressionExpected);
    }

    private static TokenListParserResult<PromQLToken, Expr> Parenthesized(Tokens input, Token<PromQLToken> open)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return TokenListParserResult.Empty<PromQLToken, Expr>(input, TooDeep);
        }

        TokenListParserResult<PromQLToken, Expr> inner = Expression(Skip(input));
        if (!inner.HasValue)
        {
            return inner;
        }

        Token<PromQLToken> close = Peek(inner.Remainder);
        return close.Kind == PromQLToken.RightParen
            ? Success<Expr>(new ParenExpr(TextRange.Union(RangeOf(open), RangeOf(close)), inner.Value), input, Skip(inner.Remainder))
            : Expected<Expr>(inner.Remainder, OperatorOrParen);
    }

    private static Expr Number(Token<PromQLToken> token)
    {
        if (token.Kind == PromQLToken.BadNumber)
        {
            return new MissingExpr(RangeOf(token));
        }

        ReadOnlySpan<char> text = TextOf(token);
        if (token.Kind == PromQLToken.Duration)
        {
            bool read = PrometheusDuration.TryParse(text, out long milliseconds, out _);
            return new NumberLiteral(RangeOf(token), read ? milliseconds / 1000.0 : double.NaN, isDuration: true);
        }

        return new NumberLiteral(RangeOf(token), NumberScanner.TryParse(text, out double value) ? value : double.NaN, isDuration: false) { IsGrouped = text.Contains('_') };
    }

    private static TokenListParserResult<PromQLToken, Expr> FunctionCall(Tokens input, Token<PromQLToken> name, Tokens rest)
    {
        TokenListParserResult<PromQLToken, ArgumentList> arguments = Arguments(rest);
        if (!arguments.HasValue)
        {
            return Fail<ArgumentList, Expr>(arguments);
        }

        Function? function = FunctionTable.Find(TextOf(name));
        TextRange nameRange = RangeOf(name);
        var call = new Call(
            new TextRange(nameRange.Start, arguments.Value.End),
            function?.Name ?? TextOf(name).ToString(),
            nameRange,
            function,
            arguments.Value.ToImmutable());
        arguments.Value.ReportMissing(call);
        return Success<Expr>(call, input, arguments.Remainder);
    }

    private static TokenListParserResult<PromQLToken, Expr> Aggregation(Tokens input, Token<PromQLToken> op, Tokens rest)
    {
        LabelList grouping = default;
        Token<PromQLToken> word = Peek(rest);
        bool grouped = word.Kind != PromQLToken.LeftParen;
        if (grouped)
        {
            TokenListParserResult<PromQLToken, LabelList> labels = Labels(Skip(rest));
            if (!labels.HasValue)
            {
                return Fail<LabelList, Expr>(labels);
            }

            grouping = labels.Value;
            rest = labels.Remainder;
        }

        TokenListParserResult<PromQLToken, ArgumentList> arguments =
            Kind(rest) == PromQLToken.LeftParen ? Arguments(rest) : Expected<ArgumentList>(rest, ArgumentsExpected);
        if (!arguments.HasValue)
        {
            return Fail<ArgumentList, Expr>(arguments);
        }

        int end = arguments.Value.End;
        rest = arguments.Remainder;
        if (!grouped)
        {
            word = Peek(rest);
            grouped = word.Kind is PromQLToken.By or PromQLToken.Without;
            if (grouped)
            {
                TokenListParserResult<PromQLToken, LabelList> labels = Labels(Skip(rest));
                if (!labels.HasValue)
                {
                    return Fail<LabelList, Expr>(labels);
                }

                grouping = labels.Value;
                end = grouping.End;
                rest = labels.Remainder;
            }
        }

        TextRange opRange = RangeOf(op);
        AggregateExpr aggregate = MakeAggregate(new TextRange(opRange.Start, end), op, arguments.Value);
        arguments.Value.ReportMissing(aggregate);
        if (grouped)
        {
            aggregate.Grouping = grouping.Labels;
            aggregate.Without = word.Kind == PromQLToken.Without;
            aggregate.GroupingRange = new TextRange(word.Position.Absolute, grouping.End);
        }

        return Success<Expr>(aggregate, input, rest);
    }

    private static AggregateExpr MakeAggregate(TextRange range, Token<PromQLToken> token, ArgumentList arguments)
    {
        var op = (AggregateOperator)(token.Kind - PromQLToken.Sum);
        TextRange opRange = RangeOf(token);
        int wanted = op >= AggregateOperator.TopK ? 2 : 1;
        if (arguments.Count == wanted)
        {
            return wanted == 1
                ? new AggregateExpr(range, op, opRange, null, arguments[0])
                : new AggregateExpr(range, op, opRange, arguments[0], arguments[1]);
        }

        var between = new TextRange(arguments.Start, arguments.End);
        var aggregate = new AggregateExpr(range, op, opRange, null, new MissingExpr(between, arguments.ToImmutable()));
        if (!arguments.HasHole)
        {
            string name = TextOf(token).ToString();
            string expected = wanted == 1 ? $"one argument, the vector: {name}(…)" : $"two arguments, the parameter and the vector: {name}({ParameterExample(op)}, …)";
            aggregate.AddFault(new PromQLError(
                PromQLErrorKind.WrongArgumentCount,
                range,
                $"wrong number of arguments for the aggregation '{name}': expected {expected}, found {(arguments.Count == 0 ? "none" : arguments.Count)}"));
        }

        return aggregate;
    }

    private static string ParameterExample(AggregateOperator op) => op switch
    {
        AggregateOperator.CountValues => "\"label\"",
        AggregateOperator.Quantile or AggregateOperator.LimitRatio => "0.9",
        _ => "5",
    };

    /// <summary>Arguments between parentheses. A comma with nothing after it is remembered, and the rest is read on.</summary>
    private static TokenListParserResult<PromQLToken, ArgumentList> Arguments(Tokens input)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return TokenListParserResult.Empty<PromQLToken, ArgumentList>(input, TooDeep);
        }

        var arguments = default(ArgumentList);
        arguments.Start = Peek(input).Position.Absolute;
        Tokens rest = Skip(input);
        Token<PromQLToken> token = Peek(rest);
        if (token.Kind != PromQLToken.RightParen)
        {
            while (true)
            {
                TokenListParserResult<PromQLToken, Expr> argument = Expression(rest);
                if (!argument.HasValue)
                {
                    return Fail<Expr, ArgumentList>(argument);
                }

                arguments.Add(argument.Value);
                rest = argument.Remainder;
                token = Peek(rest);
                while (token.Kind == PromQLToken.Comma && Kind(Skip(rest)) is PromQLToken.RightParen or PromQLToken.Comma)
                {
                    arguments.AddMissing(RangeOf(token));
                    rest = Skip(rest);
                    token = Peek(rest);
                }

                if (token.Kind == PromQLToken.RightParen)
                {
                    break;
                }

                if (token.Kind != PromQLToken.Comma)
                {
                    return Expected<ArgumentList>(rest, OperatorOrCommaOrParen);
                }

                rest = Skip(rest);
            }
        }

        arguments.End = RangeOf(token).End;
        return Success(arguments, input, Skip(rest));
    }

    /// <summary>Labels between parentheses after <c>by</c>, <c>on</c> and their like; a comma may stand at the end.</summary>
    private static TokenListParserResult<PromQLToken, LabelList> Labels(Tokens input)
    {
        if (Kind(input) != PromQLToken.LeftParen)
        {
            return Expected<LabelList>(input, ParenExpected);
        }

        Tokens rest = Skip(input);
        int capacity = CountItems(rest, PromQLToken.RightParen);
        LabelName[] labels = capacity == 0 ? [] : new LabelName[capacity];
        int count = 0;
        Token<PromQLToken> token = Peek(rest);
        while (token.Kind != PromQLToken.RightParen)
        {
            if (token.Kind.IsLabelName() || token.Kind == PromQLToken.String)
            {
                string name = token.Kind == PromQLToken.String ? Decode(token) : CommonLabels.Intern(TextOf(token));
                labels[count++] = new LabelName(name, RangeOf(token));
            }
            else if (token.Kind != PromQLToken.Hole)
            {
                return Expected<LabelList>(rest, LabelExpected);
            }

            rest = Skip(rest);
            token = Peek(rest);
            if (token.Kind == PromQLToken.Comma)
            {
                rest = Skip(rest);
                token = Peek(rest);
            }
            else if (token.Kind != PromQLToken.RightParen)
            {
                return Expected<LabelList>(rest, CommaOrParen);
            }
        }

        return Success(new LabelList(Exactly(labels, count), RangeOf(token).End), input, Skip(rest));
    }

    /// <summary>A metric name, matchers in braces, or both. <paramref name="name"/> is the name's token where there is one.</summary>
    private static TokenListParserResult<PromQLToken, Expr> Selector(Tokens input, Token<PromQLToken> name, Tokens rest)
    {
        Token<PromQLToken> open = Peek(rest);
        var selector = new VectorSelector(name.HasValue ? RangeOf(name) : RangeOf(open));
        if (name.HasValue)
        {
            selector.Name = TextOf(name).ToString();
            selector.NameRange = selector.Range;
        }

        if (open.Kind != PromQLToken.LeftBrace)
        {
            return Success<Expr>(selector, input, rest);
        }

        rest = Skip(rest);
        int capacity = CountItems(rest, PromQLToken.RightBrace);
        LabelMatcher[] matchers = capacity == 0 ? [] : new LabelMatcher[capacity];
        int count = 0;
        Token<PromQLToken> token = Peek(rest);
        while (token.Kind != PromQLToken.RightBrace)
        {
            if (token.Kind == PromQLToken.Hole)
            {
                selector.HasHole = true;
                rest = Skip(rest);
            }
            else
            {
                TokenListParserResult<PromQLToken, LabelMatcher> matcher = Matcher(rest, token);
                if (!matcher.HasValue)
                {
                    return Fail<LabelMatcher, Expr>(matcher);
                }

                matchers[count++] = matcher.Value;
                rest = matcher.Remainder;
            }

            token = Peek(rest);
            if (token.Kind == PromQLToken.Comma)
            {
                rest = Skip(rest);
                token = Peek(rest);
            }
            else if (token.Kind != PromQLToken.RightBrace)
            {
                return Expected<Expr>(rest, CommaOrBrace);
            }
        }

        int end = RangeOf(token).End;
        selector.Matchers = Exactly(matchers, count);
        selector.BracesRange = new TextRange(open.Position.Absolute, end);
        selector.Range = new TextRange(selector.Range.Start, end);
        if (!name.HasValue)
        {
            TakeNameFromMatchers(selector);
        }

        return Success<Expr>(selector, input, Skip(rest));
    }

    private static void TakeNameFromMatchers(VectorSelector selector)
    {
        LabelMatcher? found = null;
        foreach (LabelMatcher matcher in selector.Matchers)
        {
            if (matcher.Type == MatchType.Equal && matcher.Name == "__name__")
            {
                if (found is not null)
                {
                    return;
                }

                found = matcher;
            }
        }

        if (found is not null)
        {
            selector.Name = found.Value;
            selector.NameRange = found.ValueRange;
        }
    }

    private static TokenListParserResult<PromQLToken, LabelMatcher> Matcher(Tokens input, Token<PromQLToken> label)
    {
        if (label.Kind is not (PromQLToken.Identifier or PromQLToken.String))
        {
            return Expected<LabelMatcher>(input, MatcherExpected);
        }

        Tokens rest = Skip(input);
        Token<PromQLToken> op = Peek(rest);
        TextRange labelRange = RangeOf(label);
        MatchType type;
        switch (op.Kind)
        {
            case PromQLToken.MatchEqual:
                type = MatchType.Equal;
                break;
            case PromQLToken.NotEqual:
                type = MatchType.NotEqual;
                break;
            case PromQLToken.MatchRegexp:
                type = MatchType.Regexp;
                break;
            case PromQLToken.MatchNotRegexp:
                type = MatchType.NotRegexp;
                break;
            default:
                // A metric name in quotes.
                return label.Kind == PromQLToken.String
                    ? Success(new LabelMatcher("__name__", labelRange, MatchType.Equal, default, Decode(label), labelRange) { Written = Written(label) }, input, rest)
                    : Expected<LabelMatcher>(rest, MatchOperatorExpected);
        }

        rest = Skip(rest);
        Token<PromQLToken> value = Peek(rest);
        if (value.Kind != PromQLToken.String)
        {
            return Expected<LabelMatcher>(rest, MatchStringExpected);
        }

        string name = label.Kind == PromQLToken.String ? Decode(label) : CommonLabels.Intern(TextOf(label));
        return Success(new LabelMatcher(name, labelRange, type, RangeOf(op), Decode(value), RangeOf(value)) { Written = Written(value) }, input, Skip(rest));
    }

    private static bool IsPostfix(PromQLToken kind) =>
        kind is PromQLToken.LeftBracket or PromQLToken.At or PromQLToken.Offset or PromQLToken.Anchored or PromQLToken.Smoothed;

    /// <summary>Ranges, subqueries, <c>offset</c>, <c>@</c>, <c>anchored</c> and <c>smoothed</c>, as many as follow.</summary>
    private static TokenListParserResult<PromQLToken, Expr> Postfix(Tokens input, Expr expr, Tokens rest)
    {
        while (true)
        {
            Token<PromQLToken> token = Peek(rest);
            switch (token.Kind)
            {
                case PromQLToken.LeftBracket:
                    TokenListParserResult<PromQLToken, Expr> ranged = Bracket(rest, token, expr);
                    if (!ranged.HasValue)
                    {
                        return ranged;
                    }

                    expr = ranged.Value;
                    rest = ranged.Remainder;
                    break;
                case PromQLToken.Offset:
                    TokenListParserResult<PromQLToken, DurationSyntax> duration = OffsetDuration(Skip(rest));
                    if (!duration.HasValue)
                    {
                        return Fail<DurationSyntax, Expr>(duration);
                    }

                    SelectorModifiers.SetOffset(expr, new OffsetModifier(new TextRange(token.Position.Absolute, duration.Value.Range.End), duration.Value));
                    rest = duration.Remainder;
                    break;
                case PromQLToken.At:
                    TokenListParserResult<PromQLToken, AtModifier> at = Timestamp(rest, token);
                    if (!at.HasValue)
                    {
                        return Fail<AtModifier, Expr>(at);
                    }

                    SelectorModifiers.SetAt(expr, at.Value);
                    rest = at.Remainder;
                    break;
                case PromQLToken.Anchored or PromQLToken.Smoothed:
                    SelectorModifiers.SetExtension(
                        expr,
                        token.Kind == PromQLToken.Anchored ? SelectorExtension.Anchored : SelectorExtension.Smoothed,
                        RangeOf(token));
                    rest = Skip(rest);
                    break;
                default:
                    return Success(expr, input, rest);
            }
        }
    }

    /// <summary><c>[range]</c> or <c>[range:step]</c>.</summary>
    private static TokenListParserResult<PromQLToken, Expr> Bracket(Tokens input, Token<PromQLToken> open, Expr operand)
    {
        TokenListParserResult<PromQLToken, DurationSyntax> window = BracketDuration(Skip(input), DurationExpected);
        if (!window.HasValue)
        {
            return Fail<DurationSyntax, Expr>(window);
        }

        Tokens rest = window.Remainder;
        Token<PromQLToken> close = Peek(rest);
        bool subquery = close.Kind == PromQLToken.Colon;
        DurationSyntax? step = null;
        if (subquery)
        {
            rest = Skip(rest);
            close = Peek(rest);
            if (close.Kind != PromQLToken.RightBracket)
            {
                TokenListParserResult<PromQLToken, DurationSyntax> parsed = BracketDuration(rest, DurationOrBracket);
                if (!parsed.HasValue)
                {
                    return Fail<DurationSyntax, Expr>(parsed);
                }

                step = parsed.Value;
                rest = parsed.Remainder;
                close = Peek(rest);
            }
        }

        if (close.Kind != PromQLToken.RightBracket)
        {
            return Expected<Expr>(rest, subquery ? BracketExpected : ColonOrBracket);
        }

        var brackets = TextRange.Union(RangeOf(open), RangeOf(close));
        var range = new TextRange(operand.Range.Start, brackets.End);
        Expr result = subquery
            ? new SubqueryExpr(range, operand, window.Value, step, brackets)
            : SelectorModifiers.MakeRange(range, operand, window.Value, brackets);
        return Success(result, input, Skip(rest));
    }

    private static TokenListParserResult<PromQLToken, DurationSyntax> BracketDuration(Tokens input, string[] expected)
    {
        // One literal is nearly all there ever is; it needs no node.
        Token<PromQLToken> token = Peek(input);
        if (token.Kind is PromQLToken.Duration or PromQLToken.Number or PromQLToken.BadNumber
            && Kind(Skip(input)) is PromQLToken.RightBracket or PromQLToken.Colon)
        {
            return Success(DurationLiteral(token, RangeOf(token), negative: false), input, Skip(input));
        }

        TokenListParserResult<PromQLToken, Expr> expr = DurationExpression(input);
        return expr.HasValue
            ? Success(Durations.FromExpression(RangeBetween(input, expr.Remainder), expr.Value), input, expr.Remainder)
            : expr.Remainder == input && !ReferenceEquals(expected, DurationExpected)
                ? Expected<DurationSyntax>(input, expected)
                : Fail<Expr, DurationSyntax>(expr);
    }

    private static DurationSyntax DurationLiteral(Token<PromQLToken> token, TextRange range, bool negative)
    {
        if (token.Kind == PromQLToken.BadNumber)
        {
            return new DurationSyntax(range, null, new MissingExpr(range));
        }

        double seconds = SecondsOf(token);
        return Durations.FromLiteral(range, negative ? -seconds : seconds);
    }

    /// <summary>
    /// What follows <c>offset</c>. A literal or call, signed or not, and a signed parenthesis end there: <c>x offset 1m + y</c> adds
    /// <c>y</c>. After an unsigned parenthesis or two signs the duration goes on as far as it can.
    /// </summary>
    private static TokenListParserResult<PromQLToken, DurationSyntax> OffsetDuration(Tokens input)
    {
        Token<PromQLToken> sign = Peek(input);
        bool signed = sign.Kind is PromQLToken.Plus or PromQLToken.Minus;
        Tokens rest = signed ? Skip(input) : input;
        Token<PromQLToken> token = Peek(rest);
        if (token.Kind is PromQLToken.Duration or PromQLToken.Number or PromQLToken.BadNumber)
        {
            var range = new TextRange(Peek(input).Position.Absolute, RangeOf(token).End);
            return Success(DurationLiteral(token, range, sign.Kind == PromQLToken.Minus), input, Skip(rest));
        }

        bool stops = token.Kind is PromQLToken.Step or PromQLToken.Range or PromQLToken.MinOf or PromQLToken.MaxOf
            || (signed && token.Kind == PromQLToken.LeftParen);
        TokenListParserResult<PromQLToken, Expr> expr = stops ? DurationOperand(rest) : DurationExpression(input);
        if (!expr.HasValue)
        {
            return Fail<Expr, DurationSyntax>(expr);
        }

        TextRange all = RangeBetween(input, expr.Remainder);
        Expr value = expr.Value;
        if (stops && signed && (sign.Kind == PromQLToken.Minus || token.Kind != PromQLToken.LeftParen))
        {
            DurationOperator op = sign.Kind == PromQLToken.Minus ? DurationOperator.Subtract : DurationOperator.Add;
            value = new DurationExpr(all, op, null, value, isWrapped: false);
        }

        return Success(Durations.FromExpression(all, value), input, expr.Remainder);
    }

    private static TokenListParserResult<PromQLToken, Expr> DurationExpression(Tokens input) => DurationBinary(input, 1);

    private static TokenListParserResult<PromQLToken, Expr> DurationBinary(Tokens input, int minimum)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return TokenListParserResult.Empty<PromQLToken, Expr>(input, TooDeep);
        }

        Token<PromQLToken> sign = Peek(input);
        bool signed = sign.Kind is PromQLToken.Plus or PromQLToken.Minus;
        TokenListParserResult<PromQLToken, Expr> operand = signed ? DurationBinary(Skip(input), PowerPrecedence) : DurationOperand(input);
        if (!operand.HasValue)
        {
            return operand;
        }

        Expr left = signed ? Durations.Signed(sign.Kind == PromQLToken.Minus, sign.Position.Absolute, operand.Value) : operand.Value;
        Tokens rest = operand.Remainder;
        while (true)
        {
            Token<PromQLToken> op = Peek(rest);
            int precedence = op.Kind is >= PromQLToken.Plus and <= PromQLToken.Caret ? Precedence(op.Kind) : 0;
            if (precedence < minimum)
            {
                return Success(left, input, rest);
            }

            TokenListParserResult<PromQLToken, Expr> right =
                DurationBinary(Skip(rest), precedence == PowerPrecedence ? precedence : precedence + 1);
            if (!right.HasValue)
            {
                return right;
            }

            var range = new TextRange(left.Range.Start, right.Value.Range.End);
            left = new DurationExpr(range, (DurationOperator)(op.Kind - PromQLToken.Plus), left, right.Value, isWrapped: false);
            rest = right.Remainder;
        }
    }

    private static TokenListParserResult<PromQLToken, Expr> DurationOperand(Tokens input)
    {
        Token<PromQLToken> token = Peek(input);
        switch (token.Kind)
        {
            case PromQLToken.Number or PromQLToken.Duration or PromQLToken.BadNumber:
                return Success(Number(token), input, Skip(input));
            case PromQLToken.Hole:
                return Success<Expr>(new MissingExpr(RangeOf(token)), input, Skip(input));
            case PromQLToken.Step or PromQLToken.Range:
                TokenListParserResult<PromQLToken, Token<PromQLToken>> close = NoArguments(Skip(input));
                DurationOperator query = token.Kind == PromQLToken.Step ? DurationOperator.Step : DurationOperator.Range;
                return close.HasValue
                    ? Success<Expr>(new DurationExpr(TextRange.Union(RangeOf(token), RangeOf(close.Value)), query, null, null, false), input, close.Remainder)
                    : Fail<Token<PromQLToken>, Expr>(close);
            case PromQLToken.MinOf or PromQLToken.MaxOf:
                TokenListParserResult<PromQLToken, (Expr Left, Expr Right, Token<PromQLToken> Close)> pair = TwoDurations(Skip(input));
                if (!pair.HasValue)
                {
                    return Fail<(Expr, Expr, Token<PromQLToken>), Expr>(pair);
                }

                DurationOperator op = token.Kind == PromQLToken.MinOf ? DurationOperator.Min : DurationOperator.Max;
                TextRange range = TextRange.Union(RangeOf(token), RangeOf(pair.Value.Close));
                return Success<Expr>(new DurationExpr(range, op, pair.Value.Left, pair.Value.Right, false), input, pair.Remainder);
            case PromQLToken.LeftParen:
                TokenListParserResult<PromQLToken, Expr> inner = DurationExpression(Skip(input));
                if (!inner.HasValue)
                {
                    return inner;
                }

                Token<PromQLToken> end = Peek(inner.Remainder);
                return end.Kind == PromQLToken.RightParen
                    ? Success(Durations.Wrapped(inner.Value, TextRange.Union(RangeOf(token), RangeOf(end))), input, Skip(inner.Remainder))
                    : Expected<Expr>(inner.Remainder, OperatorOrParen);
            default:
                return Expected<Expr>(input, DurationExpected);
        }
    }

    private static TokenListParserResult<PromQLToken, AtModifier> Timestamp(Tokens input, Token<PromQLToken> at)
    {
        Tokens rest = Skip(input);
        PromQLToken kind = Kind(rest);
        if (kind is PromQLToken.Start or PromQLToken.EndFunction)
        {
            TokenListParserResult<PromQLToken, Token<PromQLToken>> close = NoArguments(Skip(rest));
            if (!close.HasValue)
            {
                return Fail<Token<PromQLToken>, AtModifier>(close);
            }

            AtModifierKind which = kind == PromQLToken.Start ? AtModifierKind.Start : AtModifierKind.End;
            return Success(new AtModifier(TextRange.Union(RangeOf(at), RangeOf(close.Value)), which, 0), input, close.Remainder);
        }

        TokenListParserResult<PromQLToken, double> number = SignedNumber(rest);
        if (!number.HasValue)
        {
            return number.Remainder == rest ? Expected<AtModifier>(rest, TimestampExpected) : Fail<double, AtModifier>(number);
        }

        TextRange range = RangeBetween(input, number.Remainder);
        return Success(new AtModifier(range, AtModifierKind.Timestamp, Durations.TimestampMilliseconds(number.Value)), input, number.Remainder);
    }

    private static TokenListParserResult<PromQLToken, double> SignedNumber(Tokens input)
    {
        Token<PromQLToken> token = Peek(input);
        Tokens rest = input;
        double factor = 1;
        if (token.Kind is PromQLToken.Plus or PromQLToken.Minus)
        {
            factor = token.Kind == PromQLToken.Minus ? -1 : 1;
            rest = Skip(rest);
            token = Peek(rest);
        }

        return token.Kind is PromQLToken.Number or PromQLToken.Duration or PromQLToken.BadNumber
            ? Success(factor * SecondsOf(token), input, Skip(rest))
            : Expected<double>(rest, NumberExpected);
    }

    private static double SecondsOf(Token<PromQLToken> token)
    {
        ReadOnlySpan<char> text = TextOf(token);
        if (token.Kind == PromQLToken.Duration)
        {
            return PrometheusDuration.TryParse(text, out long milliseconds, out _) ? milliseconds / 1000.0 : double.NaN;
        }

        return token.Kind == PromQLToken.Number && NumberScanner.TryParse(text, out double value) ? value : double.NaN;
    }

    private static int Precedence(PromQLToken kind) => kind switch
    {
        PromQLToken.Or => 1,
        PromQLToken.And or PromQLToken.Unless => 2,
        >= PromQLToken.EqualEqual and <= PromQLToken.TrimLower => 3,
        PromQLToken.Plus or PromQLToken.Minus => 4,
        PromQLToken.Star or PromQLToken.Slash or PromQLToken.Percent or PromQLToken.Atan2 => 5,
        PromQLToken.Caret => PowerPrecedence,
        _ => 0,
    };

    private static BinaryOperator OperatorOf(PromQLToken kind) => kind switch
    {
        PromQLToken.Plus => BinaryOperator.Add,
        PromQLToken.Minus => BinaryOperator.Subtract,
        PromQLToken.Star => BinaryOperator.Multiply,
        PromQLToken.Slash => BinaryOperator.Divide,
        PromQLToken.Percent => BinaryOperator.Modulo,
        PromQLToken.Caret => BinaryOperator.Power,
        PromQLToken.Atan2 => BinaryOperator.Atan2,
        PromQLToken.EqualEqual => BinaryOperator.Equal,
        PromQLToken.NotEqual => BinaryOperator.NotEqual,
        PromQLToken.Greater => BinaryOperator.Greater,
        PromQLToken.Less => BinaryOperator.Less,
        PromQLToken.GreaterOrEqual => BinaryOperator.GreaterOrEqual,
        PromQLToken.LessOrEqual => BinaryOperator.LessOrEqual,
        PromQLToken.And => BinaryOperator.And,
        PromQLToken.Or => BinaryOperator.Or,
        PromQLToken.Unless => BinaryOperator.Unless,
        PromQLToken.TrimUpper => BinaryOperator.TrimUpper,
        _ => BinaryOperator.TrimLower,
    };

    /// <summary>How many items at most stand before the closing token: one more than there are commas.</summary>
    private static int CountItems(Tokens rest, PromQLToken close)
    {
        int commas = 0;
        bool any = false;
        while (true)
        {
            PromQLToken kind = Kind(rest);
            if (kind == close || kind == PromQLToken.End)
            {
                return any ? commas + 1 : 0;
            }

            any = true;
            commas += kind == PromQLToken.Comma ? 1 : 0;
            rest = Skip(rest);
        }
    }

    private static ImmutableArray<T> Exactly<T>(T[] items, int count)
    {
        if (count != items.Length)
        {
            Array.Resize(ref items, count);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(items);
    }

    private static string Decode(Token<PromQLToken> token) => StringDecoder.Decode(TextOf(token));

    private static StringLiteral MakeString(Token<PromQLToken> token) => new(RangeOf(token), Decode(token)) { Written = Written(token) };

    /// <summary>A string as it is written, where its value cannot tell: an escape may give bytes that are no UTF-8.</summary>
    private static string? Written(Token<PromQLToken> token)
    {
        ReadOnlySpan<char> text = TextOf(token);
        return text[0] != '`' && text.Contains('\\') && StringDecoder.HasByteEscape(text) && StringDecoder.Decode(text).Contains('\uFFFD') ? text.ToString() : null;
    }

    private static ReadOnlySpan<char> TextOf(Token<PromQLToken> token) =>
        token.Span.Source.AsSpan(token.Position.Absolute, token.Span.Length);

    private static TextRange RangeOf(Token<PromQLToken> token)
    {
        int start = token.Position.Absolute;
        return new TextRange(start, start + token.Span.Length);
    }

    /// <summary>From the first token of <paramref name="from"/> to the last one before <paramref name="rest"/>.</summary>
    private static TextRange RangeBetween(Tokens from, Tokens rest)
    {
        TextRange range = RangeOf(Peek(from));
        while (from.Position < rest.Position)
        {
            range = TextRange.Union(range, RangeOf(Peek(from)));
            from = Skip(from);
        }

        return range;
    }

    private static Token<PromQLToken> Peek(Tokens input)
    {
        WorkCounter.Step();
        return input.ConsumeToken().Value;
    }

    private static PromQLToken Kind(Tokens input)
    {
        WorkCounter.Step();
        return input.ConsumeToken().Value.Kind;
    }

    private static Tokens Skip(Tokens input) => input.ConsumeToken().Remainder;

    private static TokenListParser<PromQLToken, Token<PromQLToken>> Match(PromQLToken kind, string name)
    {
        // Token.EqualTo boxes the kind on each call.
        string[] expected = [name];
        return input =>
        {
            TokenListParserResult<PromQLToken, Token<PromQLToken>> token = input.ConsumeToken();
            return token.Value.Kind == kind ? token : TokenListParserResult.Empty<PromQLToken, Token<PromQLToken>>(input, expected);
        };
    }

    private static TokenListParserResult<PromQLToken, T> Success<T>(T value, Tokens from, Tokens rest) =>
        TokenListParserResult.Value(value, from, rest);

    private static TokenListParserResult<PromQLToken, T> Expected<T>(Tokens at, string[] expected) =>
        TokenListParserResult.Empty<PromQLToken, T>(at, expected);

    private static TokenListParserResult<PromQLToken, T> Fail<TFrom, T>(TokenListParserResult<PromQLToken, TFrom> failure) =>
        TokenListParserResult.CastEmpty<PromQLToken, TFrom, T>(failure);

    private sealed class BinaryModifiers
    {
        public bool ReturnsBool { get; set; }

        public TextRange BoolRange { get; set; }

        public VectorMatching? Matching { get; set; }
    }

    /// <summary>Labels in parentheses and where the closing one ends.</summary>
    private readonly record struct LabelList(ImmutableArray<LabelName> Labels, int End);
}
