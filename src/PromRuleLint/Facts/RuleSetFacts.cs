using System.Collections.Concurrent;
using System.Collections.Immutable;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;

namespace PromRuleLint.Facts;

/// <summary>
/// The facts of all rules of a set. Recorded metrics are followed through the rules that record them; where rules read
/// themselves, their facts are found from the unknown down in a fixed number of rounds. May be asked from several threads.
/// </summary>
public sealed class RuleSetFacts
{
    /// <summary>How often the rules of a cycle are gone over, each time with what the last round found.</summary>
    private const int CycleRounds = 2;

    /// <summary>The facts of fewer rules than this are found on one thread.</summary>
    private const int ManyRules = 16;

    private readonly FactsOptions _options;
    private readonly ConcurrentDictionary<Rule, ExprFacts?> _ofRules = new();
    private readonly Lock _finding = new();
    private readonly Dictionary<string, NodeFacts> _recorded = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, NodeFacts> _unread = new(StringComparer.Ordinal);
    private readonly Lazy<LabelEvidence> _evidence;
    private readonly RuleSetFacts? _noted;
    private readonly AskedNames? _asked;
    private Rule? _lastNoted;

    // The metrics that are to be found (again); null for all.
    private HashSet<string>? _open;
    private volatile bool _isFound;

    // What the recording rules give that have been found so far; null while none are being found. Written while nobody reads.
    private Dictionary<RecordingRule, NodeFacts>? _foundRules;
    private long _patternSteps;
    private PatternCache _patterns = new();

    /// <summary>Facts of a set of rules.</summary>
    public RuleSetFacts(RuleSet rules, FactsOptions? options = null)
    {
        Rules = rules;
        _options = options ?? FactsOptions.Default;
        Cancellation = _options.Cancellation;

        // That a run is ended while it is found must not be remembered: the next run finds it.
        _evidence = new Lazy<LabelEvidence>(() => new LabelEvidence(rules.Index, Cancellation), LazyThreadSafetyMode.PublicationOnly);
    }

    private RuleSetFacts(RuleSetFacts noted, AskedNames asked)
    {
        Rules = noted.Rules.Noting(asked);
        _options = noted._options;
        _evidence = noted._evidence;
        _noted = noted;
        _asked = asked;
    }

    /// <summary>Ends the work early with an <see cref="OperationCanceledException"/>.</summary>
    internal CancellationToken Cancellation { get; set; }

    /// <summary>The steps that automata took for patterns that no file holds.</summary>
    internal long PatternSteps => _patternSteps + _patterns.Steps;

    /// <summary>The rules.</summary>
    public RuleSet Rules { get; }

    /// <summary>The facts of a rule's expression; null where it has none that could be read.</summary>
    public ExprFacts? ForRule(Rule rule)
    {
        if (_noted is not null)
        {
            Note(rule);
            return _noted.ForRule(rule);
        }

        Cancellation.ThrowIfCancellationRequested();
        FindRecorded();
        return _ofRules.GetOrAdd(rule, static (rule, self) => self.Make(rule), this);
    }

    /// <summary>The facts of an expression that stands alone and reads what the rules record.</summary>
    public ExprFacts ForExpression(Expr root)
    {
        _asked?.AddRead(root);
        if (_noted is not null)
        {
            return _noted.ForExpression(root);
        }

        FindRecorded();
        return new(root, new FactsContext(null, this));
    }

    /// <summary>What a selector of a recorded metric gives; null for a metric that no rule records or that also comes from outside.</summary>
    public NodeFacts? ForMetric(string metric)
    {
        _asked?.Add(NameUses.Recorded, metric);
        RuleSetFacts whole = _noted ?? this;
        whole.FindRecorded();
        return whole.Recorded(metric);
    }

    /// <summary>The same facts, which note what they are asked.</summary>
    internal RuleSetFacts Noting(AskedNames asked) => new(this, asked);

    /// <summary>What is taken for true.</summary>
    internal FactsOptions Options => _options;

    /// <summary>What the set shows of labels that series lack.</summary>
    internal LabelEvidence Evidence => _evidence.Value;

    /// <summary>The patterns of the set, each read once.</summary>
    internal PatternCache Patterns => _noted?.Patterns ?? _patterns;

