using PromRuleLint.Text;

namespace PromRuleLint.Rules;

/// <summary>Reads rule files.</summary>
public static class RuleFileReader
{
    /// <summary>Reads one file. Never throws on any text.</summary>
    public static RuleFile Read(SourceText source, RuleFileReaderOptions? options = null) => new(source, RuleFileKind.Other, [], [], []);
}
