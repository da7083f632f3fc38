using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PromRuleLint.Text;

namespace PromRuleLint.Templates;

/// <summary>
/// Reads the templates of labels and annotations as Prometheus does: Go's <c>text/template/parse</c> with the functions of
/// <c>template.NewTemplateExpander</c> and the variables that <c>rulefmt.testTemplateParsing</c> puts before the text. A fault
/// ends the action that it stands in, not the reading.
/// </summary>
public sealed partial class TemplateParser
{
    /// <summary>How deep actions and parentheses may nest; Go itself stops at 10,000.</summary>
    internal const int MaxDepth = 200;

    /// <summary>The message for a name that only vmalert knows.</summary>
    internal const string OfVictoriaMetrics = "; VictoriaMetrics has it, Prometheus does not; if these are rules of vmalert, set 'schema: victoriametrics'";


    private readonly string _text;
    private readonly string? _alertName;
    private readonly TemplateOptions _options;
    private readonly Token[] _tokens;
    private readonly List<TokenFault>? _faults;
    private List<TemplateError>? _notices;
    private List<TemplateError>? _errors;
    private Dictionary<string, bool>? _definitions;
    private Scope _scope;
    private int _next;
    private int _depth;

    // Set by a fault that makes the rest of the action unreadable, until the action's end is found.
    private bool _lost;
    private bool _tooDeep;

    // Whether anything is defined or assigned to, which the reader then looks for.
    private bool _defines;

    private TemplateParser(string text, string? alertName, TemplateOptions options)
    {
        _text = text;
        _alertName = alertName;
        _options = options;
        _scope = Scope.Of(options.Dialect);
        _tokens = TemplateTokenizer.Lex(text, out _faults, options.Cancellation);
    }

    private enum Ending
    {
        None,
        End,
        Else,
        EndOfText,
    }

    private Token Current => _tokens[_next];

    /// <summary>Reads a template. Never throws; faults are in the result. The work is linear in the text.</summary>
    /// <param name="text">The decoded value of a label or annotation.</param>
    /// <param name="alertName">The name of the alert, after which the template itself is named; only a <c>define</c> of the same name needs it.</param>
    public static TemplateParseResult Parse(string text, string? alertName = null) => Parse(text, alertName, TemplateOptions.Default);

