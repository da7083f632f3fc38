using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PromRuleLint.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PromRuleLint.Yaml;

/// <summary>Builds the trees of one file from parser events, on a stack of its own: no nesting reaches the call stack.</summary>
/// <param name="source">The file.</param>
/// <param name="text">The file's text, perhaps with parts blanked out.</param>
/// <param name="texts">Makes the values.</param>
/// <param name="cancellation">Ends reading early.</param>
internal sealed partial class YamlTreeBuilder(SourceText source, string text, SharedTexts texts, CancellationToken cancellation)
{
    private readonly string _text = text;
    private readonly List<YamlError> _errors = [];
    private readonly ImmutableArray<YamlNode?>.Builder _documents = ImmutableArray.CreateBuilder<YamlNode?>();
    private readonly Dictionary<string, Anchored> _anchors = new(StringComparer.Ordinal);
    private readonly List<Frame> _stack = [];
    private readonly List<SourceRange> _scalars = [];
    private readonly Stack<Frame> _spareFrames = new();
    private readonly Stack<ImmutableArray<CompactNode>.Builder> _spareItems = new();
    private readonly Stack<ImmutableArray<YamlEntry>.Builder> _spareEntries = new();
    private readonly List<YamlAlias> _aliases = [];
    private readonly YamlMappingEntries _entries = new(source);
    private CompactNode _root;
    private int _rootSize;
    private bool _inDocument;
    private int _aliased;
    private AnchorNames? _anchorsOfText;
    private AnchorNames? _anchorsOfSource;
    private int _readTo;
    private bool _stopped;
    private SourceRange _lastScalar;
    private SourceRange? _cutScalar;

    /// <summary>What is wrong in what was read, but for the fault that ended reading.</summary>
    public IReadOnlyList<YamlError> Errors => _errors;

    /// <summary>The aliases, in the order of the text.</summary>
    public IReadOnlyList<YamlAlias> Aliases => _aliases;

    /// <summary>Why reading ended before the end of the text; null where it did not.</summary>
    public YamlFault? Fault { get; private set; }

    /// <summary>The root node of each document, as far as it was read; null for an empty one.</summary>
    public ImmutableArray<YamlNode?> Documents => _documents.ToImmutable();

    public void Build()
    {
        var scanner = new YamlScanner(_text, texts);
        var parser = new Parser(scanner);
        try
        {
            while (!_stopped && parser.MoveNext())
            {
                cancellation.ThrowIfCancellationRequested();
                Accept(parser.Current!, scanner);
            }
        }
        catch (YamlException e)
        {
            StopAt(YamlSyntaxErrors.Describe(source, e.Message, scanner.Tokens.RangeOf(e), _readTo, _stack is [.., { IsFlow: true } open] ? open.Start : -1));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            int at = Math.Min(_readTo, _text.Length);
            StopAt(new YamlError(YamlErrorKind.Syntax, new SourceRange(at, at), "The text is not YAML from here on."));
        }

        _cutScalar = scanner.CutScalar;
        _errors.AddRange(scanner.Errors);
        CloseAll();
    }

    /// <summary>Whether a scalar begins before the <c>#</c> at an offset and ends after it; one that a fault is in counts too.</summary>
    public bool HasScalarAcross(int offset) =>
        (_cutScalar is { } cut && cut.Start < offset && cut.End > offset) || _scalars.Exists(scalar => scalar.Start < offset && scalar.End > offset);

    /// <summary>All comments of the text that was read: every <c>#</c> after white space that is in no scalar.</summary>
    public ImmutableArray<YamlComment> FindComments() =>
        new YamlComments(source.Text, _text).Find(_scalars, _stopped ? Math.Min(_readTo, _text.Length) : _text.Length);

    private void Accept(ParsingEvent parsingEvent, YamlScanner scanner)
    {
        SourceRange range = scanner.Tokens.RangeOf(parsingEvent);
        _readTo = Math.Max(_readTo, range.End);
        switch (parsingEvent)
        {
            case DocumentStart:
                _inDocument = true;
                _root = default;
                _rootSize = 0;
                break;

            case DocumentEnd:
                CloseAll();
                break;

            case MappingStart mapping:
                Open(mapping.Anchor, TagOf(mapping.Tag), range.Start, mapping.Style == MappingStyle.Flow, isMapping: true);
                break;

            case SequenceStart sequence:
                Open(sequence.Anchor, TagOf(sequence.Tag), range.Start, sequence.Style == SequenceStyle.Flow, isMapping: false);
                break;

            case MappingEnd or SequenceEnd:
                Close(_stack[^1].IsFlow ? range.End : -1);
                break;

            case Scalar scalar:
                AddScalar(scanner.Tokens.ScalarOf(scalar, range), scalar.Style, scalar.Anchor, scalar.Tag);
                break;

            case AnchorAlias alias:
                AddAlias(alias.Value.Value, range);
                break;
        }
    }

