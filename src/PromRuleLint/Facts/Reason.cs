using System.Collections.Immutable;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Facts;

/// <summary>
/// Why a fact holds: a fragment of an expression (or a label of a rule), what it does, and the reasons that rests on. The
/// message is made only when asked for.
/// </summary>
public class Reason
{
    // More reasons side by side are not reported.
    private const int MaxJoined = 64;

    // Thousands of reasons are made and few are told: small ones.
    private readonly byte _kind;
    private readonly byte _joined;
    private readonly Reason? _first;
    private readonly Reason? _second;

    private protected Reason(ReasonKind kind, Rule? rule, TextRange range, bool isInFile, Reason? first, Reason? second)
    {
        _kind = (byte)kind;
        Rule = rule;
        Range = range;
        IsInFile = isInFile;
        _first = first;
        _second = second;
    }

    private Reason(Reason first, Reason second)
    {
        _first = first;
        _second = second;
        _joined = (byte)(first._joined + second._joined + 1);
    }

    /// <summary>What sort of reason it is.</summary>
    public ReasonKind Kind => (ReasonKind)_kind;

    /// <summary>The rule that the fragment is part of; null for an expression that stands alone.</summary>
    public Rule? Rule { get; }

    /// <summary>Where: offsets in the expression, or in the file where <see cref="IsInFile"/>.</summary>
    public TextRange Range { get; }

    /// <summary>What is assumed there; null for nothing.</summary>
    public Assumption? Assumption => GetAssumption();

    /// <summary>Whether <see cref="Range"/> counts in the rule's file, as that of a label of a rule does.</summary>
    public bool IsInFile { get; }

    /// <summary>What the fragment does, for a person; empty for a reason that only joins others.</summary>
    public string Message => GetMessage() ?? "";

    /// <summary>What it rests on.</summary>
    public ImmutableArray<Reason> Causes => [.. new[] { _first, _second }.OfType<Reason>()];

    /// <summary>A fragment of an expression.</summary>
    internal static Reason At(Rule? rule, TextRange range, string message, Reason? first = null, Reason? second = null) => At(ReasonKind.Other, rule, range, message, first, second);

    /// <summary>A fragment of an expression, of a certain sort.</summary>
    internal static Reason At(ReasonKind kind, Rule? rule, TextRange range, string message, Reason? first = null, Reason? second = null) =>
        new PlainReason(kind, rule, range, message, first, second);

    /// <summary>A fragment of an expression, its message made of <paramref name="state"/> when it is asked for.</summary>
    internal static Reason At<T>(Rule? rule, TextRange range, T state, Func<T, string> message, Reason? first = null, Reason? second = null) =>
        new StatedReason<T>(ReasonKind.Other, rule, range, false, state, message, first, second);

    /// <summary>A fragment of an expression, of a certain sort, its message made of <paramref name="state"/> when it is asked for.</summary>
    internal static Reason At<T>(ReasonKind kind, Rule? rule, TextRange range, T state, Func<T, string> message, Reason? first = null, Reason? second = null) =>
        new StatedReason<T>(kind, rule, range, false, state, message, first, second);

    /// <summary>A place in the file of a rule.</summary>
    internal static Reason InFile<T>(Rule rule, SourceRange range, T state, Func<T, string> message) => new StatedReason<T>(ReasonKind.Other, rule, Unmapped(range), true, state, message, null, null);

    /// <summary>A place in a file without rules: a metric is declared there.</summary>
    internal static Reason Declaration(SourceText source, SourceRange range, string metric) => new Declared(source, range, metric);

    /// <summary>A fragment of an expression that rests on an assumption, if on any.</summary>
    internal static Reason Assuming<T>(Assumption? assumption, Rule? rule, TextRange range, T state, Func<T, string> message, Reason? first = null) =>
        assumption is null ? At(rule, range, state, message, first) : new AssumedReason<T>(assumption, rule, range, state, message, first);

    /// <summary>Several reasons together; null for none.</summary>
    internal static Reason? Join(Reason? a, Reason? b) =>
        a is null || ReferenceEquals(a, b) ? b : b is null ? a : a._joined + b._joined >= MaxJoined ? a : new Reason(a, b);

    /// <summary>
    /// The chain from this reason down to what it rests on, parents first, each place once.
    /// </summary>
    /// <param name="limit">No more steps than this are given.</param>
    public ImmutableArray<ReasonStep> Steps(int limit = 24)
    {
        var steps = ImmutableArray.CreateBuilder<ReasonStep>();
        var seenReasons = new HashSet<Reason>(ReferenceEqualityComparer.Instance);
        var seenPlaces = new HashSet<(object?, TextRange, bool)>();
        var stack = new Stack<Reason>();
        stack.Push(this);
        while (steps.Count < limit && stack.TryPop(out Reason? reason))
        {
            if (!seenReasons.Add(reason))
            {
                continue;
            }

            if (reason.GetMessage() is { } message && seenPlaces.Add((reason.Rule ?? (object?)reason.DeclaredIn, reason.Range, reason.IsInFile)))
            {
                steps.Add(new ReasonStep(reason.Kind, reason.Rule, reason.Range, reason.IsInFile, message) { DeclaredIn = reason.DeclaredIn, Assumption = reason.Assumption });
            }

            Push(reason._second);
            Push(reason._first);
        }

        return steps.DrainToImmutable();

        void Push(Reason? cause)
        {
            if (cause is not null)
            {
                stack.Push(cause);
            }
        }
    }

    /// <summary>The message; null for a reason that only joins others.</summary>
    private protected virtual string? GetMessage() => null;

    private protected virtual Assumption? GetAssumption() => null;

    /// <summary>The file that declares a metric; null for a reason in a rule or an expression.</summary>
    private protected virtual SourceText? DeclaredIn => null;

    private static TextRange Unmapped(SourceRange range) => new(range.Start, range.End);

    private class StatedReason<T>(ReasonKind kind, Rule? rule, TextRange range, bool isInFile, T state, Func<T, string> message, Reason? first, Reason? second)
        : Reason(kind, rule, range, isInFile, first, second)
    {
        private protected override string GetMessage() => message(state);
    }

    private sealed class AssumedReason<T>(Assumption assumption, Rule? rule, TextRange range, T state, Func<T, string> message, Reason? first)
        : StatedReason<T>(ReasonKind.Other, rule, range, false, state, message, first, null)
    {
        private protected override Assumption GetAssumption() => assumption;
    }

    private sealed class PlainReason(ReasonKind kind, Rule? rule, TextRange range, string message, Reason? first, Reason? second)
        : Reason(kind, rule, range, false, first, second)
    {
        private protected override string GetMessage() => message;
    }

    private sealed class Declared(SourceText source, SourceRange range, string metric) : Reason(ReasonKind.Other, null, Unmapped(range), true, null, null)
    {
        private protected override string GetMessage() => $"`{metric}` is declared here";

        private protected override SourceText DeclaredIn => source;
    }
}
