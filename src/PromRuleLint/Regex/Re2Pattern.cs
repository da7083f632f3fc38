using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.Regex;

/// <summary>
/// A regular expression of a label matcher or of <c>label_replace</c>, read as Prometheus reads it: RE2 syntax as Go's
/// <c>regexp/syntax</c> accepts it with the flags <c>Perl</c> and <c>DotNL</c>, matched against the whole value
/// (<c>^(?s:…)$</c>; <c>NewFastRegexMatcher</c> in <c>model/labels/regexp.go</c>). All ranges are in UTF-16 code units of
/// the decoded pattern. Reading takes time linear in the pattern; matching takes time linear in pattern times value and
/// cannot backtrack.
/// </summary>
public sealed class Re2Pattern
{
    private static readonly AsciiSet Meta = new(@"\.+*?()|[]{}^$");

    /// <summary>The pattern as given.</summary>
    public string Pattern { get; }

    /// <summary>Why Prometheus rejects the pattern; null where it accepts it. Of a rejected pattern every other member says the least it can.</summary>
    public Re2Error? Error => _shape.Error;

    /// <summary>The capture groups in the order of their numbers; group 1 is the first element.</summary>
    public ImmutableArray<Re2Group> Groups => _shape.Groups;

    /// <summary>
    /// The branches of the outermost alternation, also through one pair of parentheses round all of it; the whole pattern
    /// where there is none. Neighbors of one character each (<c>a|b|c</c>) count as one branch.
    /// </summary>
    public ImmutableArray<TextRange> Branches => _shape.Branches;

    /// <summary>
    /// The strings the reference's optimizer replaces the pattern by (<c>FastRegexMatcher.SetMatches</c>), each once;
    /// default where it finds none. Case-insensitive parts and optional parts make it give up:
    /// <see cref="FiniteMatches"/> knows more.
    /// </summary>
    public ImmutableArray<string> Alternatives => _shape.Alternatives;

    /// <summary>All strings the pattern matches, each once, where there are at most 256; default where there are more or it is not known.</summary>
    public ImmutableArray<string> FiniteMatches => _shape.FiniteMatches;

    /// <summary>The string that the pattern matches where it matches exactly one; else null.</summary>
    public string? Literal => FiniteMatches is { IsDefault: false, Length: 1 } only ? only[0] : null;

    /// <summary>Whether the pattern matches the empty string, which is how a missing label is seen.</summary>
    public bool MatchesEmpty => Error is null && (FiniteMatches.IsDefault ? !HasFixedEnd && _shape.MatchesEmpty : FiniteMatches.Contains(""));

    /// <summary>Whether the pattern matches every string, as <c>.*</c> does. False also where finding out would take too much work.</summary>
    public bool MatchesAll => Decide(ref _matchesAll, static pattern => pattern.MatchesAllBut([]));

    /// <summary>Whether the pattern matches every string but the empty one, as <c>.+</c> does. False also where finding out would take too much work.</summary>
    public bool MatchesAllNonEmpty => Decide(ref _matchesAllNonEmpty, static pattern => pattern.MatchesAllBut([""]));

    /// <summary>Whether the pattern matches no string, as <c>a^b</c>. False also where finding out would take too much work, and of a rejected pattern.</summary>
    internal bool MatchesNothing => Decide(
        ref _matchesNothing,
        static pattern => pattern.FiniteMatches.IsDefault ? pattern._shape is { Error: null, SurelyMatches: false } && CanMatchTogether([pattern], []) == false : pattern.FiniteMatches.IsEmpty);

    /// <summary>What every matched string starts with; empty where nothing is known.</summary>
    public string Prefix => _shape.Prefix;

    /// <summary>What every matched string ends with; empty where nothing is known.</summary>
    public string Suffix => _shape.Suffix;

    /// <summary>
    /// Every <c>^</c>, <c>$</c>, <c>\A</c> and <c>\z</c> that can be left out, because the pattern is anchored there anyway,
    /// in the order of the text; not one that stands alone for the empty string, as in <c>(.*\.|^)x</c>.
    /// </summary>
    public ImmutableArray<TextRange> RedundantAnchors => _shape.RedundantAnchors;

    /// <summary>The pattern without its <see cref="RedundantAnchors"/>; it matches the same.</summary>
    public string WithoutRedundantAnchors()
    {
        string text = Pattern;
        for (int i = RedundantAnchors.Length - 1; i >= 0; i--)
        {
            text = text.Remove(RedundantAnchors[i].Start, RedundantAnchors[i].Length);
        }

        return text;
    }

    /// <summary>The <c>.*</c> before the rest of the pattern; null where there is none.</summary>
    public TextRange? LeadingWildcard => _shape.LeadingWildcard;

    /// <summary>The <c>.*</c> after the rest of the pattern; null where there is none.</summary>
    public TextRange? TrailingWildcard => _shape.TrailingWildcard;

    /// <summary>Whether <c>.*</c> or <c>.+</c> stands beside something else, in the pattern or a branch of it: it looks for a part of a value.</summary>
    public bool HasWildcardPart => _shape.HasWildcardPart;

