using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using PromRuleLint.Text;

namespace PromRuleLint.Templates;

/// <summary>The part that reads what stands inside of actions.</summary>
public sealed partial class TemplateParser
{
    // Keeps the search for what was meant from growing with the product of faults and variables.
    private const int MaxCandidates = 200;
    private const int MaxSuggestions = 100;

    private const string OperatorHint = "; templates have no operators: compare by 'eq', 'lt', 'and' …, calculate in the expression";


    /// <summary>Reads a pipeline with its end, the right delimiter or parenthesis.</summary>
    /// <param name="context">What the pipeline belongs to, for messages.</param>
    /// <param name="open">Where what it belongs to begins: the delimiter or the parenthesis.</param>
    /// <param name="end">What ends it.</param>
    /// <param name="isRange">Whether it may declare two variables.</param>
    private PipelineNode ParsePipeline(string context, Token open, TokenKind end, bool isRange)
    {
        SkipSpace();
        int start = Current.Start;
        ImmutableArray<VariableNode> declarations = ParseDeclarations(context, isRange, out bool isAssignment);
        NodeList<CommandNode> commands = default;
        int stop = start;
        while (!_lost)
        {
            SkipSpace();
            if (Current.Kind == end)
            {
                stop = end == TokenKind.RightParen ? Current.End : stop;
                CheckPipeline(in commands, context, open, _tokens[_next++]);
                break;
            }

            if (!BeginsOperand(Current.Kind))
            {
                UnexpectedIn(context);
                break;
            }

            CommandNode command = ParseCommand();
            commands.Add(command);
            stop = command.Range.End;
        }

        bool parenthesized = end == TokenKind.RightParen;
        start = parenthesized ? open.Start : start;
        return new PipelineNode(new TextRange(start, Math.Max(start, stop)), declarations, isAssignment, commands.ToImmutable(), parenthesized);
    }

    private ImmutableArray<VariableNode> ParseDeclarations(string context, bool isRange, out bool isAssignment)
    {
        isAssignment = false;
        NodeList<VariableNode> declarations = default;
        while (true)
        {
            SkipSpace();
            if (Current.Kind != TokenKind.Variable)
            {
                break;
            }

            Token variable = Current;
            int after = _next + 1;
            while (_tokens[after].Kind == TokenKind.Space)
            {
                after++;
            }

            TokenKind kind = _tokens[after].Kind;
            if (kind is not (TokenKind.Assign or TokenKind.Declare or TokenKind.Comma))
            {
                break;
            }

            _next = after + 1;
            var range = new TextRange(variable.Start, variable.End);
            string name = TextOf(variable).ToString();
            declarations.Add(new VariableNode(range, name, range, []));
            _scope.Declare(name);
            if (kind != TokenKind.Comma)
            {
                isAssignment = kind == TokenKind.Assign;
                _defines |= isAssignment;
                break;
            }

            SkipSpace();
            if (!isRange || declarations.Count >= 2)
            {
                // The names that follow are meant as declared: their uses are not faults of their own.
                DeclareRest();
                Report(TemplateErrorKind.Syntax, range, isRange ? "'range' declares at most two variables" : $"{context} declares at most one variable; only 'range' declares two");
                _lost = true;
                break;
            }

            if (Current.Kind is not (TokenKind.Variable or TokenKind.RightDelim or TokenKind.RightParen))
            {
                Unexpected(Current, "after ',': 'range' can only declare variables there");
                break;
            }
        }

        return declarations.ToImmutable();
    }

    private void DeclareRest()
    {
        for (int i = _next; _tokens[i].Kind is TokenKind.Variable or TokenKind.Comma or TokenKind.Space; i++)
        {
            if (_tokens[i].Kind == TokenKind.Variable)
            {
                _scope.Declare(TextOf(_tokens[i]).ToString());
            }
        }
    }

    private static bool BeginsOperand(TokenKind kind) => kind is
        TokenKind.Bool or TokenKind.CharConstant or TokenKind.Complex or TokenKind.Dot or TokenKind.Field or TokenKind.Identifier or
        TokenKind.Number or TokenKind.Nil or TokenKind.RawString or TokenKind.String or TokenKind.Variable or TokenKind.LeftParen;

    private void CheckPipeline(in NodeList<CommandNode> commands, string context, Token open, Token close)
    {
        if (commands.Count == 0)
        {
            Report(TemplateErrorKind.Syntax, new TextRange(open.Start, close.End), $"{context} has no value");
            return;
        }

        for (int i = 1; i < commands.Count; i++)
        {
            if (commands[i].Arguments is [BoolNode or DotNode or NilNode or NumberNode or StringNode, ..])
            {
                TextRange range = commands[i].Arguments[0].Range;
                Report(TemplateErrorKind.Syntax, range, $"'{Shorten(range.In(_text))}' cannot be called: after '|' stands a function, method or variable");
            }
        }
    }

