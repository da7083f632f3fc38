using PromRuleLint.Facts;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Tests.Facts;

namespace PromRuleLint.Tests.PromQL;

/// <summary>The traits of every function agree with its signature, with each other and with what the facts say of a call.</summary>
public sealed class FunctionTraitsTests
{
    // What gives series or numbers of its own.
    private static readonly string[] WithoutTraits = ["end", "max_of", "min_of", "pi", "range", "scalar", "start", "step", "time", "vector"];

    private static IEnumerable<string> Names => FunctionTable.All.Select(static function => function.Name);

    private static IEnumerable<string> NamesOfCalls => Names.Where(static name => FunctionTable.Find(name)!.SubjectIndex >= 0);

    [Test]
    public void Every_function_of_a_vector_has_traits() =>
        Assert.That(FunctionTable.All.Where(static function => function.Traits == FunctionTraits.None).Select(static function => function.Name), Is.EquivalentTo(WithoutTraits));

    [TestCaseSource(nameof(NamesOfCalls))]
    public void Traits_agree_with_each_other(string name)
    {
        Function function = FunctionTable.Find(name)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(function.Has(FunctionTraits.KeepsValue), Is.False.Or.EqualTo(function.Has(FunctionTraits.KeepsSeries | FunctionTraits.PicksSample | FunctionTraits.PassesNaN)));
            Assert.That(function.Has(FunctionTraits.KeepsName), Is.False.Or.EqualTo(function.Has(FunctionTraits.KeepsSeries)));
            Assert.That(function.Has(FunctionTraits.NeedsTwoSamples), Is.False.Or.EqualTo(function.IsOverRange));
            Assert.That(function.Has(FunctionTraits.IsCounterAware), Is.False.Or.EqualTo(function.Has(FunctionTraits.MeasuresChange | FunctionTraits.NeedsTwoSamples)));
            Assert.That(function.Has(FunctionTraits.Extrapolates), Is.False.Or.EqualTo(function.Has(FunctionTraits.MeasuresChange)));
            Assert.That(function.Has(FunctionTraits.DropsHistograms | FunctionTraits.ReadsHistograms), Is.False);
            Assert.That(function.Has(FunctionTraits.PicksSample), Is.False.Or.EqualTo(function.Has(FunctionTraits.KeepsUnit)));
            Assert.That(function.Has(FunctionTraits.Clamps), Is.False.Or.EqualTo(function.Has(FunctionTraits.KeepsUnit)));
            Assert.That(function.Has(FunctionTraits.GivesTime | FunctionTraits.KeepsUnit), Is.False);
            Assert.That(function.Has(FunctionTraits.MeasuresSpread), Is.False.Or.EqualTo(function.IsOverRange));
            Assert.That(function.Has(FunctionTraits.IsAbsence | FunctionTraits.KeepsSeries), Is.False);
        }
    }

    [TestCaseSource(nameof(NamesOfCalls))]
    public void The_subject_is_the_vector_that_is_looked_at(string name)
    {
        var call = (Call)FactSet.Root(CallOf(name, "subject"));
        Expr subject = call.Subject!;
        Assert.That(subject.DescendantsAndSelf().OfType<VectorSelector>().Select(static selector => selector.Name), Is.EqualTo(["subject"]));
    }

    [TestCaseSource(nameof(NamesOfCalls))]
    public void Facts_keep_the_name_and_labels_that_the_traits_keep(string name)
    {
        Function function = FunctionTable.Find(name)!;
        LabelFacts labels = FactSet.Of(CallOf(name, "subject{zone=\"a\"}")).Labels;
        Assert.That(labels.IsPresent("__name__"), Is.EqualTo(function.Has(FunctionTraits.KeepsName)), "name");
        if (function.Has(FunctionTraits.KeepsSeries))
        {
            Assert.That(labels["zone"].Values.Contains("a"), Is.True, "labels");
        }
    }

    [TestCaseSource(nameof(NamesOfCalls))]
    public void Facts_pass_on_the_NaN_that_the_traits_pass_on(string name)
    {
        if (FunctionTable.Find(name)!.Has(FunctionTraits.PassesNaN))
        {
            Assert.That(FactSet.Of(CallOf(name, "subject"), ("subject", "vector(NaN)")).Value.MayBeNaN, Is.True);
        }
    }

    [TestCaseSource(nameof(NamesOfCalls))]
    public void Facts_leave_no_native_histogram_where_the_traits_drop_them(string name)
    {
        Function function = FunctionTable.Find(name)!;
        NodeFacts facts = FactSet.Of(CallOf(name, "subject"));
        if (function.Has(FunctionTraits.KeepsValue) && !function.Has(FunctionTraits.DropsHistograms))
        {
            Assert.That(facts.Value.MayBeHistogram, Is.True);
        }
        else if (function.Has(FunctionTraits.DropsHistograms))
        {
            Assert.That(facts.Value.MayBeHistogram, Is.False);
        }
    }

    [TestCase("sum(x) or y", OriginPaths.None, "sum(x), y")]
    [TestCase("sum(x) or y", OriginPaths.Sums, "x, y")]
    [TestCase("label_replace(topk(3, x > 5), \"a\", \"b\", \"\", \"\") and on () z", OriginPaths.None, "x")]
    [TestCase("max_over_time(x[5m]) * 100", OriginPaths.Scaling, "max_over_time(x[5m])")]
    [TestCase("max_over_time(x[5m]) * 100", OriginPaths.Scaling | OriginPaths.Picks, "x")]
    [TestCase("max(last_over_time(x[5m:1m])) - y", OriginPaths.Picks | OriginPaths.Arithmetic, "x, y")]
    [TestCase("rate(x[5m])", OriginPaths.Picks | OriginPaths.Sums, "rate(x[5m])")]
    [TestCase("rate(x[5m])", OriginPaths.Functions, "x")]
    [TestCase("-x > bool 1", OriginPaths.Scaling, "-x > bool 1")]
    public void Origins_are_found_through_what_is_asked_for(string expression, object paths, string expected)
    {
        IEnumerable<string> found = SeriesOrigins.Find(FactSet.Root(expression), (OriginPaths)paths).Select(origin => origin.Node.Range.In(expression).ToString());
        Assert.That(string.Join(", ", found), Is.EqualTo(expected));
    }

    [Test]
    public void Origins_are_found_through_the_rules_that_record_them()
    {
        RuleSetFacts facts = FactSet.Rules(("job:x:sum", "sum by (job) (x_total)"), ("job:x:sum", "sum by (job) (job:x:sum or y_total)"));
        IEnumerable<string?> found = SeriesOrigins.Find(FactSet.Root("max_over_time(job:x:sum[1h]) > 5"), OriginPaths.Picks | OriginPaths.Sums | OriginPaths.Records, facts.Rules)
            .Select(static origin => ((VectorSelector)origin.Node).Name);
        Assert.That(found, Is.EqualTo(["x_total", "y_total"]));
    }

    private static string CallOf(string name, string subject)
    {
        Function function = FunctionTable.Find(name)!;
        IEnumerable<string> arguments = function.ArgumentTypes.Select((type, i) => type switch
        {
            ExprType.Matrix => $"{subject}[5m]",
            ExprType.Vector => i == function.SubjectIndex ? subject : "{build=\"1\"}",
            ExprType.String => name == "label_replace" && i == 4 ? "\"(.*)\"" : $"\"l{i}\"",
            _ => "0.5",
        });
        return $"{name}({string.Join(", ", arguments)})";
    }
}
