using System.Collections.Immutable;
using PromRuleLint.PromQL;

namespace PromRuleLint.Rules;

/// <summary>How rule files are read.</summary>
public sealed record RuleFileReaderOptions
{
    /// <summary>Prometheus' own files, UTF-8 names, the whole of PromQL.</summary>
    public static RuleFileReaderOptions Default { get; } = new();

    /// <summary>Whose fields are known.</summary>
    public RuleSchema Schema { get; init; }

    /// <summary>Whether metric and label names may be any text; otherwise only letters, digits and <c>_</c> (and <c>:</c> in metric names).</summary>
    public bool Utf8Names { get; init; } = true;

    /// <summary>
    /// Whether the file was asked for as one of rules, so that YAML without any is an error, as it is to Prometheus. Resources
    /// of Kubernetes, configurations and other kinds that are known are left alone all the same.
    /// </summary>
    public bool MustHoldRules { get; init; }

    /// <summary>The values of variables, written <c>${NAME}</c> in unit-test files.</summary>
    public ImmutableDictionary<string, string> Variables
    {
        get => field ?? ImmutableDictionary<string, string>.Empty;
        init => field = value.IsEmpty ? null : value;
    }

    /// <summary>
    /// Whether unit-test files are read as promtool reads them: <c>promrulelint:</c> is an unknown field and <c>${NAME}</c> is the
    /// text that it is.
    /// </summary>
    public bool PromtoolOnly { get; init; }

    /// <summary>The patterns that other files of the same run have; null to share them in the file only.</summary>
    internal Regex.Re2Shapes? Patterns { get; init; }

    /// <summary>Makes the texts that stand in the files, for all files of a run; null to share them in the file only.</summary>
    internal Text.SharedTexts? Texts { get; init; }

    /// <summary>The trees of expressions that other files of the same run have; null to share none.</summary>
    internal SharedTrees? Trees { get; init; }

    /// <summary>Ends reading early with an <see cref="OperationCanceledException"/>.</summary>
    internal CancellationToken Cancellation { get; init; }

    /// <summary>Under which Prometheus expressions are read.</summary>
    public PromQLOptions PromQL { get; init; } = PromQLOptions.Default;
}
