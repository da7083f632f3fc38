using PromRuleLint.Hosting;

namespace PromRuleLint.MSBuild.Tests.Hosting;

/// <summary>What is looked at in a folder, and what is left alone because it is of another program.</summary>
public class RuleKeysTests
{
    [TestCase("groups: [\n")]
    [TestCase("- group: a\n")]
    [TestCase("{\"spec\":{\"groups\":[")]
    [TestCase("data:\n  a.yml: |\n    groups :\n")]
    [TestCase("rules:\n- record: a\n  expr:[\n")]
    [TestCase("tests:\n- 'input_series': [\n")]
    [TestCase("\uFEFFGroups: [\n")]
    [TestCase("{{ if .Values.on }}groups:\n")]
    [TestCase("data:\n  a.yml: \"# shop\\ngroups:\\n- name: a\\n\"\n")]
    [TestCase("data: {a.yml: \"groups:\\n\"}\n")]
    [TestCase("data: {a.json: \"{\\\"groups\\\": []}\"}\n")]
    public void Has_keys_of_rules(string text) => Assert.That(RuleKeys.StandIn(text), Is.True);

    [TestCase("rules_version = '2';\nservice cloud.store {\n  match /groups/{group} { allow read: if isMember(group); }\n}\n// groups: who may read\n")]
    [TestCase("SUBSYSTEM==\"usb\", GROUP=\"plugdev\"\n")]
    [TestCase("paths:\n  /groups: [\n  text: has expr and groups: too\n")]
    [TestCase("")]
    public void Has_none(string text) => Assert.That(RuleKeys.StandIn(text), Is.False);
}
