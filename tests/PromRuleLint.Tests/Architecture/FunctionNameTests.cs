using System.Text.RegularExpressions;
using PromRuleLint.PromQL.Functions;

namespace PromRuleLint.Tests.Architecture;

/// <summary>Families of functions are traits of the functions, so that a new function is in all of its families at once.</summary>
public partial class FunctionNameTests
{
    // How each function computes, which facts follow from it and which function stands for it is said function by function.
    private static readonly string[] OneByOne = ["PromQL/Functions/", "Evaluation/", "Facts/Transfer/", "Testing/Mutation/RuleMutations.cs"];

    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal)
    {
        ["Checks/Policy/RecordContent.cs"] = "words of the names of recorded series, not functions",
        ["Checks/Policy/RecordNameParts.cs"] = "words of the names of recorded series, not functions",
        ["Checks/Liveness/UnboundedIndicator.cs"] = "words of the names of metrics, not functions",
        ["PromQL/Operators.cs"] = "the operators and functions of durations, in the order of their enumeration",
        ["Configuration/HeartbeatConfiguration.cs"] = "the default of an option that lists functions",
    };

    [Test]
    public void Families_of_functions_are_traits()
    {
        string[] strays = [.. Patterns().Where(static pattern => !Allowed.ContainsKey(pattern.File)).Select(static pattern => $"{pattern.File}: {string.Join(", ", pattern.Names)}")];
        Assert.That(strays, Is.Empty, "make it a trait of the functions (FunctionTraits)");
    }

    [Test]
    public void Files_that_may_name_several_functions_do() =>
        Assert.That(Allowed.Keys.Except(Patterns().Select(static pattern => pattern.File)), Is.Empty, "take it off the list");

    [TestCase("""call.Name is "rate" or "irate" or "increase" """, "rate, irate, increase")]
    [TestCase("""string[] names = ["absent", "ceil", "floor"];""", "absent, ceil, floor")]
    [TestCase("""
        case "rate"
            or "irate" or "increase":
        """, "rate, irate, increase")]
    [TestCase("""call.Name is "rate" or "irate" """, "")]
    [TestCase("""["critical", "warning", "info"]""", "")]
    [TestCase("""call.Name is "rate" ? "increase" : "irate" """, "")]
    public void A_pattern_is_found(string code, string names) =>
        Assert.That(string.Join("; ", FamiliesIn(code).Select(static family => string.Join(", ", family))), Is.EqualTo(names));

    private static IEnumerable<(string File, string[] Names)> Patterns()
    {
        string library = Path.Combine(Repository.Root, "src", "PromRuleLint");
        return from path in Directory.EnumerateFiles(library, "*.cs", SearchOption.AllDirectories)
               let file = Path.GetRelativePath(library, path).Replace(Path.DirectorySeparatorChar, '/')
               where !file.StartsWith("bin/", StringComparison.Ordinal) && !file.StartsWith("obj/", StringComparison.Ordinal)
                   && !OneByOne.Any(place => file.StartsWith(place, StringComparison.Ordinal))
               from names in FamiliesIn(File.ReadAllText(path))
               select (file, names);
    }

    /// <summary>Three or more names of functions that stand as alternatives or elements of one list.</summary>
    private static IEnumerable<string[]> FamiliesIn(string code) =>
        from list in Lists().Matches(code)
        let names = Literals().Matches(list.Value).Select(static literal => literal.Groups[1].Value).Where(static name => FunctionTable.Find(name) is not null).ToArray()
        where names.Length > 2
        select names;

    /// <summary>Strings with <c>or</c> or a comma between them.</summary>
    [GeneratedRegex(@"(?:""[a-z0-9_]+""\s*(?:\bor\b|,)\s*){2,}""[a-z0-9_]+""", RegexOptions.NonBacktracking)]
    private static partial System.Text.RegularExpressions.Regex Lists();

    [GeneratedRegex("\"([a-z0-9_]+)\"")]
    private static partial System.Text.RegularExpressions.Regex Literals();
}
