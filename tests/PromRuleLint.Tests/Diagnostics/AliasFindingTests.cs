using PromRuleLint.Diagnostics;
using PromRuleLint.Configuration;
using PromRuleLint.Tests.Verification;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Diagnostics;

public sealed class AliasFindingTests
{
    [Test]
    public void What_is_wrong_with_an_aliased_value_stands_at_the_alias() => LintVerifier.Verify("PRL4003", """
        groups:
        - name: queues
          rules:
          - record: fleet:queue:sum
            expr: &length sum(queue_length)
          - alert: QueueLong
            expr: ⟦PRL4003:*length⟧
        """, onlyMarked: true);

    [Test]
    public void So_does_what_is_wrong_with_an_aliased_or_merged_mapping() => LintVerifier.Verify("PRL4003", """
        groups:
        - name: queues
          rules:
          - &record {record: fleet:queue:sum, expr: sum(queue_length)}
          - <<: *record
            record: fleet:queue:max
            expr: max(queue_length)
          - alert: QueueLong
            annotations: &texts {summary: long}
            expr: sum(queue_length) > 5
          - alert: QueueLonger
            expr: ⟦PRL4003:queue_length⟧
            annotations: *texts
        """, onlyMarked: true);

    [Test]
    public void A_suppression_at_the_alias_holds() => LintVerifier.Verify("PRL4003", """
        groups:
        - name: queues
          rules:
          - record: fleet:queue:sum
            expr: &length sum(queue_length)
          - alert: QueueLong
            expr: *length # promrulelint disable alert-without-condition -- a list of all queues
        """, onlyMarked: true);

    [Test]
    public void The_same_fault_is_told_where_it_is_written_only() => LintVerifier.Verify("PRL2002", """
        groups:
        - name: queues
          rules:
          - record: a
            expr: &sign ⟦PRL2002:sign⟧(queue_length)
          - record: b
            expr: *sign
        """, onlyMarked: true);

    [Test]
    public void The_anchor_is_a_related_place_and_there_is_no_fix()
    {
        const string Text = "groups:\n- name: &name a\n  rules: []\n- name: *name\n  rules: []\n";
        Diagnostic finding = new Linter().Lint([new LintInput(new SourceText("rules.yml", Text), LintConfiguration.Default)]).Single();
        Assert.Multiple(() =>
        {
            Assert.That(finding.Id, Is.EqualTo("PRL1009"));
            Assert.That(Text[finding.Location.Range.Start..finding.Location.Range.End], Is.EqualTo("*name"));
            Assert.That(finding.AdditionalLocations.Select(static related => Text[related.Location.Range.Start..related.Location.Range.End]), Has.All.EqualTo("a"));
            Assert.That(finding.CodeFixes, Is.Empty);
        });
    }
}
