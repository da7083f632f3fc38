using PromRuleLint.Diagnostics;
using PromRuleLint.Results.Fixes;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Diagnostics;

public sealed class FixRoundTests
{
    [Test]
    public void Fixes_that_touch_wait_for_the_next_round_and_the_rest_stays_to_the_byte()
    {
        var source = new SourceText("a.yml", "one  two\r\nthree");
        Diagnostic[] findings = [Finding(source, (0, 3, "1")), Finding(source, (3, 4, "_")), Finding(source, (10, 15, "3"), (5, 8, "2")), Finding(source, (6, 7, "x"))];
        FixRound round = FixRound.Apply(findings, includeUnsafe: false);
        Assert.Multiple(() =>
        {
            Assert.That(round.Applied, Is.EqualTo(new[] { findings[0], findings[2] }));
            Assert.That(round.NewTexts[source], Is.EqualTo("1  2\r\n3"));
        });
    }

    [Test]
    public void An_unsafe_fix_is_made_only_when_asked_for()
    {
        var source = new SourceText("a.yml", "one");
        var finding = new Diagnostic(ToolDiagnostics.InvalidConfiguration, new Location(source, default), "", codeFixes: [new CodeFix("", IsSafe: false, [new TextEdit(source, new SourceRange(0, 3), "1")])]);
        Assert.Multiple(() =>
        {
            Assert.That(FixRound.Apply([finding], includeUnsafe: false).NewTexts, Is.Empty);
            Assert.That(FixRound.Apply([finding], includeUnsafe: true).NewTexts[source], Is.EqualTo("1"));
        });
    }

    private static Diagnostic Finding(SourceText source, params (int Start, int End, string Text)[] edits) =>
        new(ToolDiagnostics.InvalidConfiguration, new Location(source, default), "", codeFixes: [new CodeFix("", IsSafe: true, [.. edits.Select(edit => new TextEdit(source, new SourceRange(edit.Start, edit.End), edit.Text))])]);
}
