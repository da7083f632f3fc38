namespace PromRuleLint.Diagnostics;

/// <summary>What a check is about; the number is the first digit of its id.</summary>
public enum DiagnosticCategory
{
    /// <summary>The tool itself and its configuration.</summary>
    Tool = 0,

    /// <summary>YAML and rule-file validity.</summary>
    Validity = 1,

    /// <summary>PromQL syntax and types.</summary>
    Syntax = 2,

    /// <summary>PromQL semantics: labels, values, matching.</summary>
    Semantics = 3,

    /// <summary>Alerts and templates.</summary>
    Alerts = 4,

    /// <summary>Liveness and realm policy of heartbeats.</summary>
    Liveness = 5,

    /// <summary>Naming and label policy.</summary>
    Policy = 6,

    /// <summary>The rule set across files.</summary>
    RuleSet = 7,

    /// <summary>Unit-test files.</summary>
    UnitTests = 8,

    /// <summary>What running unit tests finds: PRL9xxx.</summary>
    TestResults = 9,

    /// <summary>A check that is not PromRuleLint's own.</summary>
    Custom = 10,
}