    private void Open(AnchorName name, string? tag, int from, bool isFlow, bool isMapping)
    {
        if (_stack.Count >= YamlReader.MaxDepth)
        {
            Stop(from, $"The file nests more than {YamlReader.MaxDepth} levels deep; a rule file needs fewer than ten.");
            return;
        }

        Anchored? anchor = null;
        if (!name.IsEmpty)
        {
            anchor = new Anchored();
            _anchors[name.Value] = anchor;
        }

        int at = SkipProperties(from, _text.Length);
        Frame frame = _spareFrames.TryPop(out Frame? spare) ? spare : new Frame();
        frame.Start = at;
        frame.IsFlow = isFlow;
        frame.Anchor = anchor;
        frame.Tag = tag;
        frame.IsIndentless = false;
        frame.ContentEnd = 0;
        frame.Size = 1;
        frame.Items = isMapping ? null : _spareItems.TryPop(out ImmutableArray<CompactNode>.Builder? items) ? items : ImmutableArray.CreateBuilder<CompactNode>();
        frame.Entries = !isMapping ? null : _spareEntries.TryPop(out ImmutableArray<YamlEntry>.Builder? entries) ? entries : ImmutableArray.CreateBuilder<YamlEntry>();
        _stack.Add(frame);
    }

    private void Close(int end)
    {
        Frame frame = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        if (end < 0)
        {
            end = Math.Max(frame.Start, frame.ContentEnd);
        }

        var range = new SourceRange(frame.Start, end);
        CompactNode node;
        if (frame.Entries is { } entries)
        {
            if (frame.HasKey)
            {
                entries.Add(frame.TakeKey(Nothing(frame.KeyEnd)));
            }

            ImmutableArray<YamlEntry> finished = _entries.Finish(entries, _errors);
            node = frame.Tag is null
                ? CompactNode.OfMapping(ImmutableCollectionsMarshal.AsArray(finished)!, range)
                : CompactNode.Of(new YamlMapping(range, finished) { Tag = frame.Tag });
            entries.Clear();
            _spareEntries.Push(entries);
        }
        else
        {
            node = CompactNode.Of(new YamlSequence(range, frame.Items!.ToArray()) { Tag = frame.Tag });
            frame.Items.Clear();
            _spareItems.Push(frame.Items);
        }

        if (frame.Anchor is { } anchor)
        {
            anchor.Node = node.ToNode();
            anchor.Size = frame.Size;
        }

        AddTo(node, frame.Size);
        NoteEnd(end);
        _spareFrames.Push(frame);
    }

    /// <summary>The value where none is written.</summary>
    private static CompactNode Nothing(int at) => CompactNode.OfScalar("", at, YamlScalarStyle.Plain);

    private void AddScalar(in YamlTokenQueue.Waiting scalar, ScalarStyle style, AnchorName anchor, TagName tag)
    {
        if (!TryAddKey(scalar, style, anchor, tag))
        {
            Add(MakeScalar(scalar, style, tag), 1, anchor);
        }
    }

    private void Add(CompactNode node, int size, AnchorName anchor)
    {
        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = new Anchored { Node = node.ToNode(), Size = size };
        }

