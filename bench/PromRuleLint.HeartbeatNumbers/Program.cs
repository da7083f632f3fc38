using System.Globalization;
using PromRuleLint.HeartbeatNumbers;

// The tables of docs/heartbeat-numbers.md: dotnet run -c Release --project bench/PromRuleLint.HeartbeatNumbers
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.WriteLine("| λ per minute | W | e^(-λW) | e^(-λ(W-15s)) | simulated |");
Console.WriteLine("|---|---|---|---|---|");
foreach ((double rate, double window) in new[] { (0.5, 6.0), (0.5, 10.0), (1.0, 6.0), (4.0, 6.0) })
{
    double missed = Simulation.ShareWithoutChange(rate, window, days: 60);
    Console.WriteLine($"| {rate} | {window:0}m | {Math.Exp(-rate * window):0.0000} | {Math.Exp(-rate * (window - 0.25)):0.0000} | {missed:0.0000} |");
}

Console.WriteLine();
Console.WriteLine("| ρ | verdict absent: ρ | simulated | verdict 0, simulated |");
Console.WriteLine("|---|---|---|---|");
foreach (double lost in new[] { 0.01, 0.02, 0.05 })
{
    (double absent, double zero) = Simulation.ShareWithLostScrapes(lost, days: 60);
    Console.WriteLine($"| {lost} | {lost:0.0000} | {absent:0.0000} | {zero:0.0000} |");
}

Console.WriteLine();
Console.WriteLine("| written every | scrapes lost in a row that T tolerates | fresh, by formula | fresh, simulated |");
Console.WriteLine("|---|---|---|---|");
foreach (int every in new[] { 15, 30, 60, 105, 110, 120, 150, 300 })
{
    double share = Simulation.ShareFresh(every, days: 10);
    Console.WriteLine($"| {every} s | {(every <= 105 ? ((120 - every) / 15 - 1).ToString() : "none")} | {Simulation.FreshByFormula(every):0.000} | {share:0.000} |");
}
