using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Regex;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Regex;

/// <summary>Patterns whose comparison would take time without end: the steps are counted, not the time.</summary>
public sealed class Re2BudgetTests
{
    [Test]
    public void Products_of_one_selector_share_its_steps()
    {
        var whole = new Re2Budget(10_000_000);
        var budget = new Re2Budget(Re2Budget.PerSelector, whole);
        Re2Pattern[] bombs = [.. Enumerable.Range(12, 16).Select(n => Re2Pattern.Parse($"(a|b)*a(a|b){{{n}}}", budget))];

        for (int round = 0; round < 100; round++)
        {
            Re2Pattern.CanMatchTogether(bombs, []);
            Re2Pattern.CanMatchTogether([bombs[round % 16]], [bombs[(round + 1) % 16]]);
        }

        Assert.That(budget.IsSpent && whole.IsSpent, Is.True);
        Assert.That(10_000_000 - whole.Left, Is.LessThan(2 * Re2Budget.PerSelector), "beyond the last search that was begun nothing is done");
        Assert.That(Re2Pattern.CanMatchTogether([bombs[0]], [bombs[0]]), Is.Null);
    }

    [Test]
    public void Long_value_and_long_pattern_are_not_matched_beyond_the_steps()
    {
        var budget = new Re2Budget(Re2Budget.PerSelector);
        var pattern = Re2Pattern.Parse(new string('x', 10) + string.Concat(Enumerable.Repeat("(a*)*", 5000)) + "b", budget);

        Assert.That(pattern.TryMatch(new string('a', 50_000)), Is.Null);
        Assert.That(Re2Pattern.CanMatchTogether([pattern, Re2Pattern.Parse(new string('a', 50_000))], []), Is.Null);
        Assert.That(budget.IsSpent, Is.True);
        Assert.That(Re2Pattern.Parse("a*b", budget).TryMatch("aab"), Is.True, "what costs little is answered still");
    }

    [TestCase("", true)]
    [TestCase("a*", true)]
    [TestCase("(a|b*)+", true)]
    [TestCase("(^|x)$", true)]
    [TestCase(@"\b", false)]
    [TestCase(@"\B", true)]
    [TestCase("(a{1000}){0,1}", true)]
    [TestCase("[ab]", false)]
    [TestCase("(a|b){1,3}", false)]
    public void Whether_a_pattern_matches_the_empty_value_needs_no_automaton(string pattern, bool expected)
    {
        var parsed = Re2Pattern.Parse(pattern);

        Assert.That(parsed.MatchesEmpty, Is.EqualTo(expected));
        Assert.That(parsed.IsMatchByProgram(""), Is.EqualTo(expected));
    }

    [Test]
    public void Spent_budget_is_told_once_a_file_at_the_first_selector()
    {
        string bomb = string.Join(",", Enumerable.Range(12, 16).Select(static n => $"l=~'(a|b)*a(a|b){{{n}}}'"));
        string text = "groups:\n- name: a\n  rules:\n  - record: r:one\n    expr: up{job=~'a.*',job=~'b.*'}\n" + string.Concat(Enumerable.Range(0, 5).Select(i => $"  - record: r:{i}\n    expr: up{{{bomb}}}\n"));

        Diagnostic[] findings = [.. new Linter().Lint([new LintInput(new SourceText("a.yml", text), LintConfiguration.Default)])];
        Assert.That(findings.Count(static finding => finding.Id == "PRL0015"), Is.EqualTo(1));
        Assert.That(findings.Single(static finding => finding.Id == "PRL0015").Location.Start.Line, Is.EqualTo(7));
        Assert.That(findings.Select(static finding => finding.Id), Has.Some.EqualTo("PRL3005"), "other selectors are compared");
    }
}
