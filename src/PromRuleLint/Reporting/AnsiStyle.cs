namespace PromRuleLint.Reporting;

internal enum AnsiStyle
{
    Error,
    Warning,
    Information,
    Note,
    Good,
    Strong,
    Dim,
}
