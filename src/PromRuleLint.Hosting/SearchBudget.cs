namespace PromRuleLint.Hosting;

/// <summary>How much searches may look at together.</summary>
public sealed class SearchBudget
{
    /// <summary>The greatest number of folders and entries of folders that the files of one run can have searched.</summary>
    public const int MaxEntries = 500_000;

    private int _left = MaxEntries;

    /// <summary>Takes one folder or entry.</summary>
    /// <returns>False when there is none left.</returns>
    internal bool TryTake() => _left > 0 && _left-- > 0;
}
