using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Mono.Cecil;
using Mono.Cecil.Cil;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Tests.Architecture;

/// <summary>
/// A record that holds a place is equal to no other of the same content somewhere else, so whoever compares such records asks
/// where they stand and not what they say. The code of the library is read for comparisons: by operators, in sets, as keys.
/// </summary>
public sealed class RecordEqualityTests
{
    private static readonly Type[] Places = [typeof(SourceRange), typeof(TextRange), typeof(SourceText), typeof(YamlNode), typeof(Expr), typeof(Rule), typeof(RuleGroup), typeof(RuleFile), typeof(TestFile)];

    private static readonly string[] ByValue =
        ["Distinct", "Contains", "ToHashSet", "Union", "Except", "Intersect", "SequenceEqual", "IndexOf", "LastIndexOf", "Remove", "Replace", "ToFrozenSet", "ToImmutableHashSet", "CreateRange"];

    private static readonly string[] ByKey =
        ["GroupBy", "ToDictionary", "ToLookup", "CountBy", "AggregateBy", "DistinctBy", "ExceptBy", "UnionBy", "IntersectBy", "ToFrozenDictionary", "ToImmutableDictionary"];

    private static readonly string[] ByKeyOfTwo = ["Join", "GroupJoin", "LeftJoin"];

    private static readonly string[] Keyed = ["HashSet`1", "Dictionary`2", "ConcurrentDictionary`2", "OrderedDictionary`2", "EqualityComparer`1"];

    /// <summary>Where the place is what is asked for.</summary>
    private static readonly (string Record, string In, string Reason)[] Allowed =
    [
        ("EitherJoin", "LivenessSignals", "a join is one finding, by however many rules it is reached"),
        ("LabelName", "SharedLabels", "a list is shared where it stands at the same place of another expression"),
        ("TemplateQuery", "ImpossibleTemplateLabel", "the labels that are read of one call belong together, and those of another call with the same text do not"),
        ("TestVariable", "TestGroupReader", "a variable without a value is reported at each of its places, once for all rows of a table"),
    ];

    private static readonly Dictionary<string, Type> RecordsWithPlaces = typeof(Linter).Assembly.GetTypes()
        .Where(static type => IsRecord(type) && !HasOwnEquality(type) && HoldsPlace(type, []))
        .ToDictionary(static type => type.FullName!.Replace('+', '/'), StringComparer.Ordinal);

    [Test]
    public void Records_with_places_are_not_compared() =>
        Assert.That(
            Comparisons(typeof(Linter).Assembly),
            Is.EquivalentTo(Allowed.Select(static each => (each.Record, each.In))),
            "compare what is said, give the record an equality of its own, or say here why the place counts");

    [Test]
    public void All_ways_to_compare_are_seen() =>
        Assert.That(
            Comparisons(typeof(RecordEqualityTests).Assembly).Where(static found => found.In == nameof(RecordEqualityTests)).Select(static found => found.Record),
            Is.EquivalentTo(new[] { nameof(TestVariable), nameof(Location), nameof(AlertTest), nameof(ExpectedAlert), nameof(ExpressionTest) }));

    [TestCase(typeof(Location), true)]
    [TestCase(typeof(YamlFile), true)]
    [TestCase(typeof(LintConfiguration), true)]
    [TestCase(typeof(PromQLOptions), false)]
    public void Places_are_found_however_deep(Type record, bool holdsPlace) =>
        Assert.That(RecordsWithPlaces.ContainsValue(record), Is.EqualTo(holdsPlace));

