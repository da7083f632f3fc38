namespace PromRuleLint.Results.Suppressions;

/// <summary>What comments did in one run, over all files.</summary>
internal sealed class SuppressionOutcome
{
    // In most files nothing is suppressed.
    private List<SuppressedDiagnostic>? _suppressed;

    /// <summary>The findings that they suppress.</summary>
    public IReadOnlyList<SuppressedDiagnostic> Suppressed => _suppressed ?? (IReadOnlyList<SuppressedDiagnostic>)[];

    /// <summary>The first day on which one of those that hold ends; null where none does.</summary>
    public DateOnly? FirstEnd { get; private set; }

    /// <summary>Notes that a comment suppresses a finding.</summary>
    public void Add(SuppressedDiagnostic suppressed) => (_suppressed ??= []).Add(suppressed);

    /// <summary>Notes that a comment holds until a day.</summary>
    public void HoldsUntil(DateOnly day) => FirstEnd = FirstEnd is { } first && first < day ? first : day;

    /// <summary>Adds what comments did elsewhere.</summary>
    public void Add(SuppressionOutcome other)
    {
        if (other._suppressed is { } suppressed)
        {
            (_suppressed ??= []).AddRange(suppressed);
        }

        if (other.FirstEnd is { } end)
        {
            HoldsUntil(end);
        }
    }
}
