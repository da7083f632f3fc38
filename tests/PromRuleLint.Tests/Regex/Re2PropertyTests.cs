using System.Text.RegularExpressions;
using CsCheck;
using PromRuleLint.Regex;

namespace PromRuleLint.Tests.Regex;

public sealed class Re2PropertyTests
{
    private static readonly Gen<string> Value = Gen.Char["abcAB1.\n"].Array[0, 6].Select(chars => new string(chars));

    /// <summary>
    /// Patterns of the syntax that RE2 and .NET share, each also without counts: .NET loses matches of a counted group whose
    /// body may be empty.
    /// </summary>
    private static readonly Gen<(string Ours, string Theirs)> Pair = Gen.Recursive<(string Ours, string Theirs)>((depth, inner) => depth > 4
        ? Atom()
        : Gen.Frequency(
            (4, Atom()),
            (2, Gen.Select(inner, inner, (a, b) => (a.Ours + b.Ours, a.Theirs + b.Theirs))),
            (2, Gen.Select(inner, inner, (a, b) => ($"(?:{a.Ours}|{b.Ours})", $"(?:{a.Theirs}|{b.Theirs})"))),
            (1, inner.Select(a => ($"({a.Ours})", $"({a.Theirs})"))),
            (1, inner.Select(a => ($"(?i:{a.Ours})", $"(?i:{a.Theirs})"))),
            (1, Gen.Select(inner, Gen.OneOfConst(("*", "{0}*"), ("+", "{0}{0}*"), ("?", "{0}?"), ("{2}", "{0}{0}"), ("{0,2}", "(?:{0}{0}?)?"), ("{1,}", "{0}{0}*"), ("*?", "{0}*")),
                (a, op) => ($"(?:{a.Ours}){op.Item1}", op.Item2.Replace("{0}", $"(?:{a.Theirs})", StringComparison.Ordinal))))));

    private static readonly Gen<string> Pattern = Pair.Select(pair => pair.Ours);

    [Test]
    public void Matching_agrees_with_dotnet() =>
        Gen.Select(Pair, Value.Array[1, 8]).Sample((pair, values) =>
        {
            var ours = Re2Pattern.Parse(pair.Ours);
            var theirs = new System.Text.RegularExpressions.Regex($@"\A(?s:{pair.Theirs})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return ours.Error is null && values.All(value => ours.IsMatch(value) == theirs.IsMatch(value) && ours.IsMatchByProgram(value) == theirs.IsMatch(value));
        }, iter: 2_000);

    [Test]
    public void Facts_agree_with_matching() =>
        Gen.Select(Pattern, Value.Array[1, 8]).Sample((pattern, values) =>
        {
            var ours = Re2Pattern.Parse(pattern);
            bool finite = ours.FiniteMatches.IsDefault || (ours.FiniteMatches.All(ours.IsMatchByProgram) && values.All(v => ours.IsMatchByProgram(v) == ours.FiniteMatches.Contains(v)));
            bool set = ours.Alternatives.IsDefault || (!ours.FiniteMatches.IsDefault && ours.FiniteMatches.ToHashSet().SetEquals(ours.Alternatives));
            return finite && set && values.Where(ours.IsMatchByProgram).All(v =>
                v.StartsWith(ours.Prefix, StringComparison.Ordinal) && v.EndsWith(ours.Suffix, StringComparison.Ordinal) && (ours.Literal ?? v) == v)
                && (!ours.MatchesAll || values.All(ours.IsMatchByProgram))
                && (!ours.MatchesAllNonEmpty || values.All(v => ours.IsMatchByProgram(v) == v.Length > 0));
        }, iter: 3_000);

    [Test]
    public void A_value_that_matches_shows_that_patterns_can_match_together() =>
        Gen.Select(Pattern, Pattern, Value).Sample((first, second, value) =>
        {
            Re2Pattern a = Re2Pattern.Parse(first), b = Re2Pattern.Parse(second);
            return (!(a.IsMatch(value) && b.IsMatch(value)) || Re2Pattern.CanMatchTogether([a, b], []) != false)
                && (!(a.IsMatch(value) && !b.IsMatch(value)) || Re2Pattern.CanMatchTogether([a], [b]) != false);
        }, iter: 2_000);

    [Test]
    public void Redundant_anchors_can_be_left_out() =>
        Gen.Select(Pattern, Pattern, Gen.OneOfConst("^{0}|{1}$", "(^{0}){1}$", "^({0}|{1})$", "{0}^$", "(?:^|{0}){1}"), Value.Array[1, 6]).Sample((a, b, shape, values) =>
        {
            string pattern = shape.Replace("{0}", $"(?:{a})", StringComparison.Ordinal).Replace("{1}", $"(?:{b})", StringComparison.Ordinal);
            var with = Re2Pattern.Parse(pattern);
            var without = Re2Pattern.Parse(with.WithoutRedundantAnchors());
            return without.Error is null && values.All(v => with.IsMatchByProgram(v) == without.IsMatchByProgram(v));
        }, iter: 2_000);

    [Test]
    public void Any_text_is_read_without_a_fault() =>
        Gen.OneOf(
            Gen.String[Gen.Char["()[]{}|*+?\\^$.-:<>PpQEiabdwx01,\uD83D\uDE00é&"], 0, 40],
            Gen.String[0, 20]).Sample(text =>
        {
            var found = Re2Pattern.Parse(text);
            return found.Error is { } error
                ? error.Range.Start >= 0 && error.Range.Start <= error.Range.End && error.Range.End <= text.Length
                : found.IsMatch("a") || !found.IsMatchByProgram("a");
        }, iter: 20_000);

    private static Gen<(string Ours, string Theirs)> Atom() => Gen.OneOf(
        Gen.OneOfConst("a", "b", "c", "A", "1", "ab", "."),
        Gen.OneOfConst("[ab]", "[^a]", "[a-c1]", @"\d", @"\.", "(?:)", @"[^\n]")).Select(text => (text, text));
}
