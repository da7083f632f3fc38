namespace PromRuleLint.Yaml;

/// <summary>The five ways to write a YAML scalar.</summary>
public enum YamlScalarStyle
{
    /// <summary>Without quotes.</summary>
    Plain,

    /// <summary>In <c>'…'</c>.</summary>
    SingleQuoted,

    /// <summary>In <c>"…"</c>.</summary>
    DoubleQuoted,

    /// <summary>After <c>|</c>.</summary>
    Literal,

    /// <summary>After <c>&gt;</c>.</summary>
    Folded,
}
