namespace PromRuleLint.Results.Suppressions;

/// <summary>What a suppression comment covers, as written.</summary>
internal enum SuppressionKeyword
{
    /// <summary><c>disable</c>: the line of the comment, or what begins below it: a group, a rule, a field.</summary>
    Disable,

    /// <summary><c>disable-line</c></summary>
    DisableLine,

    /// <summary><c>disable-next-line</c></summary>
    DisableNextLine,

    /// <summary><c>disable-rule</c></summary>
    DisableRule,

    /// <summary><c>disable-group</c></summary>
    DisableGroup,

    /// <summary><c>disable-file</c></summary>
    DisableFile,

    /// <summary><c>disable-region</c>: to the next <c>enable</c> of the same check, or the end of the file.</summary>
    DisableRegion,

    /// <summary><c>enable</c></summary>
    Enable,
}
