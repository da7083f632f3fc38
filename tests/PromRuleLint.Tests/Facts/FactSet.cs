using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Facts;
using PromRuleLint.PromQL;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Facts;

/// <summary>Short ways to the facts of expressions and rules.</summary>
internal static class FactSet
{
    /// <summary>The facts of an expression that reads no recorded metric.</summary>
    public static NodeFacts Of(string expression) => new RuleSetFacts(RuleSet.Empty).ForExpression(Root(expression)).Result;

    /// <summary>The facts of an expression that reads what some rules record: pairs of a name and an expression.</summary>
    public static NodeFacts Of(string expression, params (string Record, string Expr)[] rules) => Rules(rules).ForExpression(Root(expression)).Result;

    /// <summary>The facts of rules in one group.</summary>
    public static RuleSetFacts Rules(params (string Record, string Expr)[] rules) =>
        Read("groups:\n- name: g\n  rules:\n" + string.Concat(rules.Select(static rule => $"  - record: {rule.Record}\n    expr: '{rule.Expr.Replace("'", "''", StringComparison.Ordinal)}'\n")));

    /// <summary>The facts of rule files.</summary>
    public static RuleSetFacts Read(params string[] files) =>
        new(RuleSet.Create(files.Select(static (text, i) => RuleFileReader.Read(new SourceText($"rules{i}.yml", text)))));

    public static Expr Root(string expression)
    {
        ParseResult parse = PromQLParser.Parse(expression);
        Assert.That(parse.IsValid, Is.True, () => $"{expression}: {string.Join("; ", parse.Errors.Select(static e => e.Message))}");
        return parse.Root!;
    }
}
