using PromRuleLint.Rules.Mappings;
using PromRuleLint.Rules.TestExtensions;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>Reads what all parts of a unit-test file have in common.</summary>
/// <param name="options">How the file is read.</param>
/// <param name="errors">Takes what is wrong.</param>
internal abstract class TestFieldReader(RuleFileReaderOptions options, RuleFileErrors errors) : FieldReader(errors, options.Schema)
{
    /// <summary>How the file is read.</summary>
    protected RuleFileReaderOptions Options { get; } = options;

    /// <summary>Reads what goes beyond promtool's language.</summary>
    protected TestExtensionReader Extensions { get; } = new(errors);

    /// <summary>How the expectations in a part of the file are compared. The key <c>promrulelint</c> is read before all others.</summary>
    /// <param name="node">The part: a file, a test, an expectation or an expected item.</param>
    /// <param name="outer">What holds around it.</param>
    /// <param name="fields">What may be said there.</param>
    protected ExpectationMatching ReadMatching(YamlMapping node, ExpectationMatching outer, FieldTable<TestExtensionReader, ExpectationMatching> fields)
    {
        if (!Options.PromtoolOnly)
        {
            return Extensions.Read(node, outer, fields);
        }

        ReportExtensions(node);
        return outer;
    }

    /// <summary>Reports the extensions of a part as unknown fields, as promtool does.</summary>
    protected void ReportExtensions(YamlMapping node)
    {
        foreach (YamlEntry entry in node.Entries.Where(static entry => NameOf(entry) == TestExtensionReader.Key))
        {
            Errors.Add(RuleFileErrorKind.UnknownField, entry.KeyRange, "'promrulelint' is no part of promtool's language; leave it out, or let the extensions be read.");
        }
    }
}
