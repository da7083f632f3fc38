using System.Reflection;
using PromRuleLint.Rules.Mappings;

namespace PromRuleLint.Tests.Rules;

/// <summary>What holds of all tables of fields.</summary>
public class FieldTableTests
{
    private static readonly MappingTable[] Tables = [.. typeof(MappingTable).Assembly.GetTypes()
        .Where(static type => !type.ContainsGenericParameters)
        .SelectMany(static type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(static field => field.FieldType.IsSubclassOf(typeof(MappingTable)))
        .Select(static field => (MappingTable)field.GetValue(null)!)];

    [Test]
    public void There_are_tables() => Assert.That(Tables.Select(static table => table.What), Is.SupersetOf(new[] { "a rule", "a group", "a test", "a key of the configuration", "a key of a condition", "a relabeling" }));

    [Test]
    public void A_field_is_named_once()
    {
        foreach (MappingTable table in Tables)
        {
            Assert.That(table.Fields.Select(static field => field.Name), Is.Unique, table.What);
            Assert.That(table.Fields.Select(field => table.Find(field.Name)), Is.EqualTo(table.Fields), table.What);
            Assert.That(table.Fields.Where(static field => !field.Only.IsDefault).Select(static field => field.Only.Length), Has.All.Positive, table.What);
        }
    }
}
