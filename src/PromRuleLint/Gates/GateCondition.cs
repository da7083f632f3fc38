using System.Collections.Immutable;
using PromRuleLint.PromQL;
using PromRuleLint.Text;

namespace PromRuleLint.Gates;

/// <summary>One condition of a gate.</summary>
internal sealed record GateCondition
{
    /// <summary>How it is named; the expression where nothing else is said.</summary>
    public string Name { get; init; } = "";

    /// <summary>The expression; null where the condition is on alerts or on other conditions.</summary>
    public ParseResult? Expression { get; init; }

    /// <summary>The alert that must not fire; null where the condition is on something else.</summary>
    public string? Alert { get; init; }

    /// <summary>The alert that must be shown able to fire; null where the condition is on something else.</summary>
    public string? Fires { get; init; }

    /// <summary>Conditions of which some must hold; empty where the condition is on something else.</summary>
    public ImmutableArray<GateCondition> Of { get; init; } = [];

    /// <summary>How many of <see cref="Of"/> must hold.</summary>
    public int Quorum { get; init; }

    /// <summary>What the values must be; null where only the number of samples or of rises counts.</summary>
    public GateBound? Bound { get; init; }

    /// <summary>What they should be. If they are not, that is reported and stops nothing.</summary>
    public GateBound? Warn { get; init; }

    /// <summary>The time from tick to tick.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>At how many ticks in a row, the last one now, the bound must hold.</summary>
    public int Ticks { get; init; } = 1;

    /// <summary>For how long, up to now, the bound must hold at each tick; null for <see cref="Ticks"/>.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>The range, up to now, that <see cref="Share"/>, <see cref="Statistic"/>, <see cref="Rises"/> and <see cref="Samples"/> speak of; null for none.</summary>
    public TimeSpan? Over { get; init; }

    /// <summary>In which share of the ticks of the range the bound must hold; null for all.</summary>
    public double? Share { get; init; }

    /// <summary>What of the range the bound is put on.</summary>
    public GateStatistic Statistic { get; init; }

    /// <summary>How many rises from tick to tick there may be in the range; null for any number.</summary>
    public int? Rises { get; init; }

    /// <summary>Rises up to this much do not count.</summary>
    public double RiseAbove { get; init; }

    /// <summary>How many values there must be in the range at least.</summary>
    public int Samples { get; init; }

    /// <summary>Which of several series count.</summary>
    public GateSeriesChoice Series { get; init; }

    /// <summary>For how long before, the bound must not have been broken; null for no such time.</summary>
    public TimeSpan? CoolDown { get; init; }

    /// <summary>How old the newest sample of what the expression reads may be; null for two minutes, or two intervals of its rule's group where they are longer.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Where it is written.</summary>
    public SourceRange Range { get; init; }

    /// <summary>How many ticks are judged, without those of <see cref="CoolDown"/>.</summary>
    public int JudgedTicks => Over is { } over ? TicksIn(over) : For is { } duration ? TicksIn(duration) : Ticks;

    /// <summary>How many ticks are looked at.</summary>
    public int AllTicks => JudgedTicks + (CoolDown is { } pause ? TicksIn(pause) - 1 : 0);

    private int TicksIn(TimeSpan range) => (int)Math.Ceiling(range / Tick) + 1;
}
