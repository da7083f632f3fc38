using System.Collections.Immutable;
using PromRuleLint.PromQL.Grammar;
using PromRuleLint.PromQL.Recovery;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL.Tokenizing;
using PromRuleLint.PromQL.TypeChecking;
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
        if (options.Language is not (ExpressionLanguage.PromQL or ExpressionLanguage.MetricsQL))
        {
            return new ParseResult(text, null, [], []) { IsLeftAlone = true };
        }

        bool isMetricsQL = options.Language == ExpressionLanguage.MetricsQL;
        ScannedText scanned = PromQLTokenizer.Scan(text, isMetricsQL);
        List<PromQLError>? errors = scanned.Errors;
        Expr? root = null;
        if (errors is not [{ Kind: PromQLErrorKind.TooDeep }] && !scanned.IsLogQL)
        {
            TokenListParserResult<PromQLToken, Expr> result = ExpressionGrammar.Root(new TokenList<PromQLToken>(scanned.Tokens));
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
        if (isMetricsQL && LeavesAlone(text, scanned, ref errors))
        {
            return new ParseResult(text, null, Sorted(errors), scanned.Comments is null ? [] : [.. scanned.Comments]) { IsLeftAlone = errors is not { Count: > 0 } };
        }

        return new ParseResult(text, root, Sorted(errors), scanned.Comments is null ? [] : [.. scanned.Comments])
        {
            Notices = root is not null && !isMetricsQL && options.TargetVersion is { } target ? TargetVersionChecker.Check(root, text, target) : [],
        };
    }

    /// <summary>
    /// Whether an expression is MetricsQL beyond PromQL, of which the tree says nothing for sure. Faults that are none there
    /// are taken out: functions of its own, series in place of ranges, comparisons of scalars, any number of arguments.
    /// </summary>
    private static bool LeavesAlone(string text, ScannedText scanned, ref List<PromQLError>? errors)
    {
        bool isBeyond = scanned.IsBeyondPromQL;
        if (errors is null)
        {
            return isBeyond;
        }

        // A list in parentheses is a union there.
        if (scanned.IsUnreadable || errors.Exists(error => error.Kind == PromQLErrorKind.Syntax && error.Range.In(text) is ","))
        {
            errors.Clear();
            return true;
        }

        int own = errors.RemoveAll(static error => error.Kind switch
        {
            PromQLErrorKind.UnknownFunction => error.IsOfMetricsQL,
            PromQLErrorKind.WrongOperandType or PromQLErrorKind.WrongArgumentCount or PromQLErrorKind.ExperimentalFeature or PromQLErrorKind.MatchesEverything or PromQLErrorKind.InvalidMatching => true,
            _ => false,
        });
        return isBeyond || own > 0;
    }

    private static ImmutableArray<PromQLError> Sorted(List<PromQLError>? errors) =>
        errors is null ? [] : [.. errors.OrderBy(e => e.Range.Start).ThenBy(e => e.Range.End)];
}
