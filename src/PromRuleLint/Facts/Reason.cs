using System.Collections.Immutable;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Facts;

/// <summary>What sort of reason it is.</summary>
public enum ReasonKind
{
    /// <summary>None of the others.</summary>
    Other,

    /// <summary>A comparison without <c>bool</c>, which keeps its left value or drops the series.</summary>
    Filter,

    /// <summary>A comparison that holds for no values of its sides.</summary>
    FalseComparison,

    /// <summary>Both sides are the same series, and no value satisfies both.</summary>
    Contradiction,

    /// <summary>No series of the one side has the labels of one of the other.</summary>
    Mismatch,

    /// <summary>What is there is taken away or shadowed by the other side.</summary>
    Covered,

    /// <summary>A selector's matchers exclude what is known of the labels.</summary>
    Excluded,

    /// <summary>Several matchers of one selector exclude each other.</summary>
    ContradictoryMatchers,
}

/// <summary>
/// Why a fact holds: a fragment of an expression (or a label of a rule), what it does, and the reasons that rests on. The
/// message is made only when asked for.
/// </summary>
public sealed class Reason
{
    private readonly Func<string>? _message;

    private Reason(ReasonKind kind, Rule? rule, TextRange range, bool isInFile, Func<string>? message, ImmutableArray<Reason> causes)
    {
        Kind = kind;
        Rule = rule;
        Range = range;
        IsInFile = isInFile;
        _message = message;
        Causes = causes;
    }

    /// <summary>What sort of reason it is.</summary>
    public ReasonKind Kind { get; }

    /// <summary>The rule that the fragment is part of; null for an expression that stands alone.</summary>
    public Rule? Rule { get; }

    /// <summary>Where: offsets in the expression, or in the file where <see cref="IsInFile"/>.</summary>
    public TextRange Range { get; }

    /// <summary>Whether <see cref="Range"/> counts in the rule's file, as that of a label of a rule does.</summary>
    public bool IsInFile { get; }

    /// <summary>What the fragment does, for a person; empty for a reason that only joins others.</summary>
    public string Message => _message?.Invoke() ?? "";

    /// <summary>What it rests on.</summary>
    public ImmutableArray<Reason> Causes { get; }

    /// <summary>A fragment of an expression.</summary>
    internal static Reason At(Rule? rule, TextRange range, Func<string> message, params ReadOnlySpan<Reason?> causes) => new(ReasonKind.Other, rule, range, false, message, Known(causes));

    /// <summary>A fragment of an expression, of a certain sort.</summary>
    internal static Reason At(ReasonKind kind, Rule? rule, TextRange range, Func<string> message, params ReadOnlySpan<Reason?> causes) => new(kind, rule, range, false, message, Known(causes));

    /// <summary>A place in the file of a rule.</summary>
    internal static Reason InFile(Rule rule, TextRange range, Func<string> message, params ReadOnlySpan<Reason?> causes) => new(ReasonKind.Other, rule, range, true, message, Known(causes));

    /// <summary>Several reasons together; null for none.</summary>
    internal static Reason? Join(Reason? a, Reason? b) =>
        a is null || ReferenceEquals(a, b) ? b : b is null ? a : new Reason(ReasonKind.Other, null, default, false, null, [a, b]);

    /// <summary>
    /// The chain from this reason down to what it rests on, parents first, each place once.
    /// </summary>
    /// <param name="limit">No more steps than this are given.</param>
    public ImmutableArray<ReasonStep> Steps(int limit = 24)
    {
        var steps = ImmutableArray.CreateBuilder<ReasonStep>();
        var seenReasons = new HashSet<Reason>(ReferenceEqualityComparer.Instance);
        var seenPlaces = new HashSet<(Rule?, TextRange, bool)>();
        var stack = new Stack<Reason>();
        stack.Push(this);
        while (steps.Count < limit && stack.TryPop(out Reason? reason))
        {
            if (!seenReasons.Add(reason))
            {
                continue;
            }

            if (reason._message is not null && seenPlaces.Add((reason.Rule, reason.Range, reason.IsInFile)))
            {
                steps.Add(new ReasonStep(reason.Kind, reason.Rule, reason.Range, reason.IsInFile, reason.Message));
            }

            for (int i = reason.Causes.Length - 1; i >= 0; i--)
            {
                stack.Push(reason.Causes[i]);
            }
        }

        return steps.DrainToImmutable();
    }

    private static ImmutableArray<Reason> Known(ReadOnlySpan<Reason?> causes)
    {
        int count = 0;
        foreach (Reason? cause in causes)
        {
            count += cause is null ? 0 : 1;
        }

        if (count == 0)
        {
            return [];
        }

        var known = ImmutableArray.CreateBuilder<Reason>(count);
        foreach (Reason? cause in causes)
        {
            if (cause is not null)
            {
                known.Add(cause);
            }
        }

        return known.MoveToImmutable();
    }
}

/// <summary>One link of a chain of reasons.</summary>
/// <param name="Kind">What sort of reason it is.</param>
/// <param name="Rule">The rule that the place is part of; null for an expression that stands alone.</param>
/// <param name="Range">Where: offsets in the expression, or in the file where <paramref name="IsInFile"/>.</param>
/// <param name="IsInFile">Whether <paramref name="Range"/> counts in the rule's file.</param>
/// <param name="Message">What is there.</param>
public readonly record struct ReasonStep(ReasonKind Kind, Rule? Rule, TextRange Range, bool IsInFile, string Message)
{
    /// <summary>The file; null for an expression that stands alone.</summary>
    public SourceText? Source => Rule?.File.Source;

    /// <summary>The range in the file; of an expression that stands alone, in the expression.</summary>
    public TextRange SourceRange => IsInFile || Rule?.Expression is not { } expression ? Range : expression.ToSource(Range);
}
