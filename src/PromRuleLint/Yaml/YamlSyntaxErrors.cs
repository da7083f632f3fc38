using PromRuleLint.Text;
using YamlDotNet.Core;

namespace PromRuleLint.Yaml;

/// <summary>Says in a person's words what the YAML parser found.</summary>
internal static class YamlSyntaxErrors
{
    public static YamlError Describe(SourceText source, YamlException exception, int readTo)
    {
        int start = (int)exception.Start.Index;
        int end = (int)exception.End.Index;
        if (start == 0 && end == 0)
        {
            start = end = readTo;
        }

        start = Math.Clamp(start, 0, source.Text.Length);
        end = Math.Clamp(end, start, source.Text.Length);
        return new YamlError(YamlErrorKind.Syntax, new TextRange(start, end), exception.Message);
    }
}
