using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NUnit.Framework;
using PromRuleLint.Reporting.Testing;
using PromRuleLint.Rules;
using PromRuleLint.Testing;
using PromRuleLint.Text;

namespace RuleTests;

/// <summary>
/// The unit tests of rules beside this file's project as cases of NUnit: each shows in the test explorer by its name, and a
/// failure says what differs at which line. Other frameworks take the same cases, as xUnit's MemberData and MSTest's DynamicData.
/// </summary>
public sealed class RulesAsTestCases
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "rules");

    private static IEnumerable<TestCaseData> Cases() =>
        from path in Directory.EnumerateFiles(Folder, "*_test.yml").Order(StringComparer.Ordinal)
        let file = TestFileReader.Read(Read(path))
        let rules = file.RuleFiles.Select(entry => RuleFileReader.Read(Read(Path.Combine(Folder, entry.Value)))).ToList()
        from test in RuleTestCase.From(file, rules)
        select new TestCaseData(test).SetArgDisplayNames(Path.GetFileName(path), test.Name);

    [TestCaseSource(nameof(Cases))]
    public void Rules_do_what_their_tests_say(RuleTestCase test) => Assert.That(test.Run(), Is.Empty);

    private static SourceText Read(string path) => SourceText.FromUtf8(path, File.ReadAllBytes(path));
}
