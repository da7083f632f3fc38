using System.Collections.Immutable;

namespace PromRuleLint.Templates;

/// <summary>A function that templates may call.</summary>
/// <param name="Name">Its name.</param>
/// <param name="MinArguments">The lowest count of arguments, a piped one included.</param>
/// <param name="MaxArguments">The highest count; <see cref="int.MaxValue"/> where it takes any number.</param>
/// <param name="Result">What it gives.</param>
/// <param name="Parameters">What each argument must be; an unknown type, or none, is any.</param>
internal sealed record TemplateFunction(string Name, int MinArguments, int MaxArguments, ValueType Result, ImmutableArray<ValueType> Parameters)
{
    /// <summary>The first Prometheus that has it; null where all have it that are in use.</summary>
    public Version? Since { get; init; }

    /// <summary>The only dialect that has it; null where all have it.</summary>
    public TemplateDialect? OnlyIn { get; init; }
}