    /// <summary>Reads a pattern. Never throws: a pattern that Prometheus rejects gives its <see cref="Error"/>.</summary>
    public static Re2Pattern Parse(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return new(pattern, null);
    }

    /// <summary>Reads a pattern whose automata share a budget with others.</summary>
    internal static Re2Pattern Parse(string pattern, Re2Budget? budget) => new(pattern, budget);

    /// <summary>Reads a pattern of a file.</summary>
    /// <param name="whole">The budget of the file.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="first">The first pattern of the selector, with which it shares a part of that budget; null for the first itself.</param>
    internal static Re2Pattern ParseIn(Re2Budget whole, string pattern, Re2Pattern? first) => new(pattern, null, whole, first);

    /// <summary>The pattern that matches just <paramref name="literal"/>, as Go's <c>regexp.QuoteMeta</c> writes it.</summary>
    public static string Quote(string literal)
    {
        ArgumentNullException.ThrowIfNull(literal);
        if (!Meta.IsIn(literal))
        {
            return literal;
        }

        var text = new System.Text.StringBuilder(literal.Length + 8);
        foreach (char c in literal)
        {
            text.Append(Meta.Contains(c) ? "\\" : "").Append(c);
        }

        return text.ToString();
    }

    /// <summary>Whether the pattern matches the whole of <paramref name="value"/>.</summary>
    public bool IsMatch(string value) =>
        Error is null && (FiniteMatches.IsDefault ? Program.IsMatch(value) : FiniteMatches.Contains(value, StringComparer.Ordinal));

    /// <summary>Whether the pattern matches the whole of <paramref name="value"/>; null where finding out would take more work than it may.</summary>
    internal bool? TryMatch(string value)
    {
        if (Error is not null || !FiniteMatches.IsDefault)
        {
            return IsMatch(value);
        }

        return IsFree(value) || Budget.TryTake(StepsOf(value)) ? IsMatch(value) : null;
    }

    // Each code point costs at most a pass over the program; most cost far less.
    private long StepsOf(string value) => _shape.Size * (value.Length + 1L);

    private bool IsFree(string value) => !FiniteMatches.IsDefault || StepsOf(value) < FreeSteps;

    /// <summary>Whether the pattern matches none of <paramref name="values"/>.</summary>
    public bool IsDisjointFrom(IEnumerable<string> values) => !values.Any(IsMatch);

    /// <summary>
    /// Whether some string is matched by all of <paramref name="matched"/> and by none of <paramref name="notMatched"/>;
    /// null where finding out would take too much work, and where a pattern is invalid.
    /// </summary>
    public static bool? CanMatchTogether(IReadOnlyCollection<Re2Pattern> matched, IReadOnlyCollection<Re2Pattern> notMatched)
    {
        ArgumentNullException.ThrowIfNull(matched);
        ArgumentNullException.ThrowIfNull(notMatched);
        if (matched.Concat(notMatched).Any(pattern => pattern.Error is not null))
        {
            return null;
        }

        Re2Pattern? finite = matched.FirstOrDefault(pattern => !pattern.FiniteMatches.IsDefault);
        return finite is not null
            ? CanMatchOneOf(finite.FiniteMatches, matched, notMatched)
            : HasPlainWitness(matched, notMatched) ? true : IsPossible(matched, notMatched);
    }