        AddTo(node, size);
        NoteEnd(node.Range.End);
    }

    private void AddAlias(string name, SourceRange range)
    {
        YamlNode? node = null;
        int size = 1;
        if (!_anchors.TryGetValue(name, out Anchored? anchored))
        {
            if (!ReferenceEquals(_text, source.Text) && !(_anchorsOfText ??= new AnchorNames(_text)).HasOneThatStartsWith(name)
                && (_anchorsOfSource ??= new AnchorNames(source.Text)).HasOneThatStartsWith(name))
            {
                Fault = new YamlFault(range.Start, null, null);
                _stopped = true;
                return;
            }

            _errors.Add(new YamlError(YamlErrorKind.Syntax, range, $"No anchor '&{name}' stands before this alias."));
        }
        else if (anchored.Node is null)
        {
            _errors.Add(new YamlError(YamlErrorKind.Syntax, range, $"The anchor '&{name}' contains itself through this alias."));
        }
        else if (_aliased + anchored.Size > YamlReader.MaxAliasedNodes)
        {
            Stop(range.Start, $"The aliases of the file stand for more than {YamlReader.MaxAliasedNodes} nodes; Prometheus refuses excessive aliasing.", range.End);
            return;
        }
        else
        {
            node = new YamlAliasCopier(range).Copy(anchored.Node);
            size = anchored.Size;
            _aliased += size;
            _aliases.Add(new YamlAlias(range, anchored.Node.AnchorRange ?? anchored.Node.Range));
        }

        node ??= Unknown(range);
        AddTo(CompactNode.Of(node), size, range);
        NoteEnd(range.End);
    }

    /// <summary>Stands for an alias without an anchor.</summary>
    private static YamlScalar Unknown(SourceRange alias) => new(alias, "", YamlScalarStyle.Plain, () => ScalarMap.Linear(alias.Start, 0));

    private void AddTo(CompactNode node, int size, SourceRange? alias = null)
    {
        if (_stack.Count == 0)
        {
            if (_inDocument)
            {
                _root = node;
                _rootSize = size;
            }

            return;
        }

        Frame frame = _stack[^1];
        frame.Size += size;
        if (frame.Entries is not { } entries)
        {
            frame.Items!.Add(node);
        }
        else if (frame.HasKey)
        {
            YamlEntry entry = frame.TakeKey(node);
            entries.Add(alias is null ? entry : entry with { AliasRange = alias });
        }
        else
        {
            frame.Key = node.ToNode();
            frame.KeyRange = alias ?? node.Range;
        }
    }

    /// <summary>Whether a scalar becomes a key of the innermost mapping as its text alone.</summary>
    private bool TryAddKey(in YamlTokenQueue.Waiting scalar, ScalarStyle style, AnchorName anchor, TagName tag)
    {
        string value = scalar.Value!;
        SourceRange range = scalar.Range;
        if (_stack is not [.., { Entries: not null, HasKey: false } frame] || style != ScalarStyle.Plain || value.Length == 0
            || !anchor.IsEmpty || !tag.IsEmpty || !range.In(_text).SequenceEqual(value))
        {
            return false;
        }

        NotePlace(range);
        frame.Size++;
        frame.Word = value;
        frame.KeyRange = range;
        NoteEnd(range.End);
        return true;
    }

    private void NoteEnd(int end)
    {
        if (_stack.Count > 0)
        {
            _stack[^1].ContentEnd = Math.Max(_stack[^1].ContentEnd, end);
        }
    }

    private CompactNode MakeScalar(in YamlTokenQueue.Waiting scalar, ScalarStyle written, TagName tagName)
    {
        string value = scalar.Value!;
        YamlScalarStyle style = written switch
        {
            ScalarStyle.SingleQuoted => YamlScalarStyle.SingleQuoted,
            ScalarStyle.DoubleQuoted => YamlScalarStyle.DoubleQuoted,
            ScalarStyle.Literal => YamlScalarStyle.Literal,
            ScalarStyle.Folded => YamlScalarStyle.Folded,
            _ => YamlScalarStyle.Plain,
        };
        int end = scalar.Range.End;
        int start = Math.Min(SkipProperties(scalar.Range.Start, end), end);
        if (style == YamlScalarStyle.Plain && value.Length == 0)
        {
            // Nothing is written but perhaps an anchor or a tag; the value stands just after them.
            end = start = TrimBlockEnd(scalar.Range.Start, start);
        }

        if (style is YamlScalarStyle.Literal or YamlScalarStyle.Folded)
        {
            end = TrimBlockEnd(start, end);
        }

        var range = new SourceRange(start, end);
        NotePlace(range);
        string? tag = TagOf(tagName);
        if (tag == "tag:yaml.org,2002:binary")
        {
            return CompactNode.Of(MakeBinary(value, range, style, tag));
        }

        if (tag is not null && !YamlTypes.CanBe(tag, value))
        {
            _errors.Add(new YamlError(YamlErrorKind.Syntax, range, $"The value is tagged '!!{tag[(tag.LastIndexOf(':') + 1)..]}', but it is none; remove the tag, or write such a value."));
            tag = null;
        }

        return tag is null && YamlScalar.IsLinear(range, value, style, _text)
            ? CompactNode.OfScalar(value, range.Start, style)
            : CompactNode.Of(new YamlScalar(range, value, style, _text, scalar.Indent) { Tag = tag });
    }

    /// <summary>Notes where a scalar stands, if it may hold what looks like a comment.</summary>
    private void NotePlace(SourceRange range)
    {
        _lastScalar = range;
        if (range.In(_text).Contains('#'))
        {
            _scalars.Add(range);
        }
    }

    private YamlScalar MakeBinary(string written, SourceRange range, YamlScalarStyle style, string tag)
    {
        byte[] bytes = new byte[written.Length];
        string value = "";
        if (Convert.TryFromBase64String(written, bytes, out int length))
        {
            value = System.Text.Encoding.UTF8.GetString(bytes, 0, length);
        }
        else
        {
            _errors.Add(new YamlError(YamlErrorKind.Syntax, range, "The value is tagged '!!binary', but it is no base64."));
        }

        return new YamlScalar(range, value, style, new YamlNodeProperties(tag, null));
    }

    private void CloseAll()
    {
        while (_stack.Count > 0)
        {
            Close(_stack[^1].IsFlow && _stopped ? Math.Max(_stack[^1].ContentEnd, _stack[^1].Start + 1) : -1);
        }

        if (_inDocument)
        {
            _documents.Add(_rootSize == 0 || _root is { IsNull: true, Range.IsEmpty: true } ? null : _root.ToNode());
            _inDocument = false;
            _anchors.Clear();
        }
    }

    private void StopAt(YamlError error)
    {
        int at = error.Range.Start;
        SourceRange last = _lastScalar;
        int open = _stack.FindIndex(static frame => frame.IsFlow);
        bool isQuoteSuspect = last.Length > 0 && _text[last.Start] is '"' or '\'' && last.In(_text).ContainsAny('\r', '\n')
            && last.End <= at && _text.AsSpan(last.End, at - last.End).IndexOfAny('\r', '\n') < 0;
        Fault = new YamlFault(at, error, isQuoteSuspect ? last.Start : open >= 0 ? _stack[open].Start : null);
        _stopped = true;
    }

    private void Stop(int at, string message, int end = -1)
    {
        _errors.Add(new YamlError(YamlErrorKind.TooDeepOrTooManyAliases, new SourceRange(at, end < 0 ? Math.Min(at + 1, _text.Length) : end), message));
        _stopped = true;
    }

    /// <summary>The offset of a node's own first character, past its anchor and tag.</summary>
    private int SkipProperties(int at, int end)
    {
        while (at < end && _text[at] is '&' or '!')
        {
            bool isAnchor = _text[at] == '&';
            at++;
            while (at < end && (isAnchor ? char.IsAsciiLetterOrDigit(_text[at]) || _text[at] is '_' or '-' : !IsWhite(_text[at])))
            {
                at++;
            }

            while (at < end && (IsWhite(_text[at]) || _text[at] == '#'))
            {
                at = _text[at] == '#' ? LineEnd(at) : at + 1;
            }
        }

        return at;
    }

    /// <summary>The end of a block scalar's last line that is not blank; of an empty one, of its header.</summary>
    private int TrimBlockEnd(int start, int end)
    {
        while (end > start && IsWhite(_text[end - 1]))
        {
            end--;
        }

        return end;
    }

    private int LineEnd(int at)
    {
        int length = _text.AsSpan(at).IndexOfAny(YamlCharacters.Breaks);
        return length < 0 ? _text.Length : at + length;
    }

    private static bool IsWhite(char c) => c is ' ' or '\t' or '\r' or '\n' or '\u0085' or '\u2028' or '\u2029';

    private static string? TagOf(TagName tag) => tag.IsEmpty ? null : tag.IsNonSpecific ? "!" : tag.Value;

    private sealed class Anchored
    {
        public YamlNode? Node { get; set; }

        public int Size { get; set; }
    }

    /// <summary>A collection that is open.</summary>
    private sealed class Frame
    {
        public int Start { get; set; }

        public bool IsFlow { get; set; }

        /// <summary>Whether it is a list whose items are indented as the key before it is.</summary>
        public bool IsIndentless { get; set; }

        public Anchored? Anchor { get; set; }

        public string? Tag { get; set; }

        public int ContentEnd { get; set; }

        public int Size { get; set; }

        /// <summary>The key whose value comes next; null where none waits for one, and where it is a <see cref="Word"/>.</summary>
        public YamlNode? Key { get; set; }

        /// <summary>The key whose value comes next, where it stands in the file as it is.</summary>
        public string? Word { get; set; }

        public SourceRange KeyRange { get; set; }

        public bool HasKey => Key is not null || Word is not null;

        /// <summary>Where the key itself ends, which may be another place than that of its alias.</summary>
        public int KeyEnd => Key?.Range.End ?? KeyRange.End;

        /// <summary>What a sequence holds; null of a mapping.</summary>
        public ImmutableArray<CompactNode>.Builder? Items { get; set; }

        /// <summary>What a mapping holds; null of a sequence.</summary>
        public ImmutableArray<YamlEntry>.Builder? Entries { get; set; }

        /// <summary>The key with its value.</summary>
        public YamlEntry TakeKey(CompactNode value)
        {
            YamlEntry entry = Word is { } word ? YamlEntry.OfWord(word, KeyRange, value) : YamlEntry.Of(Key!, value) with { KeyRange = KeyRange };
            Key = null;
            Word = null;
            return entry;
        }
    }
}
