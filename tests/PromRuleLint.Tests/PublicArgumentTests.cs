using System.Reflection;
using PromRuleLint.Text;

namespace PromRuleLint.Tests;

/// <summary>A null where none is allowed is an <see cref="ArgumentException"/> of every static method of the library; sums of facts are left out.</summary>
public sealed class PublicArgumentTests
{
    private static readonly NullabilityInfoContext Nullability = new();

    private static IEnumerable<TestCaseData> Methods() =>
        from type in typeof(Linter).Assembly.GetExportedTypes()
        where !type.ContainsGenericParameters && type != typeof(PromRuleLint.Facts.ValueSet)
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where !method.ContainsGenericParameters && !method.IsSpecialName
        from parameter in method.GetParameters()
        where !parameter.ParameterType.IsValueType && !parameter.IsOut && !parameter.ParameterType.IsByRef && Nullability.Create(parameter).WriteState == NullabilityState.NotNull
        where method.GetParameters().All(static each => !each.ParameterType.IsByRefLike && !each.ParameterType.IsByRef)
        select new TestCaseData(method, parameter).SetName($"{type.Name}.{method.Name}({parameter.Name})");

    [TestCaseSource(nameof(Methods))]
    public void Null_is_refused(MethodInfo method, ParameterInfo parameter)
    {
        object?[] arguments = [.. method.GetParameters().Select(each => each == parameter ? null : Sample(each))];

        Assert.That(() => Enumerate(method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)), Throws.InstanceOf<ArgumentException>());
    }

    // An iterator looks at nothing before it is asked for its first item.
    private static void Enumerate(object? result)
    {
        if (result is System.Collections.IEnumerable items)
        {
            foreach (object? _ in items)
            {
            }
        }
    }

    private static object? Sample(ParameterInfo parameter) =>
        parameter.HasDefaultValue ? parameter.DefaultValue ?? (parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null)
        : parameter.ParameterType == typeof(string) ? "up"
        : parameter.ParameterType == typeof(SourceText) ? new SourceText("a.yml", "groups: []\n")
        : parameter.ParameterType == typeof(TextWriter) ? TextWriter.Null
        : parameter.ParameterType.IsArray ? Array.CreateInstance(parameter.ParameterType.GetElementType()!, 0)
        : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
        : null;
}
