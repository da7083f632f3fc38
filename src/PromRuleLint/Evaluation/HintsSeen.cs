namespace PromRuleLint.Evaluation;

/// <summary>Which counter reset hints were seen.</summary>
internal struct HintsSeen
{
    private bool reset;
    private bool notReset;

    public readonly bool Collide => reset && notReset;

    public void See(FloatHistogram histogram)
    {
        reset |= histogram.CounterResetHint == CounterResetHint.Reset;
        notReset |= histogram.CounterResetHint == CounterResetHint.NotReset;
    }
}
