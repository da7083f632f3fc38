using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Configuration;

/// <summary>Custom checks declare settings on their descriptors; the configuration file sets them by the check's name.</summary>
public sealed class CheckSettingTests
{
    private static readonly CheckSetting<string> Annotation = CheckSetting.Text("annotation", "runbook_url", "Which annotation.");
    private static readonly CheckSetting<ImmutableArray<string>> Teams = CheckSetting.Texts("teams", ["shop"], "Which teams.");
    private static readonly CheckSetting<long> Most = CheckSetting.Count("most", 3, "How many.");
    private static readonly CheckSetting<bool> Strict = CheckSetting.Boolean("strict", false, "Whether.");
    private static readonly CheckSetting<TimeSpan> Wait = CheckSetting.Duration("wait", TimeSpan.FromMinutes(5), "How long.");
    private static readonly CheckSetting<string> Name = CheckSetting.Pattern("name_pattern", ".*", "Which names.");

    internal static readonly DiagnosticDescriptor Descriptor = new(id: "ACME0001", name: "acme-check", title: "A title", messageFormat: "A message", defaultSeverity: DiagnosticSeverity.Warning)
    {
        Settings = [Annotation, Teams, Most, Strict, Wait, Name],
    };

    private static readonly DiagnosticDescriptor Plain = new(id: "ACME0002", name: "acme-plain", title: "A title", messageFormat: "A message", defaultSeverity: DiagnosticSeverity.Warning);

    [Test]
    public void Values_of_each_kind_are_read()
    {
        LintConfiguration read = Read("""
            settings:
              acme-check:
                annotation: playbook
                teams: [shop, stock]
                most: 7
                strict: true
                wait: 90s
                name_pattern: Shop.*
            """);
        Assert.Multiple(() =>
        {
            Assert.That(read.ValueOf(Descriptor, Annotation), Is.EqualTo("playbook"));
            Assert.That(read.ValueOf(Descriptor, Teams), Is.EqualTo(new[] { "shop", "stock" }));
            Assert.That(read.ValueOf(Descriptor, Most), Is.EqualTo(7));
            Assert.That(read.ValueOf(Descriptor, Strict), Is.True);
            Assert.That(read.ValueOf(Descriptor, Wait), Is.EqualTo(TimeSpan.FromSeconds(90)));
            Assert.That(read.ValueOf(Descriptor, Name), Is.EqualTo("Shop.*"));
        });
    }

    [Test]
    public void What_the_file_does_not_say_has_its_default()
    {
        LintConfiguration read = Read("settings: {ACME0001: {most: 0}}");
        Assert.That((read.ValueOf(Descriptor, Annotation), read.ValueOf(Descriptor, Most), read.ValueOf(Descriptor, Wait)), Is.EqualTo(("runbook_url", 0, TimeSpan.FromMinutes(5))));
        Assert.That(LintConfiguration.Default.ValueOf(Descriptor, Teams), Is.EqualTo(new[] { "shop" }));
        Assert.That(() => read.ValueOf(Plain, Most), Throws.ArgumentException.With.Message.Contains("does not declare the setting 'most'"));
    }

    [TestCase("settings: ⟦5⟧", "a mapping from a custom check")]
    [TestCase("settings: {⟦acme-chekc⟧: {most: 1}}", "acme-check")]
    [TestCase("settings: {⟦acme-plain⟧: {most: 1}}", "has no settings here")]
    [TestCase("settings: {⟦short-rate-window⟧: {most: 1}}", "has no settings here")]
    [TestCase("settings: {acme-check: ⟦[most]⟧}", "a mapping with the keys")]
    [TestCase("settings: {acme-check: {⟦mosst⟧: 1}}", "did you mean 'most'?")]
    [TestCase("settings: {acme-check: {⟦elephants⟧: 1}}", "the keys are")]
    [TestCase("settings: {acme-check: {most: ⟦many⟧}}", "a whole number")]
    [TestCase("settings: {acme-check: {strict: ⟦maybe⟧}}", "true")]
    [TestCase("settings: {acme-check: {wait: ⟦5 minutes⟧}}", "5 minutes")]
    [TestCase("settings: {acme-check: {name_pattern: '⟦[⟧'}}", "]")]
    [TestCase("settings: {acme-check: {most: 1}, ACME0001: {⟦most⟧: 2}}", "is set twice")]
    public void What_is_wrong_is_said_at_its_place(string marked, string message)
    {
        MarkedText text = MarkedText.Parse(marked);
        ImmutableArray<Diagnostic> found = Result(text.Text).Diagnostics;
        Assert.That(found.Single().Location.Range, Is.EqualTo(text.Marks[0].Place), found.Single().Message);
        Assert.That(found.Single().Message, Does.Contain(message));
    }

    private static LintConfiguration Read(string text)
    {
        ConfigurationReadResult result = Result(text);
        Assert.That(result.Diagnostics, Is.Empty);
        return result.Configuration;
    }

    private static ConfigurationReadResult Result(string text) => ConfigurationReader.Read(new SourceText("promrulelint.yml", text), [Descriptor, Plain, .. ConfigurationDocsTests.Descriptors]);
}
