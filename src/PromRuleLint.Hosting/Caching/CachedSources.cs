using PromRuleLint.Text;

namespace PromRuleLint.Hosting.Caching;

/// <summary>The texts of a run by number. Two runs with the same key have the same texts in the same order.</summary>
internal sealed class CachedSources
{
    private readonly List<SourceText> _texts = [];
    private readonly Dictionary<SourceText, int> _numbers = new(ReferenceEqualityComparer.Instance);

    /// <summary>Makes the numbers.</summary>
    /// <param name="read">All texts that the run has read.</param>
    /// <param name="files">The files to lint, with the rule files that unit tests name.</param>
    public CachedSources(IEnumerable<SourceText> read, IEnumerable<LintedFile> files)
    {
        IEnumerable<SourceText> tested = files.SelectMany(static file => (file.Input.TestedRuleFiles ?? []).OrderBy(static pair => pair.Key, StringComparer.Ordinal).SelectMany(static pair => pair.Value));
        foreach (SourceText text in read.Concat(tested))
        {
            if (_numbers.TryAdd(text, _texts.Count))
            {
                _texts.Add(text);
            }
        }
    }

    /// <summary>The number of a text; -1 for one that the run has not read.</summary>
    public int NumberOf(SourceText text) => _numbers.GetValueOrDefault(text, -1);

    /// <summary>The text with a number; null where there is none.</summary>
    public SourceText? Find(int number) => number >= 0 && number < _texts.Count ? _texts[number] : null;
}