    private CommandNode ParseCommand()
    {
        int start = Current.Start;
        int stop = start;
        NodeList<TemplateNode> arguments = default;
        while (!_lost)
        {
            SkipSpace();
            if (BeginsOperand(Current.Kind))
            {
                TemplateNode operand = ParseOperand();
                arguments.Add(operand);
                stop = operand.Range.End;
                if (_lost)
                {
                    break;
                }
            }

            if (Current.Kind == TokenKind.Space)
            {
                continue;
            }

            if (Current.Kind == TokenKind.Pipe)
            {
                _next++;
            }
            else if (Current.Kind is not (TokenKind.RightDelim or TokenKind.RightParen))
            {
                UnexpectedAfter(arguments.Last);
            }

            break;
        }

        return new CommandNode(new TextRange(start, stop), arguments.ToImmutable());
    }

    private void UnexpectedIn(string context) => Unexpected(Current, $"in {context}{Hint(Current)}");

    private void UnexpectedAfter(TemplateNode? operand) =>
        Unexpected(Current, (operand is null ? "in a command" : $"after '{Shorten(operand.Range.In(_text))}'") + Hint(Current));

    private TemplateNode ParseOperand()
    {
        TemplateNode term = Current.Kind == TokenKind.LeftParen ? ParseParentheses() : ParseTerm(_tokens[_next++]);
        return _lost || Current.Kind != TokenKind.Field ? term : ParseFields(term);
    }

    private PipelineNode ParseParentheses()
    {
        Token open = _tokens[_next++];
        PipelineNode pipeline = Enter(open)
            ? ParsePipeline("a pair of parentheses", open, TokenKind.RightParen, isRange: false)
            : new PipelineNode(new TextRange(open.Start, open.End), [], false, [], true);
        _depth--;
        return pipeline;
    }

    private TemplateNode ParseFields(TemplateNode term)
    {
        int firstField = _next;
        ImmutableArray<FieldName> fields = ReadFields();
        var range = new TextRange(term.Range.Start, _tokens[_next - 1].End);
        switch (term)
        {
            case BoolNode or StringNode or NumberNode or NilNode or DotNode:
                var chain = new TextRange(_tokens[firstField].Start, range.End);
                string hint = term is DotNode ? "; fields of the dot are written with one dot" : string.Empty;
                Report(TemplateErrorKind.Syntax, chain, $"'{Shorten(term.Range.In(_text))}' has no field '{Shorten(chain.In(_text))}'{hint}");
                return term;
            default:
                return new ChainNode(range, term, fields);
        }
    }

