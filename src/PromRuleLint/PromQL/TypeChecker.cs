using System.Buffers;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;
using MatchType = PromRuleLint.PromQL.Syntax.MatchType;

namespace PromRuleLint.PromQL;

/// <summary>
/// Finds all that the grammar lets through and Prometheus does not: types, numbers of arguments, matching, durations and
/// feature flags. Follows <c>checkAST</c> of the reference's <c>promql/parser/parse.go</c>. An expression without a type has its
/// error already; nothing is concluded from it.
/// </summary>
internal static class TypeChecker
{
    private const string ExperimentalFunctionsFlag = "promql-experimental-functions";
    private const string DurationExpressionsFlag = "promql-duration-expr";
    private const string ExtendedRangeSelectorsFlag = "promql-extended-range-selectors";
    private const string FillModifiersFlag = "promql-binop-fill-modifiers";

    /// <summary>Adds the errors of a tree to <paramref name="errors"/>, which is made when there is a first one.</summary>
    public static void Check(Expr root, string text, PromQLOptions options, ref List<PromQLError>? errors)
    {
        var context = new Context(text, options, errors);
        context.CheckAll(root);
        errors = context.Errors;
    }

    /// <summary>How a type is named to people.</summary>
    public static string Name(ExprType type) => type switch
    {
        ExprType.Scalar => "scalar",
        ExprType.Vector => "instant vector",
        ExprType.Matrix => "range vector",
        ExprType.String => "string",
        _ => "nothing",
    };

    private static string WithArticle(ExprType type) => (type == ExprType.Vector ? "an " : "a ") + Name(type);

