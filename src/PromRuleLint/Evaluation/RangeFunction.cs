namespace PromRuleLint.Evaluation;

/// <summary>Computes one window of one series; the window holds at least one sample.</summary>
internal delegate RangeResult RangeFunction(in RangeWindow window, in RangeCall call);
