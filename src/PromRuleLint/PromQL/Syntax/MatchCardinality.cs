namespace PromRuleLint.PromQL.Syntax;

/// <summary>How many series of each side may share a match group.</summary>
public enum MatchCardinality
{
    /// <summary>One on each side.</summary>
    OneToOne,

    /// <summary><c>group_left</c></summary>
    ManyToOne,

    /// <summary><c>group_right</c></summary>
    OneToMany,

    /// <summary>The set operators.</summary>
    ManyToMany,
}
