using System.Collections.Immutable;
using System.Globalization;
using PromRuleLint.Evaluation;
using PromRuleLint.PromQL;
using PromRuleLint.Rules;
using PromRuleLint.Rules.TestExtensions;
using PromRuleLint.Templates;
using PromRuleLint.Templates.Execution;

namespace PromRuleLint.Testing;

/// <summary>An alerting rule as it runs: its alerts, their states and the series that tell of them (<c>rules/alerting.go</c>).</summary>
internal sealed class AlertingRuleRun : RuleRun
{
    private const string AlertNameLabel = "alertname";

    /// <summary>How long a resolved alert is remembered, in milliseconds.</summary>
    private const long ResolvedRetention = 15 * 60 * 1000;

    private readonly AlertingRule _rule;
    private readonly ImmutableArray<TemplatedEntry> _labels;
    private readonly ImmutableArray<TemplatedEntry> _annotations;
    private readonly bool _annotationsQuery;
    private readonly long _holdFor;
    private readonly long _keepFiringFor;
    private readonly Dictionary<Labels, ActiveAlert> _active = [];

    public AlertingRuleRun(AlertingRule rule, RuleRunContext context)
        : base(rule, context)
    {
        _rule = rule;
        _labels = [.. rule.EffectiveLabels.Select(entry => Read(entry, rule)).OrderBy(static entry => entry.Name, StringComparer.Ordinal)];
        _annotations = [.. rule.Annotations.Select(entry => Read(entry, rule)).OrderBy(static entry => entry.Name, StringComparer.Ordinal)];
        _annotationsQuery = _annotations.Any(static entry => entry.Template?.Root.DescendantsAndSelf().Any(static node => node is IdentifierNode { Name: "query" }) == true);
        _holdFor = (long)(rule.For?.Value ?? TimeSpan.Zero).TotalMilliseconds;
        _keepFiringFor = (long)(rule.KeepFiringFor?.Value ?? TimeSpan.Zero).TotalMilliseconds;
    }

    /// <summary>The states of each alert as they changed, by time; kept only where it is asked for.</summary>
    public Dictionary<Labels, List<(long Time, AlertState State)>>? History { get; set; }

    /// <summary>The time of the last evaluation, in milliseconds; null before the first.</summary>
    public long? LastTime { get; private set; }

    /// <summary>The alerts that fire.</summary>
    public IEnumerable<FiringAlert> Firing => AlertsIn(ExpectedState.Firing);

    /// <summary>The alerts that an expectation speaks of: those that fire, those that are pending, or for one of no alert both.</summary>
    public IEnumerable<FiringAlert> AlertsIn(ExpectedState state) => _active
        .Where(entry => state switch
        {
            ExpectedState.Firing => entry.Value.State == AlertState.Firing,
            ExpectedState.Pending => entry.Value.State == AlertState.Pending,
            _ => entry.Value.State != AlertState.Inactive,
        })
        .Select(entry => new FiringAlert(entry.Key, entry.Value.Annotations ?? Annotate(entry.Value.Element, entry.Value.Time)));

    protected override IReadOnlyList<VectorElement> Evaluate(long time, long offset)
    {
        LastTime = time - offset;
        Dictionary<Labels, VectorElement> found = Find(Context.EvaluateRule(_rule, time - offset), time);
        foreach ((Labels labels, VectorElement element) in found)
        {
            if (!_active.TryGetValue(labels, out ActiveAlert? alert) || alert.State == AlertState.Inactive)
            {
                _active[labels] = alert = new ActiveAlert { ActiveAt = time, State = AlertState.Pending, Element = element };
            }

            alert.Element = element;
            alert.Time = time;

            // Only queries read what later evaluations change.
            alert.Annotations = _annotationsQuery ? Annotate(element, time) : null;
        }

        var samples = new List<VectorElement>();
        int count = 0;
        foreach ((Labels labels, ActiveAlert alert) in _active.ToArray())
        {
            if (Advance(labels, alert, found.ContainsKey(labels), time))
            {
                count++;
                AddSamples(samples, labels, alert);
            }

            Remember(labels, alert.State, time);
        }

        if (Rule.Group.Limit is > 0 and var limit && count > limit)
        {
            _active.Clear();
            throw new RuleEvaluationException(string.Create(CultureInfo.InvariantCulture, $"exceeded limit of {limit} with {count} alerts"));
        }

        return samples;
    }

    private static TemplatedEntry Read(LabelEntry entry, AlertingRule rule)
    {
        string text = entry.ValueText;
        return new TemplatedEntry(entry, entry.NameText, text, text.Contains("{{", StringComparison.Ordinal) ? TemplateParser.Parse(text, rule.NameText) : null);
    }

