using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using PromRuleLint.Benchmarks;

if (args is ["least"])
{
    LeastOfRounds.Run();
    return;
}

if (args is ["stages", .. var folder])
{
    Stages.Print([.. Corpus.LoadRuleFiles(folder.FirstOrDefault())]);
    return;
}

if (args is ["checks", .. var checkedFolder])
{
    Stages.PrintChecks([.. Corpus.LoadRuleFiles(checkedFolder.FirstOrDefault())]);
    return;
}

if (args is ["incremental", .. var changedFolder])
{
    Incremental.Print([.. Corpus.LoadRuleFiles(changedFolder.FirstOrDefault())]);
    return;
}

if (args is ["generate", var rules, var into, .. var ofFile])
{
    GeneratedRules.Write(int.Parse(rules, System.Globalization.CultureInfo.InvariantCulture), into, ofFile is [var many] ? int.Parse(many, System.Globalization.CultureInfo.InvariantCulture) : 100);
    return;
}

if (args is ["evaluation"])
{
    RangeEvaluations.Run();
    return;
}

if (args is ["openmetrics"])
{
    RangeEvaluations.WriteOpenMetrics(Console.Out);
    return;
}

// In this process: the corpus is looked for from the folder of this program.
IConfig config = DefaultConfig.Instance
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .WithOptions(ConfigOptions.DisableOptimizationsValidator);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
