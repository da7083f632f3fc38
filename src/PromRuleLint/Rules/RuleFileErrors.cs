using System.Collections.Immutable;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>Collects the errors of a file: each once, though an aliased rule is read once for each alias.</summary>
internal sealed class RuleFileErrors
{
    /// <summary>The limit for one file. A few characters can cause an error each, and nobody reads that many.</summary>
    private const int MaxErrors = 50_000;

    private readonly List<RuleFileError> _errors = [];
    private readonly HashSet<(RuleFileErrorKind, SourceRange, string)> _seen = [];

    public void Add(RuleFileErrorKind kind, SourceRange range, string message, string? replacement = null, SourceRange? relatedRange = null, string? relatedMessage = null) =>
        Add(new RuleFileError(kind, range, message, replacement, relatedRange, relatedMessage));

    public void Add(RuleFileError error)
    {
        if (_errors.Count < MaxErrors && _seen.Add((error.Kind, error.Range, error.Message)))
        {
            _errors.Add(error);
        }
    }

    public void Add(IEnumerable<RuleFileError> errors)
    {
        foreach (RuleFileError error in errors)
        {
            Add(error);
        }
    }

    public void Add(ImmutableArray<YamlError> errors)
    {
        foreach (YamlError error in errors)
        {
            RuleFileErrorKind kind = error.Kind switch
            {
                YamlErrorKind.DuplicateKey => RuleFileErrorKind.DuplicateKey,
                YamlErrorKind.TooDeepOrTooManyAliases => RuleFileErrorKind.TooDeepOrTooManyAliases,
                _ => RuleFileErrorKind.YamlSyntax,
            };
            Add(kind, error.Range, error.Message, relatedRange: error.RelatedRange, relatedMessage: error.RelatedRange is null ? null : "the first is here");
        }
    }

    /// <summary>Removes the errors in a part of the text, except that it is not YAML.</summary>
    public void Forget(SourceRange part) => _errors.RemoveAll(error => part.Contains(error.Range.Start) && error.Kind != RuleFileErrorKind.YamlSyntax);

    /// <summary>Removes the errors from an offset on, because that part of the file is not read.</summary>
    public void ForgetFrom(int offset) => _errors.RemoveAll(error => error.Range.Start >= offset);

    /// <summary>All errors in the order of the text. An error at an alias is left out if the same error is reported at its anchor.</summary>
    public ImmutableArray<RuleFileError> ToImmutable(ImmutableArray<YamlAlias> aliases)
    {
        if (!aliases.IsEmpty && _errors.Count > 0)
        {
            ILookup<SourceRange, YamlAlias> byRange = aliases.ToLookup(static alias => alias.Range);
            Dictionary<(RuleFileErrorKind, string), SourceRange[]> said = _errors.GroupBy(static error => (error.Kind, error.Message))
                .ToDictionary(static group => group.Key, static group => group.Select(static error => error.Range).OrderBy(static range => range.Start).ToArray());
            _errors.RemoveAll(error => byRange[error.Range].Any(alias => HasOneInside(said[(error.Kind, error.Message)], alias.AnchorRange)));
        }

        return [.. _errors.OrderBy(static error => error.Range.Start)];
    }

    // Ranges of errors do not overlap in part, so the first one that starts inside decides.
    private static bool HasOneInside(SourceRange[] ranges, SourceRange outer)
    {
        int low = 0;
        int high = ranges.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (ranges[middle].Start < outer.Start)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < ranges.Length && ranges[low].End <= outer.End;
    }
}