    private Dictionary<Labels, VectorElement> Find(ImmutableArray<VectorElement> values, long time)
    {
        var found = new Dictionary<Labels, VectorElement>(values.Length);
        foreach (VectorElement element in values)
        {
            var labels = new LabelsBuilder(element.Labels);
            labels.Remove(Labels.MetricNameLabel);
            AlertData? data = null;
            foreach (TemplatedEntry entry in _labels)
            {
                labels.Set(entry.Name, entry.Template is null ? entry.Text : Expand(entry, data ??= DataOf(element), time));
            }

            labels.Set(AlertNameLabel, Name);
            if (!found.TryAdd(labels.ToLabels(), element))
            {
                throw new RuleEvaluationException("vector contains metrics with the same labelset after applying alert labels");
            }
        }

        return found;
    }

    /// <summary>Moves an alert on; whether it is still active.</summary>
    private bool Advance(Labels labels, ActiveAlert alert, bool isFound, long time)
    {
        if (isFound)
        {
            alert.KeepFiringSince = null;
        }
        else
        {
            bool keeps = false;
            if (alert.State == AlertState.Firing && _keepFiringFor > 0)
            {
                alert.KeepFiringSince ??= time;
                keeps = time - alert.KeepFiringSince < _keepFiringFor;
            }

            if (alert.State == AlertState.Pending || (alert.ResolvedAt is { } resolved && time - resolved > ResolvedRetention))
            {
                _active.Remove(labels);
            }

            if (!keeps)
            {
                alert.ResolvedAt = alert.State == AlertState.Inactive ? alert.ResolvedAt : time;
                alert.State = AlertState.Inactive;
                return false;
            }
        }

        if (alert.State == AlertState.Pending && time - alert.ActiveAt >= _holdFor)
        {
            alert.State = AlertState.Firing;
            Context.Coverage?.Fired(_rule);
        }

        return true;
    }

    private void AddSamples(List<VectorElement> samples, Labels labels, ActiveAlert alert)
    {
        // The reference begins with the rule's labels as they are written: one whose template is empty keeps its text.
        var series = new LabelsBuilder(Labels.Empty);
        foreach (TemplatedEntry entry in _labels)
        {
            series.Set(entry.Name, entry.Text);
        }

        foreach ((string name, string value) in labels)
        {
            series.Set(name, value);
        }

        series.Set(AlertNameLabel, Name);
        series.Set(Labels.MetricNameLabel, AlertSeries.AlertsForState);
        Labels forState = series.ToLabels();
        series.Set(Labels.MetricNameLabel, AlertSeries.Alerts);
        series.Set("alertstate", alert.State == AlertState.Firing ? "firing" : "pending");
        samples.Add(new VectorElement(series.ToLabels(), 1));
        samples.Add(new VectorElement(forState, Math.Floor(alert.ActiveAt / 1000.0)));
    }

    private void Remember(Labels labels, AlertState state, long time)
    {
        if (History is null)
        {
            return;
        }

        if (!History.TryGetValue(labels, out List<(long Time, AlertState State)>? changes))
        {
            History.Add(labels, changes = []);
        }

        if (changes.Count == 0 || changes[^1].State != state)
        {
            changes.Add((time, state));
        }
    }

    private ImmutableArray<KeyValuePair<string, string>> Annotate(VectorElement element, long time)
    {
        AlertData data = DataOf(element);
        return [.. _annotations.Select(entry => KeyValuePair.Create(entry.Name, entry.Template is null ? entry.Text : Expand(entry, data, time)))];
    }

    private string Expand(TemplatedEntry entry, AlertData data, long time) => TemplateExecutor.Expand(entry.Template!, new TemplateContext
    {
        Branched = Context.Coverage is { } coverage ? (branch, clause) => coverage.Branched(_rule, entry.Entry, branch, clause) : null,
        AlertName = Name,
        Data = data,
        Timestamp = time,
        Query = query => Context.Query(query, time),
    });

    private AlertData DataOf(VectorElement element) => new(
        new LabelMap(element.Labels),
        Context.ExternalLabels,
        Context.ExternalUrl,
        RuleRunContext.ValueOf(element));

    /// <summary>A label or annotation, read.</summary>
    private sealed record TemplatedEntry(LabelEntry Entry, string Name, string Text, TemplateParseResult? Template);

    /// <summary>An alert between two evaluations.</summary>
    private sealed class ActiveAlert
    {
        public required long ActiveAt { get; init; }

        public required AlertState State { get; set; }

        public required VectorElement Element { get; set; }

        public long Time { get; set; }

        public long? KeepFiringSince { get; set; }

        public long? ResolvedAt { get; set; }

        public ImmutableArray<KeyValuePair<string, string>>? Annotations { get; set; }
    }
}
