using PromRuleLint.Hostile;

// PromRuleLint.Hostile growth [FILTER]: how time grows with shapes whose size a stranger sets.
// PromRuleLint.Hostile repositories MINUTES [SEED]: lints repositories of hostile files, links, configurations and git states.
return args switch
{
    ["work", .. var rest] => WorkTable.Print(rest.Length > 0 ? rest[0] : "") == 0 ? 0 : 1,
    ["memory"] => ScalarMemory.Print(),
    ["cancellation", var shape, var factor] => WorkTable.PrintCancellation(shape, int.Parse(factor, System.Globalization.CultureInfo.InvariantCulture)),
    ["methods", var shape, var n] => WorkTable.PrintMethods(shape, int.Parse(n, System.Globalization.CultureInfo.InvariantCulture)),
    ["growth", .. var rest] => GrowthTable.Print(rest.Length > 0 ? rest[0] : "") == 0 ? 0 : 1,
    ["repositories", var minutes, .. var rest] => RepositoryFuzzer.Run(TimeSpan.FromMinutes(double.Parse(minutes, System.Globalization.CultureInfo.InvariantCulture)), rest.Length > 0 ? int.Parse(rest[0], System.Globalization.CultureInfo.InvariantCulture) : 1),
    ["profile", var shape, var n] => CheckProfile.Print(shape, int.Parse(n, System.Globalization.CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("growth [FILTER] | repositories MINUTES [SEED]");
    return 2;
}
