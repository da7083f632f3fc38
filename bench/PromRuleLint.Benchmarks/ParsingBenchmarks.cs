using BenchmarkDotNet.Attributes;
using PromRuleLint.Facts;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Grammar;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL.Tokenizing;
using PromRuleLint.PromQL.TypeChecking;
using PromRuleLint.RuleSets;
using Superpower.Model;

namespace PromRuleLint.Benchmarks;

/// <summary>
/// What reading one expression costs, as the mean over all distinct expressions of the corpus. One operation is one expression,
/// so times and bytes are per expression.
/// </summary>
[MemoryDiagnoser]
public class ParsingBenchmarks
{
    // A round over the whole corpus; the number must be known at compile time, so a fixed number of expressions is taken in turn.
    private const int PerRound = 9000;

    private string[] expressions = [];
    private ScannedText[] scanned = [];
    private Expr[] trees = [];

    /// <summary>Reads the corpus and prepares what the single steps start from.</summary>
    [GlobalSetup]
    public void Setup()
    {
        string[] all = Corpus.Load();
        expressions = [.. Enumerable.Range(0, PerRound).Select(i => all[i % all.Length])];
        scanned = [.. expressions.Select(static e => PromQLTokenizer.Scan(e))];
        trees = [.. expressions.Select(e => PromQLParser.Parse(e).Root!)];
        Console.WriteLine($"// {all.Length} distinct expressions, {expressions.Average(e => e.Length):F0} characters in the mean");
    }

    /// <summary>Tokens only.</summary>
    [Benchmark(OperationsPerInvoke = PerRound)]
    public int Tokenize()
    {
        int tokens = 0;
        foreach (string expression in expressions)
        {
            ScannedText result = PromQLTokenizer.Scan(expression);
            tokens += result.Count;
            result.Return();
        }

        return tokens;
    }

    /// <summary>The tree from tokens that are there.</summary>
    [Benchmark(OperationsPerInvoke = PerRound)]
    public int Grammar()
    {
        int length = 0;
        foreach (ScannedText tokens in scanned)
        {
            length += ExpressionGrammar.Root(new TokenList<PromQLToken>(tokens.Tokens)).Value.Range.Length;
        }

        return length;
    }

    /// <summary>Types of a tree that is there.</summary>
    [Benchmark(OperationsPerInvoke = PerRound)]
    public int TypeCheck()
    {
        List<PromQLError>? errors = null;
        for (int i = 0; i < trees.Length; i++)
        {
            TypeChecker.Check(trees[i], expressions[i], PromQLOptions.Default, ref errors);
        }

        return errors?.Count ?? 0;
    }

    /// <summary>All of it: what <see cref="PromQLParser.Parse"/> costs.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = PerRound)]
    public int Parse()
    {
        int errors = 0;
        foreach (string expression in expressions)
        {
            errors += PromQLParser.Parse(expression).Errors.Length;
        }

        return errors;
    }

    /// <summary>The facts of trees that are there, each asked for once; patterns are read once a round.</summary>
    [Benchmark(OperationsPerInvoke = PerRound)]
    public int Facts()
    {
        var facts = new RuleSetFacts(RuleSet.Empty);
        int never = 0;
        foreach (Expr tree in trees)
        {
            never += facts.ForExpression(tree).Result.Presence == Presence.Never ? 1 : 0;
        }

        return never;
    }
}
