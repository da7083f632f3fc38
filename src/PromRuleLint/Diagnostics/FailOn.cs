namespace PromRuleLint.Diagnostics;

/// <summary>Which findings make a run fail.</summary>
/// <param name="Severity">From which severity on.</param>
/// <param name="OnlyProved">Whether only those that rest on no assumption.</param>
public sealed record FailOn(DiagnosticSeverity Severity, bool OnlyProved = false)
{
    /// <summary>Errors fail.</summary>
    public static FailOn Errors { get; } = new(DiagnosticSeverity.Error);

    /// <summary>The words that <see cref="TryParse"/> reads.</summary>
    public static IReadOnlyList<string> Words { get; } = ["error", "warning", "information", "proved"];

    /// <summary>
    /// Reads one of <see cref="Words"/>, or a severity and <c>proved</c> separated by a comma. <c>proved</c> alone stands for
    /// errors that are proved.
    /// </summary>
    public static bool TryParse(string text, out FailOn failOn)
    {
        ArgumentNullException.ThrowIfNull(text);
        failOn = Errors;
        DiagnosticSeverity? severity = null;
        foreach (string word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (word == "proved" && !failOn.OnlyProved)
            {
                failOn = failOn with { OnlyProved = true };
            }
            else if (severity is null && word switch { "error" => DiagnosticSeverity.Error, "warning" => DiagnosticSeverity.Warning, "information" => DiagnosticSeverity.Info, _ => DiagnosticSeverity.Hidden } is not DiagnosticSeverity.Hidden and var read)
            {
                severity = read;
                failOn = failOn with { Severity = read };
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a finding makes the run fail. What is merely style is not proved.</summary>
    public bool Fails(Diagnostic finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Apart().Any(each => each.Severity >= Severity && (!OnlyProved || each.Confidence == Confidence.Proved));
    }
}
