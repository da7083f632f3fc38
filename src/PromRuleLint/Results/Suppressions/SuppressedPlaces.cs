using PromRuleLint.Rules;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Results.Suppressions;

/// <summary>The places of one file that comments can mean. Comments are asked for in the order of the text, so that many of them cost one pass.</summary>
internal sealed class SuppressedPlaces(RuleFile file)
{
    // In the order of their ends; through aliases they need not stand in the order of the text.
    private readonly Lazy<SourceRange[]> _groups = new(() => [.. file.Groups.Select(static group => group.Range).OrderBy(static range => range.End)]);
    private readonly Lazy<SourceRange[]> _rules = new(() => [.. file.Rules.Select(static rule => rule.Range).OrderBy(static range => range.End)]);
    private readonly Lazy<Dictionary<int, SourceRange>> _begins = new(() => FindBegins(file));
    private int _contentLine;
    private SourceRange _content;

    /// <summary>The group that a place stands in, else the next one; default where there is none.</summary>
    public SourceRange GroupAtOrAfter(int offset) => FirstEndingAfter(_groups.Value, offset);

    /// <summary>The rule that a place stands in, else the next one; default where there is none.</summary>
    public SourceRange RuleAtOrAfter(int offset) => FirstEndingAfter(_rules.Value, offset);

    /// <summary>The next line after one that holds more than a comment; default where there is none.</summary>
    public SourceRange LineAfter(int line)
    {
        if (line < _contentLine)
        {
            return _content;
        }

        for (line++; line <= file.Source.LineCount; line++)
        {
            SourceRange range = file.Source.GetLineRange(line);
            ReadOnlySpan<char> content = range.In(file.Source.Text).TrimStart();
            if (!content.IsEmpty && content[0] != '#')
            {
                (_contentLine, _content) = (line, range);
                return range;
            }
        }

        (_contentLine, _content) = (int.MaxValue, default);
        return default;
    }

    /// <summary>The group, rule or field that begins in a line, else the line.</summary>
    public SourceRange WhatBeginsIn(SourceRange line) => line.IsEmpty || !_begins.Value.TryGetValue(line.Start, out SourceRange range) ? line : range;

    private static Dictionary<int, SourceRange> FindBegins(RuleFile file)
    {
        var begins = new Dictionary<int, SourceRange>();
        foreach (RuleGroup group in file.Groups)
        {
            Add(group.Range, group.Range);
            foreach (Rule rule in group.Rules)
            {
                Add(rule.Range, rule.Range);
                foreach (YamlEntry entry in rule.Node.Entries)
                {
                    Add(entry.Key.Range, SourceRange.Union(entry.Key.Range, entry.Value.Range));
                }
            }
        }

        return begins;

        void Add(SourceRange what, SourceRange range) => begins.TryAdd(file.Source.GetLineRange(file.Source.GetPosition(what.Start).Line).Start, range);
    }

    private static SourceRange FirstEndingAfter(SourceRange[] ranges, int offset)
    {
        int low = 0;
        int high = ranges.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (ranges[middle].End > offset)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low < ranges.Length ? ranges[low] : default;
    }
}
