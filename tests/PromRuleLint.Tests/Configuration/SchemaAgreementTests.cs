using System.Text.Json.Nodes;
using PromRuleLint.Checks;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Configuration;

/// <summary>
/// What the JSON schema accepts the configuration reader accepts without a finding, and what the reader refuses the schema
/// refuses: random configurations of all keys, some with a fault that the schema can see.
/// </summary>
public sealed class SchemaAgreementTests
{
    private const int Rounds = 5000;

    private static readonly JsonObject Schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "src", "PromRuleLint", "Configuration", "promrulelint.schema.json")))!.AsObject();

    [Test]
    public void What_the_schema_accepts_gives_no_finding_and_what_it_refuses_gives_one()
    {
        int accepted = 0;
        int refused = 0;
        var reached = new HashSet<string>(StringComparer.Ordinal);
        for (int seed = 1; seed <= Rounds; seed++)
        {
            var maker = new RandomConfiguration(Schema, new Random(seed), isFaulty: seed % 2 == 0);
            JsonNode? configuration = maker.Make();
            reached.UnionWith(maker.Reached);
            string text = configuration?.ToJsonString() ?? "null";
            bool isValid = new SchemaValidation(Schema).IsValid(configuration);
            accepted += isValid ? 1 : 0;
            refused += isValid ? 0 : 1;
            string[] findings = [.. ConfigurationReader.Read(new SourceText("promrulelint.yml", text), [.. CheckCatalog.Descriptors.All, CheckSettingTests.Descriptor]).Diagnostics.Select(static finding => finding.ToString())];

            Assert.That(findings.Length == 0, Is.EqualTo(isValid), $"seed {seed}, the schema {(isValid ? "accepts" : "refuses")} {text}\n{string.Join('\n', findings)}");
        }

        Assert.That(accepted, Is.GreaterThan(Rounds / 4));
        Assert.That(refused, Is.GreaterThan(Rounds / 4));
        Assert.That(RandomConfiguration.Keys(Schema).Except(reached), Is.Empty, "each key is tried");
    }

    [TestCase("!!binary aGVhcnRiZWF0")]
    [TestCase("!include other.yml")]
    [TestCase("!x a")]
    [TestCase("!!python/object:os.system a")]
    public void Tag_that_is_not_known_is_a_finding(string value)
    {
        foreach (string text in new[] { $"rule_set: {value}\n", $"realm: {{label: {value}}}\n", $"files: {{include: [{value}]}}\n", $"{value}\n" })
        {
            Assert.That(ConfigurationReader.Read(new SourceText("promrulelint.yml", text), CheckCatalog.Descriptors.All).Diagnostics, Is.Not.Empty, text);
        }
    }

    [TestCase("!x {label: a}")]
    [TestCase("!!set {label: a}")]
    public void Tag_of_a_mapping_that_is_not_known_is_a_finding(string value) =>
        Assert.That(ConfigurationReader.Read(new SourceText("promrulelint.yml", $"realm: {value}\n"), CheckCatalog.Descriptors.All).Diagnostics, Is.Not.Empty);
}