    internal static TemplateParseResult Parse(string text, string? alertName, TemplateOptions options)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Contains("{{", StringComparison.Ordinal))
        {
            var whole = new TextRange(0, text.Length);
            return new TemplateParseResult(text, new ListNode(whole, text.Length == 0 ? [] : [new TextNode(whole)]), [], []);
        }

        var parser = new TemplateParser(text, alertName, options);
        ListNode root = parser.ParseRoot();
        ArrayPool<Token>.Shared.Return(parser._tokens);
        parser._errors?.Sort(static (a, b) => a.Range.Start.CompareTo(b.Range.Start));
        return TemplateReader.Read(text, root, parser._errors?.ToImmutableArray() ?? [], parser._notices?.ToImmutableArray() ?? [], parser._defines, options);
    }

    private ListNode ParseRoot()
    {
        NodeList<TemplateNode> nodes = default;
        while (Current.Kind != TokenKind.End && !_tooDeep)
        {
            int start = _next;
            TemplateNode? node = ParseTextOrAction(isRoot: true, out Ending ending);
            if (node is not null)
            {
                nodes.Add(node);
            }

            if (ending is Ending.End or Ending.Else)
            {
                // After an earlier fault the action that this one belongs to may have been lost.
                ReportStray(start, ending);
                SkipToActionEnd();
            }
        }

        return new ListNode(new TextRange(0, _text.Length), nodes.ToImmutable());
    }

    private void ReportStray(int start, Ending ending)
    {
        var range = new TextRange(_tokens[start].Start, _tokens[Math.Max(start, _next - 1)].End);
        Report(
            TemplateErrorKind.Syntax,
            range,
            ending == Ending.End ? "this 'end' closes nothing: no 'if', 'with', 'range', 'define' or 'block' is open" : "this 'else' belongs to nothing: no 'if', 'with' or 'range' is open");
    }

    /// <summary>Reads up to an <c>end</c> or <c>else</c>; the list's range is the text between.</summary>
    private ListNode ParseList(out Ending ending, out int endingStart)
    {
        int start = Current.Start;
        NodeList<TemplateNode> nodes = default;
        while (true)
        {
            endingStart = _next;
            if (Current.Kind == TokenKind.End || _tooDeep)
            {
                ending = Ending.EndOfText;
                break;
            }

            TemplateNode? node = ParseTextOrAction(isRoot: false, out ending);
            if (node is not null)
            {
                nodes.Add(node);
            }

            if (ending != Ending.None)
            {
                break;
            }
        }

        return new ListNode(new TextRange(start, Math.Max(start, _tokens[endingStart].Start)), nodes.ToImmutable());
    }

    private TemplateNode? ParseTextOrAction(bool isRoot, out Ending ending)
    {
        _options.Cancellation.ThrowIfCancellationRequested();
        ending = Ending.None;
        Token token = _tokens[_next++];
        var range = new TextRange(token.Start, token.End);
        switch (token.Kind)
        {
            case TokenKind.Text:
                return new TextNode(range);
            case TokenKind.Comment:
                return new CommentNode(range);
            case TokenKind.LeftDelim:
                return ParseAction(token, isRoot, out ending);
            case TokenKind.Error:
                TokenFault fault = _faults![token.Extra];
                Report(TemplateErrorKind.Syntax, range, fault.Message, fault.Replacement);
                if (Current.Kind == TokenKind.RightDelim)
                {
                    _next++;
                }

                return null;
            default:
                // Only after a fault, such as "{{else with …}}" in an if.
                _next--;
                Unexpected(Current, "here");
                SkipToActionEnd();
                return null;
        }
    }

    private TemplateNode? ParseAction(Token open, bool isRoot, out Ending ending)
    {
        ending = Ending.None;
        SkipSpace();
        Token keyword = Current;
        switch (keyword.Kind == TokenKind.Keyword ? TextOf(keyword) : default)
        {
            case "if":
                return ParseBranch(open, BranchKind.If, "if");
            case "with":
                return ParseBranch(open, BranchKind.With, "with");
            case "range":
                return ParseBranch(open, BranchKind.Range, "range");
            case "define":
                if (!isRoot)
                {
                    Report(TemplateErrorKind.Syntax, new TextRange(keyword.Start, keyword.End), "'define' can stand at the top of a template only, not inside of another action");
                }

                return ParseDefinition(open, isBlock: false);
            case "block":
                return ParseDefinition(open, isBlock: true);
            case "template":
                return ParseTemplateCall(open);
            case "break":
            case "continue":
                return ParseLoopControl(open, keyword);
            case "end":
                _next++;
                ExpectActionEnd("'end'");
                ending = Ending.End;
                return null;
            case "else":
                _next++;
                SkipSpace();
                ending = Ending.Else;

                // "else if" and "else with" are left for whoever opened the branch.
                if (!IsKeyword("if") && !IsKeyword("with"))
                {
                    ExpectActionEnd("'else'");
                }

                return null;
        }

        PipelineNode pipeline = ParsePipeline("an action", open, TokenKind.RightDelim, isRange: false);
        SkipToActionEnd();
        return new ActionNode(RangeFrom(open), pipeline);
    }

    private BranchNode ParseBranch(Token open, BranchKind kind, string keyword)
    {
        bool entered = Enter(open);
        int mark = _scope.Mark();
        NodeList<BranchClause> clauses = default;
        Token header = open;
        bool hasPipeline = true;
        while (entered)
        {
            PipelineNode? pipeline = null;
            if (hasPipeline)
            {
                _next++;
                pipeline = ParsePipeline($"'{keyword}'", header, TokenKind.RightDelim, kind == BranchKind.Range);
                SkipToActionEnd();
            }

            TextRange headerRange = RangeFrom(header);
            bool loops = kind == BranchKind.Range && hasPipeline;
            _scope.LoopDepth += loops ? 1 : 0;
            ListNode body = ParseList(out Ending ending, out int endingStart);
            _scope.LoopDepth -= loops ? 1 : 0;
            clauses.Add(new BranchClause(new TextRange(header.Start, body.Range.End), headerRange, pipeline, body));
            if (ending == Ending.Else && hasPipeline)
            {
                header = _tokens[endingStart];
                hasPipeline = (kind == BranchKind.If && IsKeyword("if")) || (kind == BranchKind.With && IsKeyword("with"));
                if (!hasPipeline && Current.Kind == TokenKind.Keyword)
                {
                    Unexpected(Current, $"after 'else' of '{keyword}'");
                    SkipToActionEnd();
                }

                continue;
            }

            if (ending == Ending.Else)
            {
                ReportMisplacedElse(endingStart, keyword);
                SkipToActionEnd();
                ParseList(out ending, out _);
            }

            // Where the action itself is not closed, that is the fault.
            if (ending == Ending.EndOfText && !_tooDeep && _text.AsSpan(headerRange.Start, headerRange.Length).EndsWith("}}"))
            {
                Report(TemplateErrorKind.Syntax, clauses[0].HeaderRange, $"this '{keyword}' is never closed: '{{{{end}}}}' is missing");
            }

            break;
        }

        _scope.Release(mark);
        _depth--;
        return new BranchNode(RangeFrom(open), kind, clauses.ToImmutable());
    }

    private void ReportMisplacedElse(int endingStart, string keyword)
    {
        var range = new TextRange(_tokens[endingStart].Start, _tokens[_next - 1].End);
        Report(TemplateErrorKind.Syntax, range, $"a second 'else' of the same '{keyword}': 'end' was expected");
    }

    private DefinitionNode? ParseDefinition(Token open, bool isBlock)
    {
        _next++;
        string what = isBlock ? "'block'" : "'define'";
        bool entered = Enter(open);
        StringNode? name = entered ? ParseTemplateName(what) : null;
        PipelineNode? pipeline = null;
        if (isBlock && !_lost)
        {
            pipeline = ParsePipeline(what, open, TokenKind.RightDelim, isRange: false);
        }
        else if (!_lost)
        {
            ExpectActionEnd(what);
        }

        SkipToActionEnd();
        TextRange header = RangeFrom(open);
        Scope outer = _scope;
        _scope = Scope.OfDefinition(what);
        ListNode body = ParseList(out Ending ending, out int endingStart);
        _scope = outer;
        _depth--;
        if (ending == Ending.Else)
        {
            ReportStray(endingStart, ending);
            SkipToActionEnd();
            ParseList(out ending, out _);
        }

        if (ending == Ending.EndOfText && !_tooDeep)
        {
            Report(TemplateErrorKind.Syntax, header, $"this {what} is never closed: '{{{{end}}}}' is missing");
        }

        if (name is null)
        {
            return null;
        }

        _defines = true;
        Define(name, body);
        return new DefinitionNode(RangeFrom(open), header, name, pipeline, body);
    }

    /// <summary>Go's <c>Tree.add</c>: a template may be defined anew only where one of the two is empty.</summary>
    private void Define(StringNode name, ListNode body)
    {
        bool isEmpty = body.Nodes.All(node => node is CommentNode || (node is TextNode && node.Range.In(_text).IsWhiteSpace()));
        bool isTemplate = _alertName is not null && name.Value == "__alert_" + _alertName;
        _definitions ??= [];
        if ((isTemplate || _definitions.GetValueOrDefault(name.Value)) && (!isEmpty || isTemplate))
        {
            if (!isEmpty)
            {
                Report(TemplateErrorKind.Syntax, name.Range, $"the template \"{name.Value}\" is defined more than once");
            }

            return;
        }

        _definitions[name.Value] = !isEmpty;
    }

    private TemplateCallNode? ParseTemplateCall(Token open)
    {
        _next++;
        StringNode? name = ParseTemplateName("'template'");
        PipelineNode? pipeline = null;
        SkipSpace();
        if (!_lost && Current.Kind != TokenKind.RightDelim)
        {
            pipeline = ParsePipeline("'template'", open, TokenKind.RightDelim, isRange: false);
        }

        SkipToActionEnd();
        return name is null ? null : new TemplateCallNode(RangeFrom(open), name, pipeline);
    }

    private StringNode? ParseTemplateName(string what)
    {
        SkipSpace();
        Token token = Current;
        if (token.Kind is not (TokenKind.String or TokenKind.RawString))
        {
            Unexpected(token, $"after {what}: the name of the template, a string, was expected");
            return null;
        }

        _next++;
        return ParseString(token);
    }

    private LoopControlNode? ParseLoopControl(Token open, Token keyword)
    {
        _next++;
        ReadOnlySpan<char> name = TextOf(keyword);
        bool isBreak = name is "break";
        ExpectActionEnd($"'{name}'");
        if (_scope.LoopDepth == 0)
        {
            Report(TemplateErrorKind.Syntax, RangeFrom(open), $"'{name}' stands outside of any 'range'");
            return null;
        }

        return new LoopControlNode(RangeFrom(open), isBreak);
    }

    private bool Enter(Token token)
    {
        _depth++;
        if (_depth <= MaxDepth || _tooDeep)
        {
            return !_tooDeep;
        }

        Report(TemplateErrorKind.TooDeep, new TextRange(token.Start, token.End), $"the template nests more than {MaxDepth} deep");
        _tooDeep = true;
        _lost = true;
        return false;
    }

    private bool IsKeyword(string keyword) => Current.Kind == TokenKind.Keyword && TextOf(Current).SequenceEqual(keyword);

    private ReadOnlySpan<char> TextOf(Token token) => _text.AsSpan(token.Start, token.End - token.Start);

    private void SkipSpace()
    {
        while (Current.Kind == TokenKind.Space)
        {
            _next++;
        }
    }

    private void ExpectActionEnd(string after)
    {
        SkipSpace();
        if (Current.Kind != TokenKind.RightDelim)
        {
            Unexpected(Current, $"after {after}: '}}}}' was expected");
        }

        SkipToActionEnd();
    }

    /// <summary>To behind the end of the action that is being read; after a fault over all that is left of it.</summary>
    private void SkipToActionEnd()
    {
        // Where the action was read to its end, its right delimiter is the token just read.
        if (!_lost && _next > 0 && _tokens[_next - 1].Kind == TokenKind.RightDelim)
        {
            return;
        }

        while (Current.Kind is not (TokenKind.End or TokenKind.LeftDelim or TokenKind.Text or TokenKind.Comment))
        {
            if (_tokens[_next++].Kind == TokenKind.RightDelim)
            {
                break;
            }
        }

        _lost = _tooDeep;
    }

    private TextRange RangeFrom(Token open) => new(open.Start, Math.Max(open.End, _next > 0 ? _tokens[_next - 1].End : 0));

    private void Report(TemplateErrorKind kind, TextRange range, string message, string? replacement = null, bool isOfVictoriaMetrics = false)
    {
        // What is left unread then is no fault of its own.
        if (!_tooDeep)
        {
            (_errors ??= []).Add(new TemplateError(kind, range, message, replacement) { IsOfVictoriaMetrics = isOfVictoriaMetrics });
        }
    }

    /// <summary>Reports a token that cannot stand where it does; what follows in the action is skipped.</summary>
    private void Unexpected(Token token, string where)
    {
        if (_lost)
        {
            return;
        }

        _lost = true;
        var range = new TextRange(token.Start, token.End);
        if (token.Kind == TokenKind.Error)
        {
            TokenFault fault = _faults![token.Extra];
            Report(TemplateErrorKind.Syntax, range, fault.Message, fault.Replacement);
            return;
        }

        string shown = token.Kind switch
        {
            TokenKind.End => "the end of the text",
            TokenKind.RightDelim => "'}}'",
            TokenKind.Space => "a space",
            _ => $"'{Shorten(TextOf(token))}'",
        };
        Report(TemplateErrorKind.Syntax, range, $"{shown} is unexpected {where}");
    }

    private static string Shorten(ReadOnlySpan<char> text) => text.Length <= 40 ? text.ToString() : $"{text[..37]}…";

    /// <summary>What can be seen of variables and loops: a definition begins with nothing.</summary>
    private sealed class Scope
    {
        private static readonly ImmutableArray<(string Name, bool Value)> InDefinition = [("$", true)];
        private static readonly ImmutableArray<(string Name, bool Value)> InPrometheus = AtTop(TemplateDialect.Prometheus);
        private static readonly ImmutableArray<(string Name, bool Value)> InVictoriaMetrics = AtTop(TemplateDialect.VictoriaMetrics);
        private VariableStack<bool> _variables;

        private Scope(ImmutableArray<(string Name, bool Value)> variables) => _variables = new VariableStack<bool>(variables);

        public int LoopDepth { get; set; }

        /// <summary>What definition the scope is the inside of; null at the top.</summary>
        public string? Definition { get; private init; }

        public IEnumerable<string> Names => _variables.Names;

        public static Scope Of(TemplateDialect dialect) => new(dialect == TemplateDialect.Prometheus ? InPrometheus : InVictoriaMetrics);

        public static Scope OfDefinition(string what) => new(InDefinition) { Definition = what };

        /// <summary>The name of a variable that can be seen; null where there is none.</summary>
        public string? Find(ReadOnlySpan<char> name) => _variables.TryGet(name, out string? known, out _) ? known : null;

        public void Declare(string name) => _variables.Push(name, true);

        public int Mark() => _variables.Count;

        public void Release(int mark) => _variables.Release(mark);

        private static ImmutableArray<(string Name, bool Value)> AtTop(TemplateDialect dialect)
        {
            IReadOnlyList<string> names = new TemplateOptions(dialect).Variables;
            var variables = new (string, bool)[1 + names.Count];
            variables[0] = InDefinition[0];
            for (int i = 0; i < names.Count; i++)
            {
                variables[i + 1] = (names[i], true);
            }

            return ImmutableCollectionsMarshal.AsImmutableArray(variables);
        }
    }
}
