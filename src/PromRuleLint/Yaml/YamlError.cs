using PromRuleLint.Text;

namespace PromRuleLint.Yaml;

/// <summary>A fault in YAML itself.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Range">Where in the file.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record YamlError(YamlErrorKind Kind, SourceRange Range, string Message)
{
    /// <summary>Another place that the message speaks of, such as the first of two equal keys.</summary>
    public SourceRange? RelatedRange { get; init; }
}
