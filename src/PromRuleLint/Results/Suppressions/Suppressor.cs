using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;
using PromRuleLint.Rules;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Results.Suppressions;

/// <summary>Takes suppressed findings of one file away and reports suppressions that are wrong, expired or without effect.</summary>
internal sealed class Suppressor
{
    // What every suppression holds.
    private const string OwnWord = "lint";

    // Of so many unknown names it is said which may be meant.
    private const int MaxSuggestions = 50;

    private readonly RuleFile _file;
    private readonly LintConfiguration _configuration;
    private readonly DescriptorIndex _descriptors;
    private readonly DateOnly? _today;
    private readonly bool _isReadWhole;
    private readonly List<Scope> _scopes = [];
    private readonly Dictionary<string, List<Scope>> _openRegions = new(StringComparer.Ordinal);
    private readonly SuppressedPlaces _places;
    private readonly List<Diagnostic> _own = [];
    private readonly SuppressionOutcome _outcome;
    private int _unknown;

    private Suppressor(RuleFile file, LintConfiguration configuration, DescriptorIndex descriptors, DateOnly? today, bool isReadWhole, SuppressionOutcome outcome)
    {
        _file = file;
        _configuration = configuration;
        _descriptors = descriptors;
        _today = today;
        _isReadWhole = isReadWhole;
        _outcome = outcome;
        _places = new SuppressedPlaces(file);
    }

    /// <summary>The findings that remain, and behind them those about the suppressions themselves; the same list where there is nothing to do.</summary>
    /// <param name="file">The file with its comments.</param>
    /// <param name="configuration">The file's configuration.</param>
    /// <param name="descriptors">All descriptors there are.</param>
    /// <param name="today">The day on which suppressions may have expired; null where the host does not say.</param>
    /// <param name="findings">The findings in this file.</param>
    /// <param name="isReadWhole">Whether all files of the rule set could be read; if not, what was not found may be there, and no suppression is called unused.</param>
    /// <param name="outcome">Gets the findings that are taken away.</param>
    public static IReadOnlyList<Diagnostic> Apply(
        RuleFile file, LintConfiguration configuration, DescriptorIndex descriptors, DateOnly? today, IReadOnlyList<Diagnostic> findings, bool isReadWhole, SuppressionOutcome outcome)
    {
        ReadOnlySpan<char> text = file.Source.Text;
        if (!HoldsOwnComment(text) && !(configuration.Suppressions.ReadPintComments && text.Contains("pint ", StringComparison.Ordinal)))
        {
            return findings;
        }

        var suppressor = new Suppressor(file, configuration, descriptors, today, isReadWhole, outcome);
        suppressor.ReadComments();
        return suppressor.Filter(findings);
    }