    private static HashSet<(string Record, string In)> Comparisons(Assembly assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly.Location);
        return
        [
            .. from type in module.GetTypes()
               from method in type.Methods
               where method.HasBody && !IsGenerated(method)
               from instruction in method.Body.Instructions
               let called = instruction.Operand as MethodReference
               where called is not null
               from compared in ComparedBy(called)
               from name in NamesIn(compared)
               where RecordsWithPlaces.ContainsKey(name)
               select (RecordsWithPlaces[name].Name, OutermostNameOf(type)),
        ];
    }

    /// <summary>The types whose values a call compares; none where it is given a comparer.</summary>
    private static IEnumerable<TypeReference> ComparedBy(MethodReference called)
    {
        if (called.Parameters.Any(static parameter => parameter.ParameterType.Name.StartsWith("IEqualityComparer", StringComparison.Ordinal)))
        {
            yield break;
        }

        if (called.Name is "op_Equality" or "op_Inequality" or "Equals")
        {
            yield return called.DeclaringType;
        }

        if (called.DeclaringType is GenericInstanceType generic)
        {
            // What is in a set was put into one that was made somewhere.
            bool isKeyed = Keyed.Contains(generic.ElementType.Name);
            if (isKeyed ? called.Name is ".ctor" or "get_Default" : ByValue.Contains(called.Name))
            {
                yield return generic.GenericArguments[0];
            }
        }

        if (called is GenericInstanceMethod method)
        {
            int key = ByValue.Contains(called.Name) ? 0 : ByKey.Contains(called.Name) ? 1 : ByKeyOfTwo.Contains(called.Name) ? 2 : -1;
            if (key >= 0)
            {
                yield return method.GenericArguments[Math.Min(key, method.GenericArguments.Count - 1)];
            }
        }
    }

    private static IEnumerable<string> NamesIn(TypeReference type) =>
        type is GenericInstanceType generic && (generic.ElementType.Name.StartsWith("ValueTuple", StringComparison.Ordinal) || generic.ElementType.Name.StartsWith("<>f__AnonymousType", StringComparison.Ordinal) || generic.ElementType.Name is "Nullable`1" or "EqualityComparer`1")
            ? generic.GenericArguments.SelectMany(NamesIn)
            : [type.GetElementType().FullName];

    private static string OutermostNameOf(TypeDefinition type) => type.DeclaringType is { } outer ? OutermostNameOf(outer) : type.Name;

    private static bool IsGenerated(MethodDefinition method) =>
        method.CustomAttributes.Any(static attribute => attribute.AttributeType.Name == nameof(CompilerGeneratedAttribute));

    private static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$") is not null
        || (type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic)?.GetCustomAttribute<CompilerGeneratedAttribute>() is not null);

    private static bool HasOwnEquality(Type type) =>
        type.GetMethod("Equals", [type]) is { } equals && equals.GetCustomAttribute<CompilerGeneratedAttribute>() is null;

    private static bool HoldsPlace(Type type, HashSet<Type> seen) =>
        seen.Add(type) && type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(field => IsPlace(field.FieldType, seen));

    private static bool IsPlace(Type type, HashSet<Type> seen)
    {
        if (Array.Exists(Places, place => place.IsAssignableFrom(type)))
        {
            return true;
        }

        if (type.IsArray)
        {
            return IsPlace(type.GetElementType()!, seen);
        }

        if (type.IsGenericType && (typeof(IEnumerable).IsAssignableFrom(type) || type.Name.StartsWith("ValueTuple", StringComparison.Ordinal) || type.Name == "Nullable`1" || type.Name == "Lazy`1"))
        {
            return type.GetGenericArguments().Any(argument => IsPlace(argument, seen));
        }

        return type.Assembly == typeof(Linter).Assembly && IsRecord(type) && !HasOwnEquality(type) && HoldsPlace(type, seen);
    }

    /// <summary>What the library does not do.</summary>
    private static class Samples
    {
        public static bool ByOperator(TestVariable a, TestVariable b) => a == b;

        public static int InSet(Location location) => new HashSet<Location> { location }.Count;

        public static int InSetBySelf(ExpectedSample sample) => new HashSet<ExpectedSample>(ReferenceEqualityComparer.Instance) { sample }.Count;

        public static int AsKey(IEnumerable<AlertTest> tests) => tests.GroupBy(static test => test).Count();

        public static bool InList(ImmutableArray<ExpectedAlert> alerts, ExpectedAlert alert) => alerts.Contains(alert);

        public static int InTuple(ExpressionTest test) => new HashSet<(ExpressionTest Test, int Number)> { (test, 1) }.Count;
    }
}
