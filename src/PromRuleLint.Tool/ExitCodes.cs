namespace PromRuleLint.Tool;

/// <summary>What the tool's exit codes say.</summary>
internal static class ExitCodes
{
    /// <summary>Nothing was found that counts.</summary>
    public const int Clean = 0;

    /// <summary>Findings at or above <c>--fail-on</c>.</summary>
    public const int Findings = 1;

    /// <summary>Wrong usage or configuration.</summary>
    public const int Usage = 2;

    /// <summary>The tool could not do (all of) its work.</summary>
    public const int Failure = 3;

    /// <summary>Ended by Ctrl-C, as shells count it.</summary>
    public const int Canceled = 130;
}
