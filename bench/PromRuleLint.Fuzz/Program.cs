using System.Diagnostics;
using System.Text.Json;
using PromRuleLint.Benchmarks;
using PromRuleLint.Fuzz;

// PromRuleLint.Fuzz [INPUTS [SEED]]: reads INPUTS mutated expressions and stops with exit code 1 when something does not hold.
long inputs = args.Length > 0 ? long.Parse(args[0]) : 100_000;
int seed = args.Length > 1 ? int.Parse(args[1]) : 1;
string[] corpus = Corpus.Load();
var mutator = new ExpressionMutator(corpus, seed);
var clock = Stopwatch.StartNew();
long valid = 0;
long characters = 0;
double slowest = 0;
string slowestText = "";
int failures = 0;
for (long i = 0; i < inputs && failures < 20; i++)
{
    string text = mutator.Next();
    characters += text.Length;
    long started = Stopwatch.GetTimestamp();
    string? violated;
    try
    {
        violated = ParserProperties.Violated(text, out bool isValid);
        valid += isValid ? 1 : 0;
    }
    catch (Exception e)
    {
        violated = e.ToString();
    }

    double took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    if (took > slowest && violated is null)
    {
        // Once more: the first time may have waited for a compiler, a collection or another process.
        started = Stopwatch.GetTimestamp();
        ParserProperties.Violated(text, out _);
        took = Math.Min(took, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        if (took > slowest)
        {
            (slowest, slowestText) = (took, text);
        }
    }

    if (violated is not null)
    {
        failures++;
        Console.WriteLine($"input {i} of seed {seed}: {JsonSerializer.Serialize(text)}\n    {violated}");
    }

    if ((i + 1) % 1_000_000 == 0)
    {
        Console.WriteLine($"{i + 1:N0} inputs, {valid:N0} of them valid, {clock.Elapsed.TotalSeconds:F0} s");
    }
}

Console.WriteLine(
    $"seed {seed}: {inputs:N0} inputs of {(double)characters / Math.Max(1, inputs):F0} characters in the mean, {valid:N0} valid, {failures} failures, {clock.Elapsed.TotalSeconds:F0} s; the slowest took {slowest:F1} ms ({slowestText.Length} characters)");
if (slowest > 50)
{
    Console.WriteLine(JsonSerializer.Serialize(slowestText));
}

return failures == 0 ? 0 : 1;
