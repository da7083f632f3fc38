using System.Collections.Immutable;
using PromRuleLint.Checks;
using PromRuleLint.Diagnostics;
using PromRuleLint.RuleSets;

namespace PromRuleLint;

/// <summary>
/// The route of every lint: read, parse, facts, checks, suppress, sort. Does no I/O and keeps no state between calls;
/// may be used by several threads.
/// </summary>
public sealed class Linter
{
    private readonly Lazy<CheckRunner> _runner;

    /// <summary>Makes a linter with PromRuleLint's own checks and, if given, others.</summary>
    /// <param name="additionalChecks">The others.</param>
    /// <exception cref="ArgumentException">One of the others is null, names no descriptors or a null one, has an id or a name that is taken, or fails when it is set up; the failure is the inner exception.</exception>
    public Linter(IEnumerable<Check>? additionalChecks = null)
    {
        Check[] others = [.. additionalChecks ?? []];
        foreach (Check check in others)
        {
            LinterArguments.Validate(check, nameof(additionalChecks));
        }

        Checks = [.. CheckCatalog.All, .. others];
        LinterArguments.RefuseTaken(others, nameof(additionalChecks));
        Descriptors = CheckCatalog.IndexOf(Checks);

        // A host that has findings of an earlier run needs no actions of checks.
        _runner = new Lazy<CheckRunner>(static () => new CheckRunner(CheckCatalog.All));
        foreach (Check check in others)
        {
            try
            {
                _runner.Value.Add(check);
            }
            catch (Exception exception)
            {
                throw LinterArguments.Failed(check, exception, nameof(additionalChecks));
            }
        }
    }

    /// <summary>All checks that run.</summary>
    public ImmutableArray<Check> Checks { get; }

    /// <summary>All that can be found, by these checks and the tool itself.</summary>
    public DescriptorIndex Descriptors { get; }

    /// <summary>Lints files together: what one records, another of the same rule set may use.</summary>
    /// <param name="inputs">The files.</param>
    /// <param name="today">The day on which suppressions may have expired; null to let none expire.</param>
    /// <param name="cancellation">Ends the work early with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The findings that are on, sorted by path, place and id.</returns>
    /// <exception cref="ArgumentException">An input is null, or lacks its source, its configuration or a list.</exception>
    public ImmutableArray<Diagnostic> Lint(IReadOnlyList<LintInput> inputs, DateOnly? today = null, CancellationToken cancellation = default) => Run(inputs, today, cancellation).Diagnostics;

    /// <summary>Lints files together and reports the kind of each.</summary>
    /// <inheritdoc cref="Lint"/>
    public LintRun Run(IReadOnlyList<LintInput> inputs, DateOnly? today = null, CancellationToken cancellation = default)
    {
        LinterArguments.Validate(inputs, nameof(inputs));
        LintPass pass = Begin(inputs, today, isKept: false, cancellation);
        pass.Read();
        pass.FindRuleSets();
        pass.Check();
        return pass.Report();
    }

    /// <summary>A lint whose steps are still to be done.</summary>
    internal LintPass Begin(IReadOnlyList<LintInput> inputs, DateOnly? today, bool isKept, CancellationToken cancellation) =>
        new(this, _runner.Value.For(inputs.Select(static input => input.Configuration)), inputs, today, cancellation, isKept);

    /// <summary>Which of the files are loaded together, as far as it is known or has to be assumed.</summary>
    /// <exception cref="ArgumentException">An input is null, or lacks its source, its configuration or a list.</exception>
    public static ImmutableArray<RuleSetDefinition> FindRuleSets(IReadOnlyList<LintInput> inputs, CancellationToken cancellation = default)
    {
        LinterArguments.Validate(inputs, nameof(inputs));
        return RuleSetFinder.Find(inputs, LintPass.Read(inputs, cancellation));
    }
}
