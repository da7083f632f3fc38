using PromRuleLint.Diagnostics;

namespace PromRuleLint.Reporting;

/// <summary>The words for what findings rest on.</summary>
internal static class ConfidenceWords
{
    public static string For(Confidence confidence) => confidence switch
    {
        Confidence.Proved => "proved",
        Confidence.Assumed => "assumed",
        _ => "style",
    };
}