    /// <summary>Whether a text that is quickly made shows that the patterns can match together: nearly always it decides.</summary>
    private static bool HasPlainWitness(IReadOnlyCollection<Re2Pattern> matched, IReadOnlyCollection<Re2Pattern> notMatched)
    {
        foreach (string? text in matched.Count == 0 ? [Unusual] : matched.Select(static pattern => pattern.Sample))
        {
            if (text is not null && matched.All(pattern => pattern.IsFree(text) && pattern.IsMatch(text)) && notMatched.All(pattern => pattern.IsFree(text) && !pattern.IsMatch(text)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool? CanMatchOneOf(ImmutableArray<string> values, IReadOnlyCollection<Re2Pattern> matched, IReadOnlyCollection<Re2Pattern> notMatched)
    {
        bool isKnown = true;
        foreach (string value in values)
        {
            bool? holds = true;
            foreach (Re2Pattern pattern in matched)
            {
                holds = holds == false ? false : pattern.TryMatch(value) is { } matches ? matches && (holds ?? true) ? holds : false : null;
            }

            foreach (Re2Pattern pattern in notMatched)
            {
                holds = holds == false ? false : pattern.TryMatch(value) is { } matches ? matches ? false : holds : null;
            }

            if (holds == true)
            {
                return true;
            }

            isKnown &= holds is not null;
        }

        return isKnown ? false : null;
    }

    private static bool? IsPossible(IReadOnlyCollection<Re2Pattern> matched, IReadOnlyCollection<Re2Pattern> notMatched, Re2Program? alsoMatched = null)
    {
        Re2Budget[] budgets = [.. matched.Concat(notMatched).Select(static pattern => pattern.Budget).Distinct()];
        Re2Pattern? tooLarge = matched.Concat(notMatched).FirstOrDefault(static pattern => pattern._shape.Size > MaxSize || !pattern.Budget.TryTake(pattern._shape.Size));
        if (tooLarge is not null)
        {
            tooLarge.Budget.Refuse();
            return null;
        }

        if (alsoMatched is not null)
        {
            return Re2Intersection.IsPossible([alsoMatched, .. matched.Select(static pattern => pattern.Program)], [.. notMatched.Select(static pattern => pattern.Program)], budgets).IsPossible;
        }

        // Answers are kept for the run. Taking one costs as much of the budget as finding it did, so results do not depend on who
        // asked first.
        Re2Shapes? shapes = Array.Find(budgets, static budget => budget.Shapes is not null)?.Shapes;
        string question = shapes is null ? "" : string.Concat(matched.Select(static pattern => $"+{pattern.Pattern.Length}:{pattern.Pattern}").Concat(notMatched.Select(static pattern => $"-{pattern.Pattern.Length}:{pattern.Pattern}")));
        if (shapes?.FindAnswer(question) is { } known && budgets.Min(static budget => budget.Left) >= known.Steps)
        {
            Array.ForEach(budgets, budget => budget.Take(known.Steps));
            return known.IsPossible;
        }

        Re2Answer answer = Re2Intersection.IsPossible([.. matched.Select(static pattern => pattern.Program)], [.. notMatched.Select(static pattern => pattern.Program)], budgets);
        shapes?.Keep(question, answer);
        return answer.IsPossible;
    }

    /// <inheritdoc/>
    public override string ToString() => Pattern;

    /// <summary>A text that the pattern most likely matches; null for a pattern that is rejected.</summary>
    internal string? Sample => _shape.Sample;

    /// <summary>Finds what the pattern and its groups match; null for a pattern that is rejected.</summary>
    internal Re2Search? Search => _shape.Search;

    /// <summary>The same answer as <see cref="IsMatch"/>, always by way of the automaton.</summary>
    internal bool IsMatchByProgram(string value) => Error is null && Program.IsMatch(value);

    private bool HasFixedEnd => Prefix.Length > 0 || Suffix.Length > 0;

    private bool MatchesAllBut(ReadOnlySpan<string> exceptions)
    {
        if (HasFixedEnd || Error is not null || _shape.HasLongest || (MatchesEmpty && exceptions.Contains("")))
        {
            return false;
        }

        // What nearly everybody writes needs no automaton.
        if (_shape.LeastAny is 0 or 1)
        {
            return _shape.LeastAny == exceptions.Length;
        }

        foreach (string probe in (ReadOnlySpan<string>)["", "a", "\n", "Z0 é"])
        {
            if (TryMatch(probe) is not { } matches || matches == exceptions.Contains(probe))
            {
                return false;
            }
        }

        Re2Program? wanted = exceptions.IsEmpty ? null : new(Re2Node.Repeat(Re2Node.Leaf(Re2Op.Any, default), 1, -1, counted: false, default));
        return IsPossible([], [this], wanted) == false;
    }

    // Larger ones are not compared with others.
    private const int MaxSize = 20_000;

    // What no pattern names.
    private const string Unusual = " ~";

    // What a match may cost without being counted.
    private const long FreeSteps = 2_000;

    /// <summary>The steps that its automata may take. Few patterns need any, so that they are counted from when they are asked for.</summary>
    internal Re2Budget Budget => _first is not null ? _first.Budget : _budget ?? MakeBudget();

    /// <summary>Whether work for it was refused.</summary>
    internal bool IsBudgetSpent => (_first ?? this)._budget is { IsSpent: true };

    private Re2Program Program => _shape.Program;

    private readonly Re2Shape _shape;
    private readonly Re2Budget? _whole;
    private readonly Re2Pattern? _first;
    private Re2Budget? _budget;
    private Answer _matchesAll;
    private Answer _matchesAllNonEmpty;
    private Answer _matchesNothing;

    private Re2Pattern(string pattern, Re2Budget? budget, Re2Budget? whole = null, Re2Pattern? first = null)
    {
        Pattern = pattern;
        _budget = budget;
        _whole = whole;
        _first = first;
        _shape = (budget ?? whole)?.Shapes?.Get(pattern) ?? new Re2Shape(pattern);
    }

    // Several threads may ask at the same time: all take from the one that is kept.
    private Re2Budget MakeBudget()
    {
        Interlocked.CompareExchange(ref _budget, new Re2Budget(Re2Budget.PerPattern, _whole), null);
        return _budget;
    }

    // Several threads may find the same answer at the same time.
    private bool Decide(ref Answer known, Func<Re2Pattern, bool> find)
    {
        if (known == Answer.NotAsked)
        {
            known = find(this) ? Answer.Yes : Answer.No;
        }

        return known == Answer.Yes;
    }

    private enum Answer : byte
    {
        NotAsked,
        Yes,
        No,
    }
}
