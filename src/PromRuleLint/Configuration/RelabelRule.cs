using PromRuleLint.Regex;

namespace PromRuleLint.Configuration;

/// <summary>A relabeling (<c>model/relabel/relabel.go</c>), with Prometheus' defaults for missing fields.</summary>
internal struct RelabelRule()
{
    public string Action { get; set; } = "replace";

    public string Regex { get; set; } = "(.*)";

    public string Replacement { get; set; } = "$1";

    public string? TargetLabel { get; set; }

    /// <summary>Whether it may set a label, or remove it by an empty value.</summary>
    public readonly bool MaySet(string label) => Action switch
    {
        "labelmap" => StartsOpen(Replacement, label),
        "keep" or "drop" or "keepequal" or "dropequal" or "labeldrop" or "labelkeep" => false,
        _ => TargetLabel is { } target && StartsOpen(target, label),
    };

    /// <summary>Whether it may remove a label.</summary>
    public readonly bool MayDrop(string label) => Action switch
    {
        "labeldrop" => Pattern.TryMatch(label) != false,
        "labelkeep" => Pattern.TryMatch(label) != true,
        _ => false,
    };

    private readonly Re2Pattern Pattern => Re2Pattern.Parse(Regex, new Re2Budget(Re2Budget.PerSetting));

    /// <summary>Whether a text may become a label once its <c>$</c> references are replaced.</summary>
    private static bool StartsOpen(string text, string label)
    {
        int open = text.IndexOf('$', StringComparison.Ordinal);
        return open < 0 ? text == label : label.StartsWith(text[..open], StringComparison.Ordinal);
    }
}
