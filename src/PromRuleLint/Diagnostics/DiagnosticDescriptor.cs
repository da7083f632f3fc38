using System.Collections.Immutable;
using PromRuleLint.Facts;

namespace PromRuleLint.Diagnostics;

/// <summary>How grave a finding is.</summary>
public enum Severity
{
    /// <summary>Not reported.</summary>
    Hidden,

    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Probably wrong.</summary>
    Warning,

    /// <summary>Wrong: fails a build.</summary>
    Error,
}

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

/// <summary>Whether the fixes of a check keep the meaning, or do plainly what was meant (<see cref="CodeFix.IsSafe"/>).</summary>
public enum FixSafety
{
    /// <summary>They do.</summary>
    Safe,

    /// <summary>They may change what a rule means and are made only when asked for.</summary>
    Unsafe,

    /// <summary>Some do and some do not.</summary>
    Mixed,
}

/// <summary>What a check can report. The id, its name and its help page stand here and nowhere else.</summary>
public sealed record DiagnosticDescriptor
{
    private readonly Confidence? _confidence;
    private readonly RepeatScope? _repeats;

    /// <summary>Describes a finding.</summary>
    /// <param name="id"><c>PRL</c> and four digits, the first of which is the category; checks of others use a prefix of their own.</param>
    /// <param name="name">The kebab-case name, accepted wherever the id is; names the pattern flagged.</param>
    /// <param name="title">The pattern in a few words.</param>
    /// <param name="messageFormat">One sentence for <see cref="string.Format(string, object?[])"/>: what is wrong here and what to write instead.</param>
    /// <param name="defaultSeverity">How grave, unless configured.</param>
    /// <param name="isEnabledByDefault">Whether it is on without configuration.</param>
    /// <param name="description">What it flags, in a sentence or two: how the page of the check begins.</param>
    /// <exception cref="ArgumentNullException">A text is null.</exception>
    public DiagnosticDescriptor(string id, string name, string title, string messageFormat, Severity defaultSeverity, bool isEnabledByDefault = true, string description = "")
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(messageFormat);
        ArgumentNullException.ThrowIfNull(description);
        Id = id;
        Name = name;
        Title = title;
        MessageFormat = messageFormat;
        DefaultSeverity = defaultSeverity;
        IsEnabledByDefault = isEnabledByDefault;
        Description = description;
    }

    /// <summary><c>PRL</c> and four digits, or another prefix for checks of others.</summary>
    public string Id { get; }

    /// <summary>The kebab-case name.</summary>
    public string Name { get; }

    /// <summary>The pattern in a few words.</summary>
    public string Title { get; }

    /// <summary>The message, with places for arguments.</summary>
    public string MessageFormat { get; }

    /// <summary>How grave, unless configured.</summary>
    public Severity DefaultSeverity { get; }

    /// <summary>Whether it is on without configuration.</summary>
    public bool IsEnabledByDefault { get; }

    /// <summary>What it flags, in a sentence or two; empty for none.</summary>
    public string Description { get; }

    /// <summary>Whether some of its findings carry a fix.</summary>
    public bool HasFix { get; init; }

    /// <summary>Whether its fixes, where it has some, are safe.</summary>
    public FixSafety FixSafety { get; init; }

    /// <summary>What its findings claim of the fragments at their places, unless a finding says otherwise.</summary>
    public Claim Claim { get; init; }

    /// <summary>
    /// Where its findings with the same text are one fault that shows in several places: in a rule, unless the check says
    /// otherwise. Each place in an expression that cannot be loaded, or that breaks the policy of heartbeats, stands for itself.
    /// </summary>
    public RepeatScope Repeats
    {
        get => _repeats ?? (Category is DiagnosticCategory.Syntax or DiagnosticCategory.Liveness ? RepeatScope.None : RepeatScope.Rule);
        init => _repeats = value;
    }

    /// <summary>What its findings rest on, unless a finding rests on an assumption.</summary>
    public Confidence Confidence { get => _confidence ?? (Category == DiagnosticCategory.Policy ? Confidence.Style : Assumptions.IsEmpty ? Confidence.Proved : Confidence.Assumed); init => _confidence = value; }

    /// <summary>What <c>promrulelint.yml</c> can set for the check, under <c>settings</c> and its name.</summary>
    public ImmutableArray<CheckSetting> Settings { get; init; } = [];

    /// <summary>What each of its findings assumes.</summary>
    public ImmutableArray<Assumption> Assumptions { get; init; } = [];

    /// <summary>What the check is about, from its id.</summary>
    public DiagnosticCategory Category =>
        Id.Length == 7 && Id.StartsWith("PRL", StringComparison.Ordinal) && char.IsAsciiDigit(Id[3]) ? (DiagnosticCategory)(Id[3] - '0') : DiagnosticCategory.Custom;

    /// <summary>Where the page of the check is published; empty for none.</summary>
    public string HelpLinkUri { get => field ?? (Category == DiagnosticCategory.Custom ? "" : HelpLinks.For(Id)); init; }
}