    private ImmutableArray<FieldName> ReadFields()
    {
        if (Current.Kind != TokenKind.Field)
        {
            return [];
        }

        int count = 0;
        while (_tokens[_next + count].Kind == TokenKind.Field)
        {
            count++;
        }

        var fields = new FieldName[count];
        for (int i = 0; i < count; i++)
        {
            fields[i] = FieldOf(_tokens[_next++]);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(fields);
    }

    private FieldName FieldOf(Token token) => new(_text[(token.Start + 1)..token.End], new TextRange(token.Start + 1, token.End));

    private TemplateNode ParseTerm(Token token)
    {
        var range = new TextRange(token.Start, token.End);
        switch (token.Kind)
        {
            case TokenKind.Identifier:
                return new IdentifierNode(range, CheckFunction(TextOf(token), range));
            case TokenKind.Nil:
                return new NilNode(range);
            case TokenKind.Bool:
                return new BoolNode(range, _text[token.Start] == 't');
            case TokenKind.Variable:
                return ParseVariable(token, range);
            case TokenKind.Field:
                _next--;
                ImmutableArray<FieldName> ofDot = ReadFields();
                return new FieldNode(new TextRange(range.Start, ofDot[^1].Range.End), ofDot);
            case TokenKind.Number when token.End - token.Start == 1 && _text[token.Start] is '+' or '-':
                Unexpected(token, "in a command" + OperatorHint);
                return new NumberNode(range, default, false);
            case TokenKind.CharConstant or TokenKind.Complex or TokenKind.Number:
                return ParseNumber(token);
            case TokenKind.String or TokenKind.RawString:
                return ParseString(token);
            default:
                return new DotNode(range);
        }
    }

    private VariableNode ParseVariable(Token token, TextRange range)
    {
        string? name = _scope.Find(TextOf(token));
        if (name is null)
        {
            name = TextOf(token).ToString();
            ReportUnknownVariable(name, range);
        }

        ImmutableArray<FieldName> fields = ReadFields();
        return new VariableNode(fields.IsEmpty ? range : new TextRange(range.Start, fields[^1].Range.End), name, range, fields);
    }

    private StringNode ParseString(Token token)
    {
        if (!GoLiteral.TryUnquote(_text, token.Start, token.End, out string value, out ScalarMap map, out TextRange fault))
        {
            Report(TemplateErrorKind.Syntax, fault, $"'{fault.In(_text)}' is no escape sequence; write '\\\\' for a backslash, or put the string in backquotes");
        }

        return new StringNode(new TextRange(token.Start, token.End), value, map);
    }

    private NumberNode ParseNumber(Token token)
    {
        var range = new TextRange(token.Start, token.End);
        ReadOnlySpan<char> text = range.In(_text);
        Complex value = default;
        bool isInteger = false;
        switch (token.Kind)
        {
            case TokenKind.CharConstant when GoLiteral.TryReadChar(_text, token.Start, token.End, out int code):
                value = code;
                isInteger = true;
                break;
            case TokenKind.CharConstant:
                Report(TemplateErrorKind.Syntax, range, $"{Shorten(text)} is not one character; strings stand in double quotes or backquotes", QuoteAsString(text));
                break;
            case TokenKind.Complex when !GoLiteral.TryReadComplex(text[..(token.Extra - token.Start)], text[(token.Extra - token.Start)..], out value):
                Report(TemplateErrorKind.Syntax, range, $"'{Shorten(text)}' is not a number");
                break;
            case TokenKind.Number when !GoLiteral.TryReadNumber(text, out value, out isInteger, out string? message):
                Report(TemplateErrorKind.Syntax, range, message!);
                break;
        }

        return new NumberNode(range, value, isInteger);
    }

    private static string? QuoteAsString(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> inner = text[1..^1];
        return inner.IndexOfAny('"', '\\', '\n') < 0 ? $"\"{inner}\"" : null;
    }

    private string? Nearest(string name, IEnumerable<string> candidates) =>
        (_errors?.Count ?? 0) < MaxSuggestions ? NearestName.Find(name, candidates) : null;

    /// <returns>The name of the function.</returns>
    private string CheckFunction(ReadOnlySpan<char> text, TextRange range)
    {
        if (TemplateFunctions.Find(text, _options.Dialect) is not { } function)
        {
            string unknown = text.ToString();
            ReportUnknownFunction(unknown, range);
            return unknown;
        }

        string name = function.Name;
        if (_options is { Dialect: TemplateDialect.Prometheus, TargetVersion: { } target } && function.Since is { } since && since > new Version(target.Major, target.Minor))
        {
            (_notices ??= []).Add(new TemplateError(TemplateErrorKind.NewerThanTarget, range, $"the template function '{name}' needs Prometheus {since}, but the target is {target}"));
        }

        return name;
    }

    private void ReportUnknownFunction(string name, TextRange range)
    {
        string? nearest = Nearest(name, TemplateFunctions.Names(_options.Dialect));
        string? variable = _scope.Find("$" + name);
        string? field = _options.DataFields.Contains(name) ? "." + name : null;
        string? meant = variable ?? field ?? nearest;
        string hint = name switch
        {
            _ when meant is not null => $"; did you mean '{meant}'?",
            "tmpl" => ": it exists in console templates only",
            _ when TemplateFunctions.IsOfOtherDialect(name) => _options.Dialect == TemplateDialect.Prometheus ? OfVictoriaMetrics : "; Prometheus has it, VictoriaMetrics does not",
            _ => string.Empty,
        };
        bool isForeign = _options.Dialect == TemplateDialect.Prometheus && TemplateFunctions.IsOfOtherDialect(name);
        Report(TemplateErrorKind.UnknownFunction, range, $"there is no function '{name}'{hint}", meant, isForeign);
    }

    private void ReportUnknownVariable(string name, TextRange range)
    {
        if (_scope.Definition is { } definition && _options.Variables.Contains(name))
        {
            Report(TemplateErrorKind.UnknownVariable, range, $"'{name}' cannot be seen inside of {definition}; hand it over as the dot");
            return;
        }

        if (_options.IsOfVictoriaMetrics(name))
        {
            Report(TemplateErrorKind.UnknownVariable, range, $"the variable '{name}' is not declared{OfVictoriaMetrics}", isOfVictoriaMetrics: true);
            return;
        }

        string? nearest = Nearest(name, _scope.Names.Take(MaxCandidates));
        string hint = nearest is null ? string.Empty : $"; did you mean '{nearest}'?";
        Report(TemplateErrorKind.UnknownVariable, range, $"the variable '{name}' is not declared{hint}", nearest);
    }

    private string Hint(Token token) => (token.Kind, _text[Math.Min(token.Start, _text.Length - 1)]) switch
    {
        (TokenKind.LeftParen, _) => "; arguments are separated from the function and from each other by spaces",
        (TokenKind.Comma, _) => "; arguments are separated by spaces",
        (TokenKind.Char, '}') => "; an action ends with '}}'",
        (TokenKind.Char, '{') => "; an action begins with '{{'",
        (TokenKind.Char, '+' or '-' or '*' or '/' or '%' or '<' or '>' or '!' or '&') => OperatorHint,
        (TokenKind.Assign, _) => "; two values are compared by 'eq'",
        (TokenKind.Declare, _) => "; only a variable can be declared, at the beginning of the pipeline",
        (TokenKind.Keyword, _) => "; it is a keyword and begins an action of its own",
        (TokenKind.String or TokenKind.RawString or TokenKind.Number or TokenKind.Variable or TokenKind.Identifier, _) => "; a space is missing before it",
        _ => string.Empty,
    };
}