    private ref struct Context(string text, PromQLOptions options, List<PromQLError>? errors)
    {
        // A stack of its own: types are known already, so each node can be checked by itself, however deep the tree is.
        private Expr[] waiting = ArrayPool<Expr>.Shared.Rent(16);
        private int count;

        public List<PromQLError>? Errors { get; private set; } = errors;

        public void CheckAll(Expr root)
        {
            Visit(root);
            while (count > 0)
            {
                Check(waiting[--count]);
            }

            ArrayPool<Expr>.Shared.Return(waiting, clearArray: true);
        }

        private void Visit(Expr expr)
        {
            if (count == waiting.Length)
            {
                Expr[] larger = ArrayPool<Expr>.Shared.Rent(count * 2);
                Array.Copy(waiting, larger, count);
                ArrayPool<Expr>.Shared.Return(waiting, clearArray: true);
                waiting = larger;
            }

            waiting[count++] = expr;
        }

        private void Check(Expr expr)
        {
            WorkCounter.Step();
            for (SyntaxFault? fault = expr.Fault; fault is not null; fault = fault.Next)
            {
                (Errors ??= []).Add(fault.Error);
            }

            switch (expr.Kind)
            {
                case ExprKind.NumberLiteral or ExprKind.StringLiteral:
                    break;
                case ExprKind.VectorSelector:
                    Selector((VectorSelector)expr, mayMatchAll: false);
                    break;
                case ExprKind.MatrixSelector:
                    var matrix = (MatrixSelector)expr;
                    Visit(matrix.Selector);
                    Window(matrix.Window);
                    break;
                case ExprKind.SubqueryExpr:
                    Subquery((SubqueryExpr)expr);
                    break;
                case ExprKind.AggregateExpr:
                    Aggregate((AggregateExpr)expr);
                    break;
                case ExprKind.BinaryExpr:
                    Binary((BinaryExpr)expr);
                    break;
                case ExprKind.UnaryExpr:
                    Unary((UnaryExpr)expr);
                    break;
                case ExprKind.ParenExpr:
                    Visit(((ParenExpr)expr).Inner);
                    break;
                case ExprKind.Call:
                    FunctionCall((Call)expr);
                    break;
                default:
                    for (int i = 0; i < expr.ChildCount; i++)
                    {
                        Visit(expr.GetChild(i));
                    }

                    break;
            }
        }

        private void Selector(VectorSelector selector, bool mayMatchAll)
        {
            Modifiers(selector.Offset, selector.At);
            if (selector.Extension != SelectorExtension.None && !options.ExtendedRangeSelectors)
            {
                AddExperimental(selector.ExtensionRange, $"the modifier '{TextAt(selector.ExtensionRange)}'", ExtendedRangeSelectorsFlag);
            }

            bool named = HasNameBeforeBraces(selector);
            bool excludesEmpty = named;
            Regex.Re2Budget? budget = null;
            foreach (LabelMatcher matcher in selector.Matchers)
            {
                if (matcher.Type is MatchType.Regexp or MatchType.NotRegexp)
                {
                    matcher.PatternBudget = budget ??= new Regex.Re2Budget(Regex.Re2Budget.PerSelector, options.PatternBudget);
                }

                if (named && matcher.Name == "__name__")
                {
                    Add(
                        PromQLErrorKind.Syntax,
                        matcher.Range,
                        $"the metric name is set twice: '{selector.Name}' before the braces and '{matcher.Value}' inside them; keep one of them");
                }

                if (matcher.Type is MatchType.Regexp or MatchType.NotRegexp
                    && MatcherPatterns.Error(matcher, text) is { } problem)
                {
                    (Errors ??= []).Add(problem);
                    excludesEmpty = true;
                }

                excludesEmpty = excludesEmpty || !MatcherPatterns.MatchesEmpty(matcher);
            }

            if (!excludesEmpty && !mayMatchAll && !selector.HasHole)
            {
                string why = selector.Matchers.IsEmpty ? "it has no matcher" : "each of its matchers accepts an empty value";
                Add(
                    PromQLErrorKind.MatchesEverything,
                    selector.Range,
                    $"the selector would select every series, because {why}; name the metric or add a matcher that excludes the empty value, such as job!=\"\"");
            }
        }

        private void Modifiers(OffsetModifier? offset, AtModifier? at)
        {
            if (offset is not null)
            {
                Duration(offset.Duration);
            }

            if (at is { Kind: AtModifierKind.Timestamp, TimestampMilliseconds: Durations.InvalidTimestamp })
            {
                Add(PromQLErrorKind.Syntax, at.Range, "the timestamp after '@' is out of range: expected seconds since 1970 that fit into 64 bits as milliseconds");
            }
        }

        private void Window(DurationSyntax duration)
        {
            Duration(duration);
            // The reference looks at plain literals only; a computed duration fails when the query runs.
            if (duration is { Expression: null, Constant: { } constant } && constant <= TimeSpan.Zero)
            {
                Add(PromQLErrorKind.Syntax, duration.Range, $"the duration must be greater than 0, but '{TextAt(duration.Range)}' is not");
            }
        }

        private void Duration(DurationSyntax duration)
        {
            switch (duration.Expression)
            {
                case NumberLiteral:
                    Add(PromQLErrorKind.Syntax, duration.Range, $"the duration '{TextAt(duration.Range)}' is out of range: at most about 292 years can be expressed");
                    break;
                case { } expr:
                    DurationPart(expr);
                    if (!options.DurationExpressions && expr is DurationExpr)
                    {
                        AddExperimental(duration.Range, "computing a duration", DurationExpressionsFlag);
                    }

                    break;
            }
        }

        private void DurationPart(Expr expr)
        {
            if (expr is NumberLiteral number && Durations.IsOutOfRange(number.Value))
            {
                Add(PromQLErrorKind.Syntax, number.Range, $"the duration '{TextAt(number.Range)}' is out of range: at most about 292 years can be expressed");
            }

            if (expr is DurationExpr { Operator: DurationOperator.Divide or DurationOperator.Modulo, Right: NumberLiteral { Value: 0 } zero } division)
            {
                string what = division.Operator == DurationOperator.Divide ? "division" : "modulo";
                Add(PromQLErrorKind.Syntax, zero.Range, $"{what} by zero in a duration");
            }

            for (int i = 0; i < expr.ChildCount; i++)
            {
                DurationPart(expr.GetChild(i));
            }
        }

        private void Subquery(SubqueryExpr subquery)
        {
            Visit(subquery.Inner);
            Window(subquery.Window);
            if (subquery.Step is { } step)
            {
                Window(step);
            }

            Modifiers(subquery.Offset, subquery.At);
            ExprType type = subquery.Inner.Type;
            if (type is not (ExprType.Vector or ExprType.None))
            {
                string remedy = type == ExprType.Scalar ? "; make it a vector with vector(…)" : type == ExprType.Matrix ? "; apply a function such as rate(…) or max_over_time(…) first" : "";
                Add(
                    PromQLErrorKind.WrongOperandType,
                    subquery.Range,
                    $"a subquery takes an instant vector, but '{TextAt(subquery.Inner.Range)}' is a {Name(type)}{remedy}");
            }
        }

        private void Aggregate(AggregateExpr aggregate)
        {
            foreach (LabelName label in aggregate.Grouping)
            {
                GroupingLabel(label);
            }

            string name = TextAt(aggregate.OperatorRange);
            if (aggregate.Operator >= AggregateOperator.LimitK && !options.ExperimentalFunctions)
            {
                AddExperimental(aggregate.OperatorRange, $"the aggregation '{name}'", ExperimentalFunctionsFlag);
            }

            if (aggregate.Parameter is { } parameter)
            {
                Visit(parameter);
                ExprType wanted = aggregate.Operator == AggregateOperator.CountValues ? ExprType.String : ExprType.Scalar;
                Expect(parameter, wanted, $"as the parameter of '{name}'", parameter.Type == ExprType.Vector && aggregate.Operand.Type == wanted ? "; the parameter comes first" : "");
            }

            Visit(aggregate.Operand);
            Expect(aggregate.Operand, ExprType.Vector, $"in the aggregation '{name}'", aggregate.Operand.Type == ExprType.Matrix ? "; apply a function such as rate(…) or max_over_time(…) to the range first" : "");
        }

        private void GroupingLabel(LabelName label)
        {
            if (!NameScheme.IsValidLabelName(label.Name))
            {
                Add(PromQLErrorKind.Syntax, label.Range, "a label's name must not be empty");
            }
        }

        /// <summary>In a condition neither side is meant as a number: the advice then is the vector that was counted.</summary>
        private static string ScalarComparison(BinaryExpr binary, string op)
        {
            const string Why = "a comparison between two scalars filters nothing and must return 0 or 1";
            (Expr left, Expr limit) = (binary.Left.WithoutParens(), binary.Right.WithoutParens());
            (left, limit) = left is NumberLiteral ? (limit, left) : (left, limit);
            bool isCount = left is Call { Name: "scalar", Arguments: [var inner] }
                && inner.WithoutParens() is AggregateExpr { Operator: AggregateOperator.Count or AggregateOperator.Sum or AggregateOperator.Group };
            return isCount && binary.Operator == BinaryOperator.Equal && limit is NumberLiteral { Value: 0 }
                ? $"{Why}, and scalar() of no series is NaN, never 0; to alert when there is no series write 'absent(…)'"
                : left is Call { Name: "scalar" } ? $"{Why}: leave scalar() out to filter, or write '{op} bool'"
                : $"{Why}: write '{op} bool'";
        }

        private void Binary(BinaryExpr binary)
        {
            Visit(binary.Left);
            Visit(binary.Right);
            ExprType left = binary.Left.Type;
            ExprType right = binary.Right.Type;
            if (binary.ReturnsBool && !binary.IsComparison)
            {
                (Errors ??= []).Add(new PromQLError(
                    PromQLErrorKind.InvalidMatching,
                    binary.BoolRange,
                    $"'bool' may only follow a comparison (==, !=, <, <=, >, >=), not '{TextAt(binary.OperatorRange)}'",
                    ""));
            }

            if (binary.IsComparison && !binary.ReturnsBool && left == ExprType.Scalar && right == ExprType.Scalar)
            {
                string op = TextAt(binary.OperatorRange);
                (Errors ??= []).Add(new PromQLError(
                    PromQLErrorKind.WrongOperandType,
                    binary.OperatorRange,
                    ScalarComparison(binary, op),
                    op + " bool"));
            }

            Operand(binary, binary.Left);
            Operand(binary, binary.Right);
            if (binary.IsSetOperation && (left == ExprType.Scalar || right == ExprType.Scalar))
            {
                Add(
                    PromQLErrorKind.WrongOperandType,
                    binary.Range,
                    $"'{TextAt(binary.OperatorRange)}' joins instant vectors, but '{TextAt((left == ExprType.Scalar ? binary.Left : binary.Right).Range)}' is a scalar; make it a vector with vector(…)");
            }

            if (binary.WrittenMatching is { } matching)
            {
                Matching(binary, matching, left, right);
            }
        }

        private void Matching(BinaryExpr binary, VectorMatching matching, ExprType left, ExprType right)
        {
            string op = TextAt(binary.OperatorRange);
            foreach (LabelName label in matching.Labels)
            {
                GroupingLabel(label);
            }

            HashSet<string>? on = matching is { IsOn: true, Include.IsEmpty: false } ? matching.Labels.Select(static label => label.Name).ToHashSet(StringComparer.Ordinal) : null;
            foreach (LabelName label in matching.Include)
            {
                GroupingLabel(label);
                if (on is not null && on.Contains(label.Name))
                {
                    Add(
                        PromQLErrorKind.InvalidMatching,
                        label.Range,
                        $"the label '{label.Name}' is matched by 'on' already, so it must not stand in '{(matching.Cardinality == MatchCardinality.ManyToOne ? "group_left" : "group_right")}' too");
                }
            }

            bool fills = !matching.FillRange.IsEmpty;
            if (fills && !options.FillModifiers)
            {
                AddExperimental(matching.FillRange, "filling in for missing series", FillModifiersFlag);
            }

            if (left == ExprType.None || right == ExprType.None)
            {
                return;
            }

            if (left != ExprType.Vector || right != ExprType.Vector)
            {
                string which = $"'{op}' has {WithArticle(left)} and {WithArticle(right)}";
                if (!matching.Labels.IsEmpty)
                {
                    Add(PromQLErrorKind.InvalidMatching, matching.LabelsRange, $"matching labels is possible only between instant vectors, but here {which}");
                }

                if (fills)
                {
                    Add(PromQLErrorKind.InvalidMatching, matching.FillRange, $"filling in for missing series is possible only between instant vectors, but here {which}");
                }
            }
            else if (binary.IsSetOperation)
            {
                if (matching.Cardinality is MatchCardinality.OneToMany or MatchCardinality.ManyToOne)
                {
                    Add(PromQLErrorKind.InvalidMatching, matching.GroupRange, $"'{op}' always matches many to many, so no 'group_left' or 'group_right' may follow it");
                }

                if (fills)
                {
                    Add(PromQLErrorKind.InvalidMatching, matching.FillRange, $"'{op}' works with whole series, so nothing can be filled in for missing ones");
                }
            }
        }

        private void Operand(BinaryExpr binary, Expr operand)
        {
            if (operand.Type is ExprType.Matrix or ExprType.String)
            {
                string remedy = operand.Type == ExprType.Matrix ? "; apply a function such as rate(…) or max_over_time(…) to the range first" : "";
                Add(
                    PromQLErrorKind.WrongOperandType,
                    operand.Range,
                    $"'{TextAt(binary.OperatorRange)}' takes scalars and instant vectors, but this is a {Name(operand.Type)}{remedy}");
            }
        }

        private void Unary(UnaryExpr unary)
        {
            Visit(unary.Operand);
            if (unary.Operand.Type is ExprType.Matrix or ExprType.String)
            {
                Add(
                    PromQLErrorKind.WrongOperandType,
                    unary.Range,
                    $"a sign may stand only before a scalar or an instant vector, but '{TextAt(unary.Operand.Range)}' is a {Name(unary.Operand.Type)}");
            }
        }

        private void FunctionCall(Call call)
        {
            if (call.Function is not { } function)
            {
                (Errors ??= []).Add(UnknownNames.Function(call));
                foreach (Expr argument in call.Arguments)
                {
                    Visit(argument);
                }

                return;
            }

            if (function.FeatureFlag is { } flag && !options.ExperimentalFunctions)
            {
                AddExperimental(call.NameRange, $"the function '{function.Name}'", flag);
            }

            if (function.RemovedIn is { } removed && (options.TargetVersion is null || options.TargetVersion >= removed))
            {
                (Errors ??= []).Add(UnknownNames.Renamed(call.NameRange, function));
            }

            bool complete = ArgumentCount(call, function);
            for (int i = 0; i < call.Arguments.Length; i++)
            {
                Expr argument = call.Arguments[i];
                if (function.Name == "info" && i == 1)
                {
                    InfoLabels(argument);
                    continue;
                }

                Visit(argument);
                int parameter = Math.Min(i, function.ArgumentTypes.Length - 1);
                if (parameter >= 0 && (i == parameter || function.Variadic != 0) && (complete || i == parameter))
                {
                    Expect(argument, function.ArgumentTypes[parameter], $"in the call of '{function.Name}'", Remedy(function, argument, parameter));
                }
            }
        }

        private string Remedy(Function function, Expr argument, int parameter) => (function.ArgumentTypes[parameter], argument.Type) switch
        {
            (ExprType.Matrix, ExprType.Vector) when argument.WithoutParens() is VectorSelector =>
                $"; give it a range, such as {TextAt(argument.Range)}[5m]",
            (ExprType.Matrix, ExprType.Vector) => "; give it a range of a selector, such as x[5m], or a subquery, such as (…)[5m:]",
            (ExprType.Vector, ExprType.Matrix) => "; leave the range out, or apply a function such as rate(…) or max_over_time(…) first",
            (ExprType.Vector, ExprType.Scalar) => "; make it a vector with vector(…)",
            (ExprType.Scalar, ExprType.Vector) => "; make it a scalar with scalar(…)",
            (ExprType.Scalar, ExprType.String) => "; write the number without quotes",
            _ => "",
        };

        /// <summary>The second argument of <c>info</c> chooses labels; it may match everything but name no metric.</summary>
        private void InfoLabels(Expr argument)
        {
            if (argument is VectorSelector selector)
            {
                Selector(selector, mayMatchAll: true);
                if (HasNameBeforeBraces(selector))
                {
                    Add(PromQLErrorKind.WrongOperandType, argument.Range, "the second argument of 'info' takes labels only, so no metric name may stand before the braces: write {__name__=\"…\"} inside them");
                }
            }
            else
            {
                Visit(argument);
                if (argument.Type != ExprType.None)
                {
                    Add(PromQLErrorKind.WrongOperandType, argument.Range, "the second argument of 'info' must be matchers in braces, such as {k8s_cluster_name=~\".+\"}");
                }
            }
        }

        private bool ArgumentCount(Call call, Function function)
        {
            foreach (Expr argument in call.Arguments)
            {
                if (argument is MissingExpr { Parts.IsEmpty: true })
                {
                    return false;
                }
            }

            int count = call.Arguments.Length;
            int declared = function.ArgumentTypes.Length;
            int least = function.Variadic == 0 ? declared : declared - 1;
            int most = function.Variadic switch
            {
                0 => declared,
                < 0 => int.MaxValue,
                _ => declared - 1 + function.Variadic,
            };
            if (count >= least && count <= most)
            {
                return true;
            }

            string expected = (least, most) switch
            {
                (0, 0) => "no arguments",
                _ when least == most => Arguments(least),
                (_, int.MaxValue) => "at least " + Arguments(least),
                _ => count < least ? "at least " + Arguments(least) : "at most " + Arguments(most),
            };
            Add(
                PromQLErrorKind.WrongArgumentCount,
                call.Range,
                $"wrong number of arguments for '{function.Name}': expected {expected}, found {(count == 0 ? "none" : count)}; it is called as {UnknownNames.Signature(function)}");
            return false;
        }

        private static string Arguments(int count) => count == 1 ? "1 argument" : $"{count} arguments";

        private void Expect(Expr expr, ExprType wanted, string where, string remedy)
        {
            if (expr.Type != wanted && expr.Type != ExprType.None)
            {
                Add(
                    PromQLErrorKind.WrongOperandType,
                    expr.Range,
                    $"expected {WithArticle(wanted)} {where}, but '{TextAt(expr.Range)}' is {WithArticle(expr.Type)}{remedy}");
            }
        }

        private static bool HasNameBeforeBraces(VectorSelector selector) =>
            !selector.NameRange.IsEmpty && (selector.BracesRange.IsEmpty || selector.NameRange.End <= selector.BracesRange.Start);

        private void AddExperimental(TextRange range, string what, string flag) => Add(
            PromQLErrorKind.ExperimentalFeature,
            range,
            $"{what} is experimental: Prometheus accepts it only with --enable-feature={flag}{(flag.StartsWith("promql-", StringComparison.Ordinal) ? "; where it is on, name it in promql.features" : "")}");

        private void Add(PromQLErrorKind kind, TextRange range, string message) =>
            (Errors ??= []).Add(new PromQLError(kind, range, message));

        /// <summary>A stretch of the text for a message, on one line and not too long.</summary>
        private readonly string TextAt(TextRange range)
        {
            ReadOnlySpan<char> part = range.In(text);
            if (part.Length <= 60 && part.IndexOfAny('\n', '\r') < 0)
            {
                return part.ToString();
            }

            return Excerpt.OneLine(part, longest: 60, kept: 57);
        }
    }
}
