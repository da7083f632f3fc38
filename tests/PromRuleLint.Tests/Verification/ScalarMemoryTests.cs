using PromRuleLint.Hostile;

namespace PromRuleLint.Tests.Verification;

/// <summary>A byte of a scalar costs a bounded number of bytes of memory, however YAML writes it.</summary>
public sealed class ScalarMemoryTests
{
    private const double Most = 20;

    [TestCaseSource(nameof(Ways))]
    public void Byte_of_a_scalar_costs_no_more_than_twenty(Func<int, string> text) => Assert.That(ScalarMemory.PerByte(text), Is.LessThanOrEqualTo(Most));

    private static IEnumerable<TestCaseData> Ways() =>
        ScalarMemory.Ways.Select(static way => new TestCaseData(way.Text).SetName($"Byte_of_a_scalar_costs_no_more_than_twenty({way.Name})"));
}
