namespace PromRuleLint.PromQL.TypeChecking;

/// <summary>What <c>--enable-feature</c> of Prometheus calls the parts of the language that are experimental.</summary>
internal static class ExperimentalFlags
{
    public const string Functions = "promql-experimental-functions";
    public const string DurationExpressions = "promql-duration-expr";
    public const string ExtendedRangeSelectors = "promql-extended-range-selectors";
    public const string FillModifiers = "promql-binop-fill-modifiers";
}