    // Of texts this long, comparing without regard to case letter by letter would be most of the work.
    private static bool HoldsOwnComment(ReadOnlySpan<char> text)
    {
        for (int at = text.IndexOf('#'); at >= 0; at = text.IndexOf('#'))
        {
            text = text[at..];
            int length = text.IndexOf('\n') is >= 0 and int end ? end : text.Length;
            if (text[..length].Contains(OwnWord, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }

            text = text[length..];
        }

        return false;
    }

    private void ReadComments()
    {
        var comments = new List<YamlComment>(_file.Comments);
        foreach (Rule rule in _file.Rules)
        {
            if (rule.Expression is { } expression)
            {
                foreach (PromQLComment comment in expression.Comments)
                {
                    SourceRange range = expression.ToSource(comment.Range);
                    comments.Add(new YamlComment(range, IsOwnLine(range.Start)));
                }
            }
        }

        comments.Sort(static (a, b) => a.Range.Start.CompareTo(b.Range.Start));
        foreach (YamlComment comment in comments)
        {
            if (SuppressionParser.Parse(_file.Source.Text, comment.Range, _configuration.Suppressions.ReadPintComments) is { } suppression)
            {
                Add(suppression, comment.OwnLine);
            }
        }
    }

    private void Add(SuppressionComment comment, bool ownLine)
    {
        if (comment.Error is { } error)
        {
            Report(ToolDiagnostics.MalformedSuppression, comment.Range, error);
            return;
        }

        var ids = ImmutableArray.CreateBuilder<string>(comment.Names.Length);
        foreach (SuppressedName name in comment.Names)
        {
            if (_descriptors.Find(name.Text) is { } descriptor)
            {
                ids.Add(descriptor.Id);
            }
            else
            {
                string hint = _unknown++ < MaxSuggestions && NearestName.Find(name.Text, _descriptors.Names) is { } nearest ? $"; did you mean '{nearest}'?" : "; 'promrulelint checks' lists them";
                Report(ToolDiagnostics.UnknownCheck, name.Range, $"There is no check '{name.Text}'{hint}");
            }
        }

        if (comment.Keyword == SuppressionKeyword.Enable)
        {
            EndRegions(ids, comment.Range.Start);
            return;
        }

        if (comment is { Reason: null, IsForeign: false } && _configuration.Suppressions.RequireReason)
        {
            Report(ToolDiagnostics.SuppressionWithoutReason, comment.Range, $"Say why after '--': # promrulelint disable {comment.Names[0].Text} -- reason", always: true);
        }

        if (comment.Until is { } until && _today > until)
        {
            Report(ToolDiagnostics.ExpiredSuppression, comment.Range, $"This suppression ended on {until:yyyy-MM-dd}; fix the rule, or set a later date with a reason");
            return;
        }

        if (comment.Until is { } end)
        {
            _outcome.HoldsUntil(end);
        }

        SourceRange range = RangeOf(comment, ownLine);
        foreach (string id in ids)
        {
            var scope = new Scope(id, range, comment);
            _scopes.Add(scope);
            if (scope.IsRegion)
            {
                if (!_openRegions.TryGetValue(id, out List<Scope>? open))
                {
                    _openRegions.Add(id, open = []);
                }

                open.Add(scope);
            }
        }
    }

    private void EndRegions(IReadOnlyCollection<string> ids, int end)
    {
        foreach (string id in ids)
        {
            if (_openRegions.Remove(id, out List<Scope>? open))
            {
                foreach (Scope scope in open)
                {
                    scope.Range = new SourceRange(scope.Range.Start, end);
                }
            }
        }
    }

    private SourceRange RangeOf(SuppressionComment comment, bool ownLine)
    {
        SourceText source = _file.Source;
        int line = source.GetPosition(comment.Range.Start).Line;
        switch (comment.Keyword)
        {
            case SuppressionKeyword.DisableFile:
                return new SourceRange(0, source.Text.Length + 1);
            case SuppressionKeyword.DisableRegion:
                return new SourceRange(comment.Range.Start, source.Text.Length + 1);
            case SuppressionKeyword.DisableGroup:
                return _places.GroupAtOrAfter(comment.Range.Start);
            case SuppressionKeyword.DisableRule:
                return _places.RuleAtOrAfter(comment.Range.Start);
            case SuppressionKeyword.DisableNextLine:
                return _places.LineAfter(line);
            case SuppressionKeyword.Disable when ownLine:
                return _places.WhatBeginsIn(_places.LineAfter(line));
            default:
                return source.GetLineRange(line);
        }
    }

    private List<Diagnostic> Filter(IReadOnlyList<Diagnostic> findings)
    {
        var remaining = new List<Diagnostic>(findings.Count);
        var candidates = _scopes.Select(static (scope, order) => (Scope: scope, Order: order)).GroupBy(static each => each.Scope.Id, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.OrderBy(static each => each.Scope.Range.Start).ToArray(), StringComparer.Ordinal);
        var suppressed = new Dictionary<Diagnostic, Scope>(ReferenceEqualityComparer.Instance);
        foreach (IGrouping<string, Diagnostic> ofOneId in findings.Where(static finding => finding.Descriptor.Category != DiagnosticCategory.Tool).GroupBy(static finding => finding.Id, StringComparer.Ordinal))
        {
            if (candidates.TryGetValue(ofOneId.Key, out (Scope Scope, int Order)[]? scopes))
            {
                Suppress([.. ofOneId.OrderBy(static finding => finding.Location.Range.Start)], scopes, suppressed);
            }
        }

        foreach (Diagnostic finding in findings)
        {
            if (suppressed.TryGetValue(finding, out Scope? by))
            {
                _outcome.Add(new SuppressedDiagnostic(finding, by.Comment.Reason));
            }
            else
            {
                remaining.Add(finding);
            }
        }

        foreach (Scope scope in _scopes)
        {
            if (!scope.IsUsed && _isReadWhole && !scope.Comment.IsForeign && _descriptors.Find(scope.Id) is { } descriptor && _configuration.SeverityOf(descriptor) != DiagnosticSeverity.Hidden)
            {
                Report(ToolDiagnostics.UnusedSuppression, scope.Comment.Range, $"This suppresses nothing: {descriptor.Name} ({descriptor.Id}) is not found here; remove it");
            }
        }

        remaining.AddRange(_own);
        return remaining;
    }

    // Both in the order of their starts: one pass, in which the first comment that covers a finding suppresses it.
    private static void Suppress(Diagnostic[] findings, (Scope Scope, int Order)[] scopes, Dictionary<Diagnostic, Scope> suppressed)
    {
        var open = new PriorityQueue<Scope, int>();
        int next = 0;
        foreach (Diagnostic finding in findings)
        {
            int start = finding.Location.Range.Start;
            for (; next < scopes.Length && scopes[next].Scope.Range.Start <= start; next++)
            {
                open.Enqueue(scopes[next].Scope, scopes[next].Order);
            }

            while (open.TryPeek(out Scope? scope, out _))
            {
                if (start <= Math.Max(scope.Range.Start, scope.Range.End))
                {
                    scope.IsUsed = true;
                    suppressed.Add(finding, scope);
                    break;
                }

                open.Dequeue();
            }
        }
    }

    private bool IsOwnLine(int offset)
    {
        SourceRange line = _file.Source.GetLineRange(_file.Source.GetPosition(offset).Line);
        return _file.Source.Text.AsSpan(line.Start, offset - line.Start).IsWhiteSpace();
    }

    private void Report(DiagnosticDescriptor descriptor, SourceRange range, string message, bool always = false)
    {
        DiagnosticSeverity severity = _configuration.SeverityOf(descriptor);
        severity = severity == DiagnosticSeverity.Hidden && always && !_configuration.Severities.ContainsKey(descriptor.Id) ? descriptor.DefaultSeverity : severity;
        if (severity != DiagnosticSeverity.Hidden)
        {
            _own.Add(new Diagnostic(descriptor, new Location(_file.Source, range), message).WithSeverity(severity));
        }
    }

    private sealed class Scope(string id, SourceRange range, SuppressionComment comment)
    {
        public string Id { get; } = id;

        public SourceRange Range { get; set; } = range;

        public SuppressionComment Comment { get; } = comment;

        public bool IsRegion => Comment.Keyword == SuppressionKeyword.DisableRegion;

        public bool IsUsed { get; set; }
    }
}
