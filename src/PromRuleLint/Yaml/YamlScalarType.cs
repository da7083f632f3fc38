namespace PromRuleLint.Yaml;

/// <summary>What an untyped reader takes a scalar for.</summary>
public enum YamlScalarType
{
    /// <summary>A string.</summary>
    String,

    /// <summary>Null.</summary>
    Null,

    /// <summary>A boolean.</summary>
    Boolean,

    /// <summary>An integer.</summary>
    Integer,

    /// <summary>A floating-point number.</summary>
    Float,

    /// <summary>A date or time.</summary>
    Timestamp,
}
