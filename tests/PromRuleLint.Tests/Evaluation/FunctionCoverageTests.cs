using PromRuleLint.Evaluation;
using PromRuleLint.PromQL.Functions;

namespace PromRuleLint.Tests.Evaluation;

public sealed class FunctionCoverageTests
{
    [Test]
    public void Every_function_is_evaluated() =>
        Assert.That(FunctionTable.All.Select(static function => function.Name).Where(static name => !VectorFunctions.Has(name)), Is.Empty);
}
