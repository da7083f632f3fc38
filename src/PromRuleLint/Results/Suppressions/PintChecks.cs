namespace PromRuleLint.Results.Suppressions;

/// <summary>The checks of ours that look for what a check of pint looks for, so that its comments can be kept on the way over.</summary>
internal static class PintChecks
{
    /// <summary>The ids of our checks for a check of pint; empty where there is none.</summary>
    public static string[] Counterparts(string pintCheck) => pintCheck switch
    {
        "alerts/comparison" => ["PRL4002", "PRL4003", "PRL3004"],
        "alerts/for" => ["PRL4006"],
        "alerts/template" => ["PRL4013", "PRL4014", "PRL4015", "PRL4016"],
        "alerts/absent" => ["PRL4004"],
        "alerts/external_labels" => ["PRL4017"],
        "promql/syntax" => ["PRL2001", "PRL2002", "PRL2003", "PRL2004", "PRL2005"],
        "promql/regexp" => ["PRL3006", "PRL3007", "PRL3008", "PRL3009", "PRL3010"],
        "promql/vector_matching" => ["PRL3012", "PRL3013", "PRL3014"],
        "promql/impossible" => ["PRL3011", "PRL3012", "PRL3016", "PRL3017", "PRL3018", "PRL3019"],
        "promql/nan" => ["PRL3020"],
        "promql/fragile" => ["PRL4009", "PRL4010"],
        "promql/rate" => ["PRL3021", "PRL3025"],
        "promql/counter" => ["PRL3022"],
        "rule/duplicate" => ["PRL7001"],
        "rule/dependency" => ["PRL7006"],
        "group/interval" => ["PRL4008"],
        _ => [],
    };
}
