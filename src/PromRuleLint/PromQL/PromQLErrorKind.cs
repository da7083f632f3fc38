namespace PromRuleLint.PromQL;

/// <summary>What kind of fault an expression has; each kind is a check of its own.</summary>
public enum PromQLErrorKind
{
    /// <summary>The text is no expression.</summary>
    Syntax,

    /// <summary>A function of that name is not there.</summary>
    UnknownFunction,

    /// <summary>Too few or too many arguments.</summary>
    WrongArgumentCount,

    /// <summary>An operand or argument has the wrong type.</summary>
    WrongOperandType,

    /// <summary>Labels and modifiers of a match contradict each other or the operator.</summary>
    InvalidMatching,

    /// <summary>A matcher's pattern is not RE2 syntax.</summary>
    InvalidRegexp,

    /// <summary>A selector has no matcher that excludes the empty string.</summary>
    MatchesEverything,

    /// <summary>The expression nests too deeply or is too long to read safely.</summary>
    TooDeep,

    /// <summary>Needs a feature flag that is not on.</summary>
    ExperimentalFeature,

    /// <summary>Needs a newer Prometheus than the target; only among <see cref="ParseResult.Notices"/>.</summary>
    NewerThanTarget,

    /// <summary>The target has the function, newer versions have it under another name; only among <see cref="ParseResult.Notices"/>.</summary>
    RenamedFunction,
}
