using PromRuleLint.Hosting;

namespace PromRuleLint.MSBuild.Tests.Hosting;

public class GlobPatternTests
{
    [TestCase("*.yml", "a.yml")]
    [TestCase("**/*.yml", "a.yml")]
    [TestCase("**/*.yml", "x/y/a.yml")]
    [TestCase("**", "x/y/a.yml")]
    [TestCase("rules/**", "rules/x/a.yml")]
    [TestCase("rules/**/a.yml", "rules/a.yml")]
    [TestCase("**/rules/**/*.yml", "x/rules/y/z/a.yml")]
    [TestCase("./rules/*.yml", "rules/a.yml")]
    [TestCase(@"rules\*.yml", "rules/a.yml")]
    [TestCase("a?.yml", "ab.yml")]
    [TestCase("*a*b*", "xaybz")]
    [TestCase("a[12].yml", "a2.yml")]
    [TestCase("a[0-9].yml", "a7.yml")]
    [TestCase("a[!0-9].yml", "ab.yml")]
    [TestCase("a[^b].yml", "ac.yml")]
    [TestCase("a[]].yml", "a].yml")]
    [TestCase("a[-x].yml", "a-.yml")]
    [TestCase("a[1.yml", "a[1.yml")]
    [TestCase("*[ab]*[cd]", "xxaxxbxxd")]
    [TestCase("a[!b]*[c-e]?.yml", "axxdy.yml")]
    [TestCase("a.b[1](c)+", "a.b1(c)+")]
    [TestCase("[.^$]", "^")]
    [TestCase("[z-a1]", "1")]
    [TestCase("[!z-a]", "q")]
    [TestCase("[😀-🙏].yml", "😁.yml")]
    [TestCase("*.{yml,yaml}", "a.yaml")]
    [TestCase("{rules,alerts/{a,b}}/*.yml", "alerts/b/x.yml")]
    [TestCase("{,x}a.yml", "a.yml")]
    [TestCase("{a}.yml", "{a}.yml")]
    [TestCase("{a,b.yml", "{a,b.yml")]
    [TestCase("**/**/a.yml", "a.yml")]
    public void The_path_is_matched(string pattern, string path) =>
        Assert.That(new GlobPattern(pattern).IsMatch(path));

    [TestCase("*.yml", "x/a.yml")]
    [TestCase("*.yml", "a.yaml")]
    [TestCase("rules/**/a.yml", "rule/a.yml")]
    [TestCase("rules/*/a.yml", "rules/a.yml")]
    [TestCase("a?.yml", "a.yml")]
    [TestCase("A.yml", "a.yml")]
    [TestCase("a[12].yml", "a3.yml")]
    [TestCase("a[!0-9].yml", "a7.yml")]
    [TestCase("a[12].yml", "a1xyml")]
    [TestCase("[!]]", "]")]
    [TestCase("[z-a]", "q")]
    [TestCase("a[]", "a")]
    [TestCase("*.{yml,yaml}", "a.yamll")]
    [TestCase("{rules,alerts/{a,b}}/*.yml", "alerts/x.yml")]
    [TestCase("rules/**/x", "rules/y")]
    public void The_path_is_not_matched(string pattern, string path) =>
        Assert.That(new GlobPattern(pattern).IsMatch(path), Is.False);

    [TestCase("rules/**/*.yml", "rules/", "**/*.yml")]
    [TestCase("/srv/a*/b.yml", "/srv/", "a*/b.yml")]
    [TestCase("*.yml", "", "*.yml")]
    [TestCase("prod/{a,b}/*.yml", "prod/", "{a,b}/*.yml")]
    [TestCase("prod[12]/*.yml", "", "prod[12]/*.yml")]
    public void A_search_begins_below_the_parts_without_special_characters(string pattern, string folder, string glob)
    {
        (string actualFolder, GlobPattern actualGlob) = GlobPattern.Split(pattern);

        Assert.That(actualFolder, Is.EqualTo(folder));
        Assert.That(actualGlob.Pattern, Is.EqualTo(glob));
    }

    [TestCase("**/*a*a*a*a*a*b")]
    [TestCase("**/*[ab]*[ab]*[ab]*[ab]*[ab]*b")]
    public void No_pattern_takes_long(string part)
    {
        var pattern = new GlobPattern(string.Join('/', Enumerable.Repeat(part, 50)));

        Assert.That(pattern.IsMatch(string.Join('/', Enumerable.Repeat(new string('a', 200), 200))), Is.False);
    }

    [Test]
    public void Braces_that_stand_for_too_many_texts_are_themselves()
    {
        string pattern = string.Concat(Enumerable.Repeat("{a,b}", 40));

        Assert.That(new GlobPattern(pattern).IsMatch(pattern));
        Assert.That(new GlobPattern(pattern).IsMatch(new string('a', 40)), Is.False);
    }
}
