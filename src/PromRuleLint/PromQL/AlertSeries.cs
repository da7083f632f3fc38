namespace PromRuleLint.PromQL;

/// <summary>The series that Prometheus keeps of alerts (<c>rules/alerting.go</c>).</summary>
internal static class AlertSeries
{
    /// <summary>One for each alert that is pending or firing.</summary>
    public const string Alerts = "ALERTS";

    /// <summary>Since when each of them is.</summary>
    public const string AlertsForState = "ALERTS_FOR_STATE";

    /// <summary>Whether a metric is one of them.</summary>
    public static bool IsOne(string? metric) => metric is Alerts or AlertsForState;
}
