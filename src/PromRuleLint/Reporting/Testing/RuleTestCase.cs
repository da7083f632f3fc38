using PromRuleLint.Rules;
using PromRuleLint.Testing;

namespace PromRuleLint.Reporting.Testing;

/// <summary>
/// One unit test of rules as a case of a test framework: its name, where it stands, and what it gives. NUnit, xUnit and MSTest
/// take such cases from a method.
/// </summary>
public sealed class RuleTestCase
{
    private readonly TestFile _file;
    private readonly IReadOnlyList<RuleFile> _rules;
    private readonly RuleTestOptions _options;
    private readonly int _index;

    private RuleTestCase(TestFile file, int index, IReadOnlyList<RuleFile> rules, RuleTestOptions options)
    {
        _file = file;
        _index = index;
        _rules = rules;
        _options = options;
        Name = RuleTester.NameOf(file.Tests[index], index);
    }

    /// <summary>The name of the test.</summary>
    public string Name { get; }

    /// <summary>The path of the test file, as it was given.</summary>
    public string Path => _file.Source.Path;

    /// <summary>The 1-based line of the test in its file.</summary>
    public int Line => _file.Source.GetPosition(_file.Tests[_index].Range.Start).Line;

    /// <summary>The tests of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="ruleFiles">The rule files that its <c>rule_files</c> stand for.</param>
    /// <param name="options">How to run; promtool's way where it is null.</param>
    public static IEnumerable<RuleTestCase> From(TestFile file, IReadOnlyList<RuleFile> ruleFiles, RuleTestOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(ruleFiles);
        return Enumerable.Range(0, file.Tests.Length).Select(index => new RuleTestCase(file, index, ruleFiles, options ?? RuleTestOptions.Default));
    }

    /// <summary>Runs the test.</summary>
    /// <param name="cancellation">Ends the run early.</param>
    /// <returns>What does not hold, each with its place, differences and timeline; empty where the test passes.</returns>
    /// <exception cref="OperationCanceledException">The run was ended early.</exception>
    public string Run(CancellationToken cancellation = default)
    {
        int at = 0;
        RuleTestOptions only = _options with { Filter = _ => at++ == _index };
        TestFileOutcome outcome = RuleTester.Run(_file, _rules, only, cancellation);
        return string.Join("\n\n", outcome.AllFailures.Select(failure =>
            string.Join("\n", TestText.Evidence(failure).Select(static line => "  " + line).Prepend($"{Path}:{_file.Source.GetPosition(failure.Range.Start)}: {failure.Message}"))));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Name}";
}
