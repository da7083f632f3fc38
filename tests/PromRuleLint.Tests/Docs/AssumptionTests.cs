using System.Collections.Immutable;
using System.Text.Json;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.Tests.Verification;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Docs;

/// <summary>What a finding assumes has one name, which the configuration knows and can deny: held against all examples of the pages.</summary>
public sealed class AssumptionTests
{
    private static readonly ImmutableArray<(LintConfiguration Configuration, (string Path, string Text)[] Files)> Examples =
    [
        .. from page in CheckPage.All()
           from block in page.Blocks
           where block.Has("bad") && !block.Has("test-run")
           select (CheckPageTests.ConfigurationFor(page, block, page.Id), block.Files().Select(static file => (file.Path, MarkedText.Parse(file.Marked).Text)).ToArray()),
    ];

    private static IEnumerable<string> Names => Assumption.All.Select(static assumption => assumption.Name);

    [Test]
    public void The_schema_of_the_configuration_has_each_and_no_other()
    {
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "src", "PromRuleLint", "Configuration", "promrulelint.schema.json")));
        JsonElement known = schema.RootElement.GetProperty("properties").GetProperty("assumptions").GetProperty("properties");
        Assert.That(known.EnumerateObject().Select(static property => property.Name), Is.EquivalentTo(Names));
    }

    [TestCaseSource(nameof(Names))]
    public void Denying_it_takes_what_rests_on_it_and_nothing_else(string name)
    {
        LintConfiguration denying = ConfigurationReader.Read(new SourceText("promrulelint.yml", $"assumptions: {{{name}: false}}\n"), []).Configuration;
        Assert.That(denying.DeniedAssumptions, Is.EqualTo(new[] { name }));

        int resting = 0;
        foreach ((LintConfiguration configuration, (string Path, string Text)[] files) in Examples)
        {
            Diagnostic[] before = [.. Apart(configuration, files)];
            Diagnostic[] assumed = [.. before.Where(finding => finding.Assumptions.Any(assumption => assumption.Name == name))];
            resting += assumed.Length;
            if (assumed.Length > 0)
            {
                string[] after = [.. Apart(configuration with { DeniedAssumptions = denying.DeniedAssumptions }, files).Select(Show)];
                Assert.That(after.Intersect(assumed.Select(Show)), Is.Empty);
                Assert.That(before.Except(assumed).Select(Show), Is.SubsetOf(after));
            }
        }

        Assert.That(resting, Is.Positive, "an example of a page rests on it");
    }

    [Test]
    public void A_finding_that_is_assumed_names_what() => Assert.That(
        Examples.SelectMany(static example => Apart(example.Configuration, example.Files)).Where(static finding => (finding.Confidence == Confidence.Assumed) == finding.Assumptions.IsEmpty && finding.Confidence != Confidence.Style).Select(Show),
        Is.Empty);

    private static IEnumerable<Diagnostic> Apart(LintConfiguration configuration, (string Path, string Text)[] files) =>
        LintVerifier.Lint(configuration, files).SelectMany(static finding => finding.Apart());

    private static string Show(Diagnostic finding) => $"{finding.Location.Path} {finding.Location.Range} {finding.Id}";
}
