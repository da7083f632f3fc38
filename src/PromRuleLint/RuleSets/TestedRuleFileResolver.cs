using System.Collections.Immutable;
using PromRuleLint.Rules;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.RuleSets;

/// <summary>Gives each unit-test file the rule files that its host found for it; a file that many tests name is read once.</summary>
internal static class TestedRuleFileResolver
{
    /// <summary>Gives the unit-test files of a run their rule files.</summary>
    public static void Resolve(IReadOnlyList<LintInput> inputs, RuleFile[] files) => Resolve(inputs, files, files);

    /// <summary>Gives some unit-test files their rule files.</summary>
    /// <param name="inputs">What was given of the files.</param>
    /// <param name="files">The unit-test files, among others.</param>
    /// <param name="known">Files that are read already; of those of one path the first counts.</param>
    public static void Resolve(IReadOnlyList<LintInput> inputs, IReadOnlyList<RuleFile> files, IEnumerable<RuleFile> known)
    {
        var read = new Dictionary<string, RuleFile>(StringComparer.Ordinal);
        foreach (RuleFile file in known)
        {
            read.TryAdd(file.Source.Path, file);
        }

        for (int i = 0; i < files.Count; i++)
        {
            LintInput input = inputs[i];
            if (files[i].UnitTests is not { } own)
            {
                continue;
            }

            own.OtherNames = input.OtherNames;
            if (input.TestedRuleFiles is { } found)
            {
                own.TestedRuleFiles = [.. own.RuleFiles.Select(entry => new TestedRuleFiles(entry, Read(entry, found, input)))];
            }
        }

        ImmutableArray<RuleFile> Read(YamlScalar entry, ImmutableDictionary<string, ImmutableArray<SourceText>> found, LintInput input)
        {
            if (!found.TryGetValue(entry.Value, out ImmutableArray<SourceText> sources))
            {
                return [];
            }

            return [.. sources.Select(source =>
            {
                if (!read.TryGetValue(source.Path, out RuleFile? file) || file.Source.Text != source.Text)
                {
                    read[source.Path] = file = RuleFileReader.Read(source, input.ReaderOptions);
                }

                return file;
            })];
        }
    }
}
