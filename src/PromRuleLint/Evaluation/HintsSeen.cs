namespace PromRuleLint.Evaluation;

/// <summary>Which counter reset hints were seen.</summary>
internal struct HintsSeen
{
    private bool _reset;
    private bool _notReset;

    public readonly bool Collide => _reset && _notReset;

    public void See(FloatHistogram histogram)
    {
        _reset |= histogram.CounterResetHint == CounterResetHint.Reset;
        _notReset |= histogram.CounterResetHint == CounterResetHint.NotReset;
    }
}
