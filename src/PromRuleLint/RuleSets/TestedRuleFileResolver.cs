using System.Collections.Immutable;
using PromRuleLint.Rules;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.RuleSets;

/// <summary>Gives each unit-test file the rule files that its host found for it; a file that many tests name is read once.</summary>
internal static class TestedRuleFileResolver
{
    public static void Resolve(IReadOnlyList<LintInput> inputs, RuleFile[] files)
    {
        var read = new Dictionary<string, RuleFile>(StringComparer.Ordinal);
        foreach (RuleFile file in files)
        {
            read.TryAdd(file.Source.Path, file);
        }

        for (int i = 0; i < files.Length; i++)
        {
            if (files[i].UnitTests is not { } tests)
            {
                continue;
            }

            LintInput input = inputs[i];
            tests.OtherNames = input.OtherNames;
            if (input.TestedRuleFiles is { } found)
            {
                tests.TestedRuleFiles = [.. tests.RuleFiles.Select(entry => new TestedRuleFiles(entry, Read(entry, found, input)))];
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
                    read[source.Path] = file = RuleFileReader.Read(source, input.Configuration.ReaderOptions);
                }

                return file;
            })];
        }
    }
}
