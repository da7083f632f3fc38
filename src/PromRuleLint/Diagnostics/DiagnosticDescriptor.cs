using System.Collections.Immutable;
using PromRuleLint.Facts;

namespace PromRuleLint.Diagnostics;

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
    public DiagnosticDescriptor(string id, string name, string title, string messageFormat, DiagnosticSeverity defaultSeverity, bool isEnabledByDefault = true, string description = "")
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

    /// <summary>
    /// The message, with places for arguments; <c>{0}</c> alone where a reader words the message, as for a syntax error. What a
    /// check words in several ways has a format for each: <c>Descriptor with { MessageFormat = … }</c>.
    /// </summary>
    /// <exception cref="ArgumentNullException">The format is null.</exception>
    public string MessageFormat
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    }

    /// <summary>How grave, unless configured.</summary>
    public DiagnosticSeverity DefaultSeverity { get; }

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
