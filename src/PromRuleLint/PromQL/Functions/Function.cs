using System.Collections.Immutable;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.PromQL.Functions;

/// <summary>The signature of a PromQL function, as in the reference's <c>promql/parser/functions.go</c>.</summary>
public sealed class Function
{
    internal Function(string name, ExprType returnType, ImmutableArray<ExprType> argumentTypes, int variadic = 0, string? featureFlag = null)
    {
        Name = name;
        ReturnType = returnType;
        ArgumentTypes = argumentTypes;
        Variadic = variadic;
        FeatureFlag = featureFlag;
        SubjectIndex = IndexOf(argumentTypes, ExprType.Matrix) is >= 0 and int range ? range : IndexOf(argumentTypes, ExprType.Vector);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>What a call evaluates to.</summary>
    public ExprType ReturnType { get; }

    /// <summary>The types of the arguments; the last one also of those that follow where <see cref="Variadic"/> allows more.</summary>
    public ImmutableArray<ExprType> ArgumentTypes { get; }

    /// <summary>0: all arguments are required; n &gt; 0: up to n may be left out; -1: any number may follow.</summary>
    public int Variadic { get; }

    /// <summary>The Prometheus that first had it, where that is known to be later than 2.16; null for the older ones.</summary>
    public Version? Since { get; internal init; }

    /// <summary>The Prometheus that has it no more, under the name <see cref="NewName"/>; null for all but renamed functions.</summary>
    public Version? RemovedIn { get; internal init; }

    /// <summary>What a function is called from <see cref="RemovedIn"/> on.</summary>
    public string? NewName { get; internal init; }

    /// <summary>The feature flag without which Prometheus rejects it; null where none is needed.</summary>
    public string? FeatureFlag { get; }

    /// <summary>Whether it needs a feature flag, nearly always <c>promql-experimental-functions</c>.</summary>
    public bool IsExperimental => FeatureFlag is not null;

    /// <summary>The argument whose series the function looks at: the range vector, else the first instant vector; -1 where it has none.</summary>
    internal int SubjectIndex { get; }

    /// <summary>Whether the subject is a range vector.</summary>
    internal bool IsOverRange => SubjectIndex >= 0 && ArgumentTypes[SubjectIndex] == ExprType.Matrix;

    /// <summary>What the function does with its subject.</summary>
    internal FunctionTraits Traits { get; init; }

    /// <summary>Whether the function has all of some traits.</summary>
    internal bool Has(FunctionTraits traits) => (Traits & traits) == traits;

    private static int IndexOf(ImmutableArray<ExprType> types, ExprType type)
    {
        for (int i = 0; i < types.Length; i++)
        {
            if (types[i] == type)
            {
                return i;
            }
        }

        return -1;
    }
}
