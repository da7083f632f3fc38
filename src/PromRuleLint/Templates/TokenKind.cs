namespace PromRuleLint.Templates;

/// <summary>The kinds of tokens, as in Go's <c>text/template/parse/lex.go</c>.</summary>
internal enum TokenKind : byte
{
    Text,
    Comment,
    LeftDelim,
    RightDelim,
    Space,
    Identifier,
    Keyword,
    Bool,
    Nil,
    Variable,
    Field,
    Dot,
    Number,
    Complex,
    CharConstant,
    String,
    RawString,
    Pipe,
    Comma,
    Char,
    Assign,
    Declare,
    LeftParen,
    RightParen,
    Error,
    End,
}
