namespace PromRuleLint.Results.Suppressions;

/// <summary>What comments did in one run, over all files.</summary>
internal sealed class SuppressionOutcome
{
    /// <summary>The findings that they suppress.</summary>
    public List<SuppressedDiagnostic> Suppressed { get; } = [];

    /// <summary>The first day on which one of those that hold ends; null where none does.</summary>
    public DateOnly? FirstEnd { get; private set; }

    /// <summary>Notes that a comment holds until a day.</summary>
    public void HoldsUntil(DateOnly day) => FirstEnd = FirstEnd is { } first && first < day ? first : day;

    /// <summary>Adds what comments did elsewhere.</summary>
    public void Add(SuppressionOutcome other)
    {
        Suppressed.AddRange(other.Suppressed);
        if (other.FirstEnd is { } end)
        {
            HoldsUntil(end);
        }
    }
}