    /// <summary>The facts of a recording rule; null as long as those of recording rules are being found and its own are not.</summary>
    internal ExprFacts? Found(RecordingRule rule)
    {
        if (_ofRules.TryGetValue(rule, out ExprFacts? facts))
        {
            return facts;
        }

        if (_isFound)
        {
            return ForRule(rule);
        }

        // What is asked of a rule once may be asked by many.
        bool isOpen = (_open is null || _open.Contains(rule.NameText!)) && _foundRules?.ContainsKey(rule) != true;
        return isOpen ? null : _ofRules.GetOrAdd(rule, static (rule, self) => self.Make(rule), this);
    }

    /// <summary>
    /// Drops what was found of a rule; who asks once more has it found again. What recorded metrics give stays, and so does
    /// what rules of a cycle were found to be, which depends on the order.
    /// </summary>
    internal void Forget(Rule rule)
    {
        if (rule is not RecordingRule record || Rules.CycleOf(record) < 0)
        {
            _ofRules.TryRemove(rule, out _);
        }
    }

    /// <summary>Drops what was found of the rules of a file.</summary>
    internal void Forget(RuleFile file)
    {
        foreach (Rule rule in file.Rules)
        {
            Forget(rule);
        }
    }

    /// <summary>
    /// Takes files out of account and others into it. What rests on them is found again when it is asked for, all else stays.
    /// </summary>
    /// <param name="gone">The files that the rules no longer have; they had them when the facts were found.</param>
    /// <param name="come">The files that the rules have instead.</param>
    /// <param name="changes">What has changed in the rules; gets the metrics of which something else is known now.</param>
    internal void Exchange(IReadOnlyCollection<RuleFile> gone, IReadOnlyCollection<RuleFile> come, ChangedNames changes)
    {
        if (_evidence.IsValueCreated)
        {
            foreach (string metric in _evidence.Value.Exchange(gone, come))
            {
                changes.Names.Add(NameUses.Recorded, metric);
            }
        }

        HashSet<string> changed = Rules.Index.WithDependents(changes.Names.Of(NameUses.Recorded));
        foreach (string metric in changed)
        {
            changes.Names.Add(NameUses.Recorded, metric);
            _recorded.Remove(metric);
        }

        foreach (Rule rule in _ofRules.Keys)
        {
            if (rule is not RecordingRule { NameText: { } name } record || changed.Contains(name) || Rules.Index.Graph.CycleOf(record) < 0)
            {
                _ofRules.TryRemove(rule, out _);
            }
        }

        _unread.Clear();
        if (_isFound)
        {
            _open = changed;
            _isFound = false;
        }
        else
        {
            _open?.UnionWith(changed);
        }

        // What nobody read before is found with what reads it.
        _open?.UnionWith(come.SelectMany(static file => file.Rules).SelectMany(RuleSet.MetricsRead).Where(metric => !_recorded.ContainsKey(metric) && Rules.Index.Records(metric)));

        // Patterns belong to the files that had them first.
        _patternSteps += _patterns.Steps;
        _patterns = new PatternCache();
    }

    /// <summary>Notes that the facts of a rule were asked for; each node of an expression asks.</summary>
    private void Note(Rule rule)
    {
        if (rule != _lastNoted)
        {
            _lastNoted = rule;
            foreach (string metric in RuleSet.MetricsRead(rule))
            {
                _asked!.Add(NameUses.Recorded, metric);
            }
        }
    }

    /// <summary>
    /// What the rules that record a metric give; null where none does. Of a recorded metric whose rules are not all known (yet),
    /// or that comes from elsewhere too, nothing is known.
    /// </summary>
    internal NodeFacts? Recorded(string metric)
    {
        // Most metrics are recorded by no rule.
        if (!Rules.MayBeRecorded(metric))
        {
            return null;
        }

        return _recorded.TryGetValue(metric, out NodeFacts? facts) ? facts
            : _isFound && !IsRead(metric) ? _unread.GetOrAdd(metric, static (metric, self) => self.FindUnread(metric), this)
            : NodeFacts.Unknown;
    }

    /// <summary>Whether an expression of a rule reads a metric by its name.</summary>
    private bool IsRead(string metric) => Rules.Index.Readers.IsNamed(metric);

