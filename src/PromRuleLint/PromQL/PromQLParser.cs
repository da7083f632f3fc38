using System.Collections.Immutable;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;
using Superpower.Model;

namespace PromRuleLint.PromQL;

/// <summary>Reads PromQL: tokens, tree and types.</summary>
public static class PromQLParser
{
    /// <summary>Reads one expression. Never throws on any text.</summary>
    public static ParseResult Parse(string text, PromQLOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= PromQLOptions.Default;
        PromQLTokenizer.ScannedText scanned = PromQLTokenizer.Scan(text);
        List<PromQLError>? errors = scanned.Errors;
        Expr? root = null;
        if (errors is not [{ Kind: PromQLErrorKind.TooDeep }] && !scanned.IsLogQL)
        {
            TokenListParserResult<PromQLToken, Expr> result = PromQLGrammar.Root(new TokenList<PromQLToken>(scanned.Tokens));
            bool argumentsAreKnown = true;
            root = result.HasValue ? result.Value : SyntaxRecovery.Read(text, scanned, result, ref errors, out argumentsAreKnown);
            if (root is not null)
            {
                TypeChecker.Check(root, text, options, ref errors);
            }

            if (!argumentsAreKnown)
            {
                errors!.RemoveAll(static error => error.Kind == PromQLErrorKind.WrongArgumentCount);
            }
        }

        scanned.Return();
        return new ParseResult(text, root, Sorted(errors), scanned.Comments is null ? [] : [.. scanned.Comments])
        {
            Notices = root is not null && options.TargetVersion is { } target ? TargetVersionChecker.Check(root, text, target) : [],
        };
    }

    private static ImmutableArray<PromQLError> Sorted(List<PromQLError>? errors) =>
        errors is null ? [] : [.. errors.OrderBy(e => e.Range.Start).ThenBy(e => e.Range.End)];
}
