namespace PromRuleLint.Templates;

/// <summary>Which action branches.</summary>
public enum BranchKind
{
    /// <summary><c>{{if}}</c>.</summary>
    If,

    /// <summary><c>{{with}}</c>, which rebinds the dot.</summary>
    With,

    /// <summary><c>{{range}}</c>, which rebinds the dot to each element.</summary>
    Range,
}