    /// <summary>What a metric that no rule reads gives; what its rules read themselves is found.</summary>
    private NodeFacts FindUnread(string metric)
    {
        ImmutableArray<RecordingRule> rules = Rules.RecordingRules(metric);
        if (rules.IsEmpty || !IsFromHere(metric, rules))
        {
            return NodeFacts.Unknown;
        }

        var found = new Dictionary<RecordingRule, NodeFacts>(rules.Length, ReferenceEqualityComparer.Instance);
        foreach (RecordingRule rule in rules)
        {
            found[rule] = Make(rule)?.Result ?? NodeFacts.Unknown;
        }

        return Union(metric, rules, found, Cancellation);
    }

    private ExprFacts? Make(Rule rule) =>
        rule.Expression is { Errors.IsEmpty: true, Root: { } root } ? new ExprFacts(root, new FactsContext(rule, this)) : null;

    /// <summary>
    /// Finds what recorded metrics give that some rule reads, on all processors; to be called by one thread before several ask,
    /// for otherwise the first who asks has it found and the others wait. What no rule reads is found when it is asked for.
    /// </summary>
    internal void FindRecorded()
    {
        if (_isFound)
        {
            return;
        }

        lock (_finding)
        {
            if (!_isFound)
            {
                try
                {
                    ForgetOpen();

                    Prepare();
                    FindRecorded((_open is null ? Rules.DependencyOrder : RuleGraph.OrderOf(Rules.Index.RecordingRules(_open))).RemoveAll(rule => !IsRead(rule.NameText!)));
                    _isFound = true;
                }
                finally
                {
                    _foundRules = null;
                }
            }
        }
    }

    /// <summary>Makes what is needed first: each takes a processor a while in a large set.</summary>
    private void Prepare()
    {
        ParallelWork.For(2, Threads(Rules.Index.CountRules() / ManyRules), i =>
        {
            if (i == 0)
            {
                _ = _evidence.Value;
            }
            else
            {
                _ = Rules.Index.Graph;
            }
        });
    }

    /// <summary>Drops what was found before the work was ended early: in a cycle it matters what is known first.</summary>
    private void ForgetOpen()
    {
        foreach (RecordingRule rule in _open is null ? [] : Rules.Index.RecordingRules(_open))
        {
            _recorded.Remove(rule.NameText!);
            _ofRules.TryRemove(rule, out _);
        }

        if (_open is null)
        {
            _recorded.Clear();
            _ofRules.Clear();
        }
    }

    private void FindRecorded(ImmutableArray<RecordingRule> order)
    {
        Dictionary<RecordingRule, NodeFacts> found = _foundRules = new(order.Length, ReferenceEqualityComparer.Instance);
        foreach (List<RecordingRule[]> level in RecordingLevels.Find(order, Rules))
        {
            // Rules of one level read nothing of each other, so that they are found at the same time; what is known of their
            // nodes is not kept, for it would outlive many collections before their file is checked.
            RecordingRule[] alone = [.. level.Where(rules => Rules.CycleOf(rules[0]) < 0).Select(static rules => rules[0])];
            var results = new NodeFacts[alone.Length];
            ParallelWork.For(alone.Length, Threads(alone.Length), i => results[i] = Make(alone[i])?.Result ?? NodeFacts.Unknown);
            for (int i = 0; i < alone.Length; i++)
            {
                found[alone[i]] = results[i];
            }

            Publish(alone, found);
            foreach (RecordingRule[] cycle in level.Where(rules => Rules.CycleOf(rules[0]) >= 0))
            {
                FindCycle(cycle, found);
            }
        }
    }

    // In a cycle the unknown stands in for what is not known yet.
    private void FindCycle(RecordingRule[] cycle, Dictionary<RecordingRule, NodeFacts> found)
    {
        for (int round = 0; round < CycleRounds; round++)
        {
            foreach (RecordingRule rule in cycle)
            {
                Cancellation.ThrowIfCancellationRequested();
                ExprFacts? facts = Make(rule);
                found[rule] = facts?.Result ?? NodeFacts.Unknown;
                _ofRules[rule] = facts;
            }

            Publish(cycle, found);
        }
    }

