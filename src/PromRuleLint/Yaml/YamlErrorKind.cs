namespace PromRuleLint.Yaml;

/// <summary>What kind of fault in YAML itself.</summary>
public enum YamlErrorKind
{
    /// <summary>The text is not YAML.</summary>
    Syntax,

    /// <summary>A key stands twice in one mapping.</summary>
    DuplicateKey,

    /// <summary>Nesting or aliases beyond the caps.</summary>
    TooDeepOrTooManyAliases,
}
