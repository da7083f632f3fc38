using PromRuleLint.Yaml;

namespace PromRuleLint.Operations.Gates;

/// <summary>The fields of a unit test of gates, as they are read one after another.</summary>
internal struct GateTestParts
{
    public GateTestParts()
    {
    }

    public string Name { get; set; } = "";

    /// <summary>How far the samples are apart.</summary>
    public TimeSpan? Interval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The time of the gates; null for that of the last sample.</summary>
    public TimeSpan? At { get; set; }

    public YamlSequence? InputSeries { get; set; }

    public YamlMapping? Gates { get; set; }
}
