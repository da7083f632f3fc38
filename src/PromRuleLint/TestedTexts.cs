using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint;

/// <summary>The texts of rule files that the hosts of unit tests found for them, beside those of the files that are linted.</summary>
internal sealed class TestedTexts
{
    private readonly LintInput[] _inputs;
    private readonly Dictionary<string, LintInput> _byPath;
    private readonly HashSet<string> _gone;
    private readonly Dictionary<string, RuleFile> _outside = new(StringComparer.Ordinal);

    public TestedTexts(ReadInput[] before, LintInput[] inputs)
    {
        _inputs = inputs;
        _byPath = inputs.ToDictionary(static input => input.Source.Path, StringComparer.Ordinal);
        HashSet<string> known = new(before.Select(static file => file.Input.Source.Path), StringComparer.Ordinal);
        _gone = new HashSet<string>(known.Where(path => !_byPath.ContainsKey(path)), StringComparer.Ordinal);
        foreach (ReadInput test in before)
        {
            if (test.File.UnitTests is not { TestedRuleFiles: { IsDefault: false } tested })
            {
                continue;
            }

            foreach (RuleFile file in tested.SelectMany(static entry => entry.Files))
            {
                if (!_byPath.ContainsKey(file.Source.Path) && !known.Contains(file.Source.Path))
                {
                    _outside.TryAdd(file.Source.Path, file);
                }
            }
        }
    }

    /// <summary>The files that only tests load, as they were read before.</summary>
    public IEnumerable<RuleFile> Outside => _outside.Values;

    /// <summary>Whether each path has one text and one meaning: else it matters in which order files were read.</summary>
    public bool AreConsistent(int configurations)
    {
        Dictionary<string, string> texts = _outside.ToDictionary(static pair => pair.Key, static pair => pair.Value.Source.Text, StringComparer.Ordinal);
        foreach (SourceText source in _inputs.SelectMany(Tested))
        {
            if (_byPath.TryGetValue(source.Path, out LintInput? input) ? !ReferenceEquals(source, input.Source) && source.Text != input.Source.Text
                : configurations > 1 || (!texts.TryAdd(source.Path, source.Text) && texts[source.Path] != source.Text))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes those unit-test files out of what is known whose rule files have changed.</summary>
    public void Reopen(ReadInput?[] known)
    {
        HashSet<string> changed = new(_gone.Concat(_inputs.Where((_, i) => known[i] is null).Select(static input => input.Source.Path)), StringComparer.Ordinal);
        for (int i = 0; i < known.Length; i++)
        {
            if (known[i] is not null && Tested(_inputs[i]).Any(source => changed.Contains(source.Path)))
            {
                known[i] = null;
            }
        }
    }

    private static IEnumerable<SourceText> Tested(LintInput input) => input.TestedRuleFiles is { } tested ? tested.Values.SelectMany(static files => files) : [];
}
