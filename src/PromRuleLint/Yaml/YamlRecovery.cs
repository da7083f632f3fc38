using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.Yaml;

/// <summary>
/// Reads on after text that is not YAML: the list item that holds the fault (a rule) is blanked out, and the rest is read as
/// if it were not there. Where that does not help, the item around it is; at last all that follows.
/// </summary>
internal sealed class YamlRecovery(SourceText source, SharedTexts texts, CancellationToken cancellation)
{
    /// <summary>So often is a file read at most; with more faults than that the rest of it stays unread.</summary>
    private const int MaxScans = 24;

    private readonly ImmutableArray<SourceRange>.Builder _unread = ImmutableArray.CreateBuilder<SourceRange>();
    private readonly List<YamlError> _reported = [];
    private char[]? _blanked;
    private int _scans;

    /// <summary>The parts of the text that were left out, in the order they were found.</summary>
    public ImmutableArray<SourceRange> Unread => _unread.ToImmutable();

    /// <summary>The faults that reading went on after.</summary>
    public IReadOnlyList<YamlError> Reported => _reported;

    /// <summary>Reads the file, with the text that is not YAML left out.</summary>
    public YamlTreeBuilder Read()
    {
        YamlTreeBuilder tree = Scan(source.Text);
        if (tree.Fault is not null && MergeConflict.FindAll(source.Text) is { IsEmpty: false } conflicts)
        {
            tree = Scan(LeaveOut(conflicts));
        }

        while (tree.Fault is { } fault)
        {
            YamlTreeBuilder? next = ReadWithout(fault);
            if (next is null)
            {
                _unread.Add(new SourceRange(fault.Offset, source.Text.Length));
            }

            if (fault.Error is { } error)
            {
                _reported.Add(fault.Opened is { } opened && next is not null && _unread[^1].Contains(opened) && !_unread[^1].Contains(fault.Offset) ? NotClosed(opened, error) : error);
            }

            if (next is null)
            {
                break;
            }

            tree = next;
        }

        return tree;
    }

    private YamlTreeBuilder? ReadWithout(YamlFault fault)
    {
        foreach (SourceRange region in YamlItems.Around(source.Text, fault))
        {
            if (_scans >= MaxScans)
            {
                return null;
            }

            char[] before = [.. _blanked ?? []];
            YamlTreeBuilder tree = Scan(Blank(region, asComment: true));
            if (!IsInScalar(region, tree) && IsBehind(fault, tree.Fault, region))
            {
                _unread.Add(region);
                return tree;
            }

            _blanked = before.Length == 0 ? null : before;
        }

        return null;
    }

    /// <summary>Whether a scalar takes the <c>#</c> of a part for its own, be it this part's or that of one which was left out before.</summary>
    private bool IsInScalar(SourceRange region, YamlTreeBuilder tree) =>
        tree.HasScalarAcross(region.Start) || _unread.Any(part => _blanked![part.Start] == '#' && tree.HasScalarAcross(part.Start));

    /// <summary>The fault where it was made: what was opened in one item is closed, or breaks off, in another.</summary>
    private YamlError NotClosed(int opened, YamlError error)
    {
        char mark = source.Text[opened];
        string where = mark is '"' or '\'' ? $" before line {source.GetPosition(error.Range.Start).Line}, where another {mark} ends the text" : "";
        return error with { Range = new SourceRange(opened, opened + 1), Message = $"This {mark} is not closed{where}." };
    }

    /// <summary>Whether leaving an item out removes the fault: there is no fault then, or another one further down.</summary>
    private bool IsBehind(YamlFault fault, YamlFault? next, SourceRange region) =>
        next is not { } other || (other.Offset >= region.End && (!IsTheSame(fault, other, region) || !IsYaml(region)));

    /// <summary>Whether an item can be read by itself.</summary>
    private bool IsYaml(SourceRange item)
    {
        int line = source.Text.AsSpan(0, item.Start).LastIndexOfAny('\r', '\n') + 1;
        string text = source.Text[line..item.End];
        return Scan(new SourceText(source.Path, text), text).Fault is not { Error: not null };
    }

    /// <summary>Whether the fault only moved on to the next item, as where a list's key has no colon.</summary>
    private bool IsTheSame(YamlFault fault, YamlFault next, SourceRange region) =>
        next.Error?.Message == fault.Error?.Message && YamlItems.IsOnNextLine(source.Text, region, next.Offset);

    private string LeaveOut(ImmutableArray<MergeConflict> conflicts)
    {
        string text = source.Text;
        foreach (MergeConflict conflict in conflicts)
        {
            _reported.Add(new YamlError(YamlErrorKind.Syntax, conflict.Marker, "A merge left its conflict here; choose one of the two versions and remove the marks."));
            foreach (SourceRange part in conflict.LeftOut)
            {
                text = Blank(part, asComment: false);
                _unread.Add(part);
            }
        }

        return text;
    }

    /// <summary>
    /// The text with line breaks in place of a part, so that every offset stays and nothing is indented. As a comment it
    /// ends a block scalar before it, which would take blank lines for its own.
    /// </summary>
    private string Blank(SourceRange region, bool asComment)
    {
        _blanked ??= source.Text.ToCharArray();
        _blanked.AsSpan(region.Start, region.Length).Fill('\n');
        if (asComment)
        {
            _blanked[region.Start] = '#';
        }

        return new string(_blanked);
    }

    private YamlTreeBuilder Scan(string text) => Scan(source, text);

    private YamlTreeBuilder Scan(SourceText from, string text)
    {
        _scans++;
        var tree = new YamlTreeBuilder(from, text, texts, cancellation);

        // What had a fault before will have another one.
        if (_scans > 1 || !tree.TryBuildBlocks())
        {
            tree = new YamlTreeBuilder(from, text, texts, cancellation);
            tree.Build();
        }

        return tree;
    }
}
