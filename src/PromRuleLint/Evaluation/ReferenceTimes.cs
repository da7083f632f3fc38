using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>The time that a selector looks at for each step: the step's own or that of <c>@</c>, less the offset.</summary>
internal readonly struct ReferenceTimes
{
    private readonly StepRange _steps;
    private readonly long? _fixedTime;
    private readonly long _offset;

    public ReferenceTimes(ExpressionEvaluator evaluator, OffsetModifier? offset, AtModifier? at)
        : this(evaluator, offset is null ? 0 : DurationEvaluation.Milliseconds(offset.Duration, evaluator.Run, mayBeNegative: true), at)
    {
    }

    public ReferenceTimes(ExpressionEvaluator evaluator, long offset, AtModifier? at)
    {
        QueryRun run = evaluator.Run;
        _steps = evaluator.Steps;
        this._offset = offset;
        _fixedTime = at switch
        {
            null => null,
            { Kind: AtModifierKind.Start } => run.Query.Start,
            { Kind: AtModifierKind.End } => run.QueryEnd,
            _ => at.TimestampMilliseconds,
        };
    }

    public bool IsFixed => _fixedTime is not null;

    public long this[int step] => (_fixedTime ?? _steps[step]) - _offset;
}
