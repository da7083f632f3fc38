namespace PromRuleLint.Facts;

/// <summary>Intervals while they are computed: on the stack as long as they are few.</summary>
/// <param name="first">Room for the first of them.</param>
internal ref struct IntervalList(Span<Interval> first)
{
    /// <summary>As many as mostly suffice.</summary>
    public const int Few = 16;

    private Span<Interval> _items = first;
    private int _count;

    public readonly ReadOnlySpan<Interval> Items => _items[.._count];

    public void Add(Interval interval)
    {
        if (_count == _items.Length)
        {
            var more = new Interval[2 * _count];
            _items.CopyTo(more);
            _items = more;
        }

        _items[_count++] = interval;
    }
}
