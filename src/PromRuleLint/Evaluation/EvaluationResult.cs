using System.Collections.Immutable;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>What an expression evaluated to.</summary>
public sealed class EvaluationResult
{
    internal EvaluationResult(ExprType type) => Type = type;

    /// <summary>Which of the four values is there.</summary>
    public ExprType Type { get; }

    /// <summary>
    /// The instant vector where <see cref="Type"/> is <see cref="ExprType.Vector"/>; else empty. In the order of the reference: that of
    /// <c>sort</c> and <c>topk</c> is kept, otherwise it has no meaning.
    /// </summary>
    public ImmutableArray<VectorElement> Vector { get; internal init; } = [];

    /// <summary>The series where <see cref="Type"/> is <see cref="ExprType.Matrix"/>, sorted by labels; else empty.</summary>
    public ImmutableArray<MatrixSeries> Matrix { get; internal init; } = [];

    /// <summary>The number where <see cref="Type"/> is <see cref="ExprType.Scalar"/>; else not a number.</summary>
    public double Scalar { get; internal init; } = double.NaN;

    /// <summary>The string where <see cref="Type"/> is <see cref="ExprType.String"/>; else empty.</summary>
    public string String { get; internal init; } = "";

    /// <summary>Warnings and infos, each once, in the order of the text.</summary>
    public ImmutableArray<EvaluationAnnotation> Annotations { get; internal set; } = [];

    /// <summary>How many samples were read from the series: the measure of the work done.</summary>
    public long SamplesRead { get; internal set; }
}
