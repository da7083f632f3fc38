using PromRuleLint.Checks;
using PromRuleLint.Diagnostics;

namespace PromRuleLint.Tests.Checks;

public sealed class CheckCatalogTests
{
    private static readonly DiagnosticDescriptor[] Descriptors = [.. CheckCatalog.All.SelectMany(static check => check.SupportedDiagnostics).Concat(ToolDiagnostics.All)];

    [Test]
    public void Every_check_of_the_assembly_is_in_the_catalog()
    {
        // What only collects, such as the verdicts of alerts for witnesses, reports nothing and is no check of the catalog.
        IEnumerable<Type> types = typeof(Check).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(Check)) && !type.IsAbstract && type != typeof(PromRuleLint.Testing.Witnesses.AlertVerdicts));
        Assert.That(CheckCatalog.All.Select(static check => check.GetType()), Is.EquivalentTo(types));
    }

    [Test]
    public void Ids_and_names_are_unique_and_in_order()
    {
        string[] ids = [.. CheckCatalog.All.SelectMany(static check => check.SupportedDiagnostics).Select(static descriptor => descriptor.Id)];
        Assert.That(ids, Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
        Assert.That(Descriptors.Select(static descriptor => descriptor.Id), Is.Unique);
        Assert.That(Descriptors.Select(static descriptor => descriptor.Name), Is.Unique);
    }

    [Test]
    public void Ids_are_PRL_and_four_digits_and_names_are_kebab_case() => Assert.Multiple(() =>
    {
        foreach (DiagnosticDescriptor descriptor in Descriptors)
        {
            Assert.That(descriptor.Id, Does.Match("^PRL[0-9][0-9]{3}$"));
            Assert.That(descriptor.Name, Does.Match("^[a-z0-9]+(-[a-z0-9]+)+$"));
            Assert.That(descriptor.HelpLinkUri, Does.EndWith($"/{descriptor.Id}.md"));
            Assert.That(descriptor.Title, Is.Not.Empty.And.Not.EndsWith("."));
        }
    });

    [Test]
    public void Reserved_ids_are_ids_that_no_check_has()
    {
        string[] reserved = [.. ReservedIds.Retired, .. ReservedIds.Planned.Select(static each => each.Id)];

        Assert.That(reserved, Is.Unique.And.All.Match("^PRL[0-9]{4}$"));
        Assert.That(reserved.Intersect(Descriptors.Concat(TestDiagnostics.All).Select(static descriptor => descriptor.Id)), Is.Empty);
    }

    [Test]
    public void Every_id_stands_in_the_changelog()
    {
        string[] changelog = File.ReadAllLines(Path.Combine(Repository.Root, "CHANGELOG.md"));

        Assert.That(Descriptors.Concat(TestDiagnostics.All).Where(descriptor => !changelog.Any(line => line.StartsWith($"| {descriptor.Id} | {descriptor.Name} |", StringComparison.Ordinal))).Select(static descriptor => descriptor.Id), Is.Empty);
    }

    [Test]
    public void A_descriptor_is_found_by_id_and_by_name() => Assert.Multiple(() =>
    {
        Assert.That(CheckCatalog.Find("prl5001")?.Name, Is.EqualTo("forbidden-heartbeat-function"));
        Assert.That(CheckCatalog.Find("forbidden-heartbeat-function")?.Id, Is.EqualTo("PRL5001"));
        Assert.That(CheckCatalog.Find("no-such-check"), Is.Null);
    });
}
