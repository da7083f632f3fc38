using System.Reflection;
using System.Runtime.CompilerServices;

namespace PromRuleLint.Tests.Architecture;

/// <summary>The library holds no static that changes. What else it must not use stands in <c>BannedSymbols.txt</c>.</summary>
public sealed class StaticStateTests
{
    private static readonly Type[] Changing =
    [
        typeof(Dictionary<,>), typeof(List<>), typeof(HashSet<>), typeof(SortedDictionary<,>), typeof(SortedSet<>), typeof(Queue<>), typeof(Stack<>),
        typeof(System.Collections.Concurrent.ConcurrentDictionary<,>), typeof(System.Collections.Concurrent.ConcurrentBag<>), typeof(ConditionalWeakTable<,>), typeof(System.Text.StringBuilder),
    ];

    private static IEnumerable<FieldInfo> Statics() =>
        from type in typeof(Linter).Assembly.GetTypes()
        where type.GetCustomAttribute<CompilerGeneratedAttribute>() is null && !type.Name.StartsWith('<')
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where !field.IsLiteral && field.GetCustomAttribute<CompilerGeneratedAttribute>() is null
        select field;

    // The count of steps is that of debug builds and of one thread; it is read by tests only.
    [Test]
    public void Static_fields_are_read_only() =>
        Assert.That(Statics().Where(static field => !field.IsInitOnly).Select(Name), Is.SubsetOf(new[] { "PromRuleLint.PromQL.WorkCounter._steps" }));

    [Test]
    public void Static_fields_hold_nothing_that_changes() =>
        Assert.That(Statics().Where(static field => field.FieldType.IsGenericType ? Changing.Contains(field.FieldType.GetGenericTypeDefinition()) : Changing.Contains(field.FieldType)).Select(Name), Is.Empty);

    [Test]
    public void Public_statics_are_not_arrays() =>
        Assert.That(Statics().Where(static field => field is { IsPublic: true, DeclaringType.IsVisible: true } && field.FieldType.IsArray).Select(Name), Is.Empty);

    private static string Name(FieldInfo field) => $"{field.DeclaringType}.{field.Name}";
}
