using System.Collections.Immutable;
using PromRuleLint.Checks;
using PromRuleLint.Diagnostics;

namespace PromRuleLint;

/// <summary>Refuses what a caller of <see cref="Linter"/> may not hand over, before any work is done.</summary>
internal static class LinterArguments
{
    /// <exception cref="ArgumentNullException">The list is null.</exception>
    /// <exception cref="ArgumentException">An input is null, or lacks its source, its configuration or a list.</exception>
    public static void Validate(IReadOnlyList<LintInput> inputs, string parameter)
    {
        ArgumentNullException.ThrowIfNull(inputs, parameter);
        for (int i = 0; i < inputs.Count; i++)
        {
            string? fault = inputs[i] is not { } input ? "is null"
                : input.Source is null ? "has no source"
                : input.Configuration is null ? "has no configuration"
                : input.LoadedBy.IsDefault || input.OtherNames.IsDefault || input.TestedRuleFiles?.Values.Any(static files => files.IsDefault || files.Contains(null!)) == true ? "has a default list or one that holds null"
                : null;
            if (fault is not null)
            {
                throw new ArgumentException($"Input {i} {fault}.", parameter);
            }
        }
    }

    /// <exception cref="ArgumentException">The check is null, names no descriptors or a null one, or fails when it is asked.</exception>
    public static void Validate(Check? check, string parameter)
    {
        if (check is null)
        {
            throw new ArgumentException("A check is null.", parameter);
        }

        ImmutableArray<DiagnosticDescriptor> descriptors;
        try
        {
            descriptors = check.SupportedDiagnostics;
        }
        catch (Exception exception)
        {
            throw Failed(check, exception, parameter);
        }

        if (descriptors.IsDefault || descriptors.Any(static descriptor => descriptor is null || descriptor.Assumptions.IsDefault || descriptor.Settings.IsDefault))
        {
            throw new ArgumentException($"{check.GetType().FullName}.SupportedDiagnostics is default, or holds null or a descriptor whose assumptions or settings are default.", parameter);
        }
    }

    /// <exception cref="ArgumentException">An id or a name is that of another check or of the tool, or begins as the ids of PromRuleLint's own checks do.</exception>
    public static void RefuseTaken(IEnumerable<Check> others, string parameter)
    {
        var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (DiagnosticDescriptor own in CheckCatalog.Descriptors.All.Concat(TestDiagnostics.All))
        {
            taken[own.Id] = "PromRuleLint";
            taken[own.Name] = "PromRuleLint";
        }

        foreach (Check check in others)
        {
            string name = check.GetType().FullName!;
            foreach (DiagnosticDescriptor descriptor in check.SupportedDiagnostics)
            {
                if (descriptor.Category != DiagnosticCategory.Custom)
                {
                    throw new ArgumentException($"{name} has the id {descriptor.Id}; ids of PRL and four digits are PromRuleLint's own, so use another prefix.", parameter);
                }

                foreach (string word in new[] { descriptor.Id, descriptor.Name })
                {
                    if (!taken.TryAdd(word, name))
                    {
                        throw new ArgumentException($"{name} has the id or name '{word}', which {taken[word]} has already; use another.", parameter);
                    }
                }
            }
        }
    }

    /// <summary>A check that cannot be initialized.</summary>
    public static ArgumentException Failed(Check check, Exception exception, string parameter) =>
        new($"{check.GetType().FullName} cannot be initialized: {FailureText.Describe(exception)}", parameter, exception);
}
