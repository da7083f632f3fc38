namespace PromRuleLint.Regex;

/// <summary>
/// How many steps automata may take for some patterns together: those of one selector, and all of one file. Work that asks
/// for more is not done, and its answer is "not known". May be used by several threads.
/// </summary>
internal sealed class Re2Budget
{
    /// <summary>For one pattern that has no other beside it.</summary>
    public const long PerPattern = PerSelector;

    /// <summary>For the patterns of one selector.</summary>
    public const long PerSelector = 500_000;

    /// <summary>For a pattern of the configuration, which all names of a run are matched with.</summary>
    public const long PerSetting = 500_000_000;

    private const long PerFile = 2_000_000;
    private const long PerCharacter = 8;

    private readonly Re2Budget? _whole;
    private readonly CancellationToken _cancellation;
    private readonly long _steps;
    private long _left;
    private Re2Shapes? _shapes;

    /// <summary>Makes a budget.</summary>
    /// <param name="steps">The number of steps.</param>
    /// <param name="whole">The budget that this one is a part of.</param>
    /// <param name="cancellation">Ends the work; asked where steps are taken. That of the whole holds too.</param>
    public Re2Budget(long steps, Re2Budget? whole = null, CancellationToken cancellation = default)
    {
        _left = _steps = steps;
        _whole = whole;
        _cancellation = whole is null ? cancellation : whole._cancellation;
    }

    /// <summary>The budget of a file.</summary>
    /// <param name="length">How many characters it has: the work grows with the text and no faster.</param>
    /// <param name="shapes">Patterns that were read before, of other files of the run too.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static Re2Budget ForFile(int length, Re2Shapes? shapes = null, CancellationToken cancellation = default) =>
        new(PerFile + (PerCharacter * length), null, cancellation) { _shapes = shapes ?? new Re2Shapes() };

    /// <summary>The patterns that were read before; null of what belongs to no file.</summary>
    public Re2Shapes? Shapes => _shapes ?? _whole?.Shapes;

    /// <summary>The steps that were taken.</summary>
    public long Taken => _steps - Interlocked.Read(ref _left);

    /// <summary>Whether work was refused.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>How many steps may still be taken.</summary>
    public long Left => Math.Max(0, Math.Min(Interlocked.Read(ref _left), _whole?.Left ?? long.MaxValue));

    /// <summary>Takes steps, if there are as many.</summary>
    public bool TryTake(long steps)
    {
        if (Left < steps)
        {
            Refuse();
            return false;
        }

        Take(steps);
        return true;
    }

    /// <summary>Takes steps that were made.</summary>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public void Take(long steps)
    {
        _cancellation.ThrowIfCancellationRequested();
        Interlocked.Add(ref _left, -steps);
        _whole?.Take(steps);
    }

    /// <summary>Notes that work was not done.</summary>
    public void Refuse()
    {
        IsSpent = true;
        _whole?.Refuse();
    }
}