    // A metric is known once all rules that record it are.
    private void Publish(RecordingRule[] rules, Dictionary<RecordingRule, NodeFacts> found)
    {
        string[] metrics = [.. rules.Select(static rule => rule.NameText!).Distinct(StringComparer.Ordinal)];
        var unions = new NodeFacts?[metrics.Length];
        ParallelWork.For(metrics.Length, Threads(metrics.Length), i =>
        {
            ImmutableArray<RecordingRule> all = Rules.RecordingRules(metrics[i]);
            unions[i] = all.All(found.ContainsKey) && IsFromHere(metrics[i], all) ? Union(metrics[i], all, found, Cancellation) : null;
        });
        for (int i = 0; i < metrics.Length; i++)
        {
            if (unions[i] is { } union)
            {
                _recorded[metrics[i]] = union;
            }
        }
    }

    private ParallelOptions Threads(int count) => new() { CancellationToken = Cancellation, MaxDegreeOfParallelism = count < ManyRules ? 1 : -1 };

    /// <summary>Whether what is recorded under a name comes from these rules and from nowhere else.</summary>
    private bool IsFromHere(string metric, ImmutableArray<RecordingRule> rules) => !_options.IsExternal(metric) && !Rules.MayBeRecordedUnread(metric) && !OnlyCopies(metric, rules);

    /// <summary>Whether all that is recorded is made of what is there already, so that it first comes from elsewhere.</summary>
    private static bool OnlyCopies(string metric, ImmutableArray<RecordingRule> rules)
    {
        const OriginPaths Everything = OriginPaths.Picks | OriginPaths.Sums | OriginPaths.Scaling | OriginPaths.Arithmetic | OriginPaths.Functions | OriginPaths.Ranges;
        foreach (RecordingRule rule in rules)
        {
            if (rule.Expression?.Root is not { } root || !rule.Selectors.Any(selector => selector.Name == metric) || !SeriesOrigins.Find(root, Everything).All(origin => origin.Node is VectorSelector selector && selector.Name == metric))
            {
                return false;
            }
        }

        return true;
    }

    private static NodeFacts Union(string metric, ImmutableArray<RecordingRule> rules, Dictionary<RecordingRule, NodeFacts> ofRule, CancellationToken cancellation)
    {
        var alternatives = ImmutableArray.CreateBuilder<Alternative>(ofRule[rules[0]].Span.Length);
        foreach (RecordingRule rule in rules)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (Alternative alternative in ofRule[rule].Span)
            {
                Alternative overlaid = Overlay(metric, rule, alternative);
                if (!IsKnown(alternatives, overlaid))
                {
                    alternatives.Add(overlaid);
                }
            }
        }

        return new NodeFacts(ExprType.Vector, Transfer.Cap(alternatives.ToImmutable()), isAlways: false);
    }

    /// <summary>Whether an alternative says what another one says: rules are often there several times.</summary>
    private static bool IsKnown(ImmutableArray<Alternative>.Builder alternatives, Alternative candidate)
    {
        for (int i = 0; i < alternatives.Count && i < 64; i++)
        {
            Alternative known = alternatives[i];
            if (known.IsPossible == candidate.IsPossible && known.Condition is null == candidate.Condition is null
                && known.Value.Equals(candidate.Value) && Equals(known.FromNow, candidate.FromNow) && known.Labels.SaysTheSameAs(candidate.Labels))
            {
                return true;
            }
        }

        return false;
    }

    private static Alternative Overlay(string metric, RecordingRule rule, Alternative alternative)
    {
        var named = new LabelFactsBuilder();
        named.AddRange(alternative.Labels.Named);
        named.Set("__name__", new LabelFact(LabelValues.From(metric), Reason.InFile(rule, rule.Name!.Range, metric, static metric => $"`{metric}` is recorded here")));
        foreach (LabelText label in rule.EffectiveLabelList)
        {
            named.Set(
                label.Name,
                new LabelFact(LabelValues.From(label.Value), Reason.InFile(rule, label.NameRange, (label.Name, label.Value), static label => $"the rule sets `{label.Name}` to \"{label.Value}\"")));
        }

        return alternative with { Labels = new LabelFacts(named.Build(), alternative.Labels.Others), DroppedName = null, Identity = null, Passing = null };
    }
}
