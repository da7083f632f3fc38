using System.Diagnostics;
using System.Globalization;
using PromRuleLint.Soundness;

// PromRuleLint.Soundness [CLAIMS [SEED]]: random rules over random series until so many claims of the facts were held
// against what the rules evaluate to; ends with exit code 1 where one is refuted.
// PromRuleLint.Soundness run [RULESETS [SEED]]: as many random rule sets are run as unit tests and over ranges; ends with exit
// code 1 where anything is thrown.
if (args is ["run", ..])
{
    return RuleSetRuns.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10_000, args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1);
}

long claims = args.Length > 0 ? long.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
int first = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
var tally = new Tally();
var clock = Stopwatch.StartNew();
int refuted = 0;
int seed = first;
for (; tally.Claims < claims && refuted < 10; seed++)
{
    if (Trial.Run(seed, tally) is { } why)
    {
        refuted++;
        Console.WriteLine(why);
    }
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"seeds {first} to {seed - 1}: {tally.Claims:N0} claims over {tally.Evaluations:N0} evaluations ({tally.Errors:N0} failed) of {tally.Trials:N0} rule files: {tally.Limited:N0} of values and labels, {tally.Never:N0} never, {tally.Always:N0} always, {tally.Decided:N0} comparisons; {refuted} refuted; {clock.Elapsed.TotalSeconds:F0} s"));
return refuted == 0 ? 0 : 1;
