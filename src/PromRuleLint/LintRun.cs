using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Results.Suppressions;
using PromRuleLint.Rules;

namespace PromRuleLint;

/// <summary>What linting gave.</summary>
public sealed class LintRun
{
    internal LintRun(ImmutableArray<Diagnostic> diagnostics, ImmutableArray<SuppressedDiagnostic> suppressed, ImmutableArray<RuleFileKind> kinds, DateOnly? holdsUntil)
    {
        Diagnostics = diagnostics;
        Suppressed = suppressed;
        Kinds = kinds;
        HoldsUntil = holdsUntil;
    }

    /// <summary>The findings that are on, sorted by path, place and id.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>The findings that comments suppress, sorted by path, place and id; each place by itself.</summary>
    public ImmutableArray<SuppressedDiagnostic> Suppressed { get; }

    /// <summary>Of each input what the file is.</summary>
    public ImmutableArray<RuleFileKind> Kinds { get; }

    /// <summary>The last day on which the same input gives the same findings; null where no suppression ends.</summary>
    internal DateOnly? HoldsUntil { get; }
}
