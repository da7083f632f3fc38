using PromRuleLint.Rules;
using PromRuleLint.Rules.Formatting;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Rules.Formatting;

public sealed class RuleFileFormatterTests
{
    private const string Long = "sum by(job) (rate(a_rather_long_metric_name_total{cluster='prod'}[5m])) / sum by(job) (rate(b_total[5m])) > 0";

    [Test]
    public void Plain_scalars_stay_one_line_and_all_around_them_stays() => Check(
        """
        # A comment.
        groups:
        - name: 'a'   # kept

          rules:
            - record:   x
              expr: sum( up{b="2",a='1'} )by(job)   # why
              labels: {  a: b }
        """,
        """
        # A comment.
        groups:
        - name: 'a'   # kept

          rules:
            - record:   x
              expr: sum by (job) (up{a="1",b="2"})   # why
              labels: {  a: b }
        """);

    [Test]
    public void Quoted_scalars_keep_their_quotes() => Check(
        """
        groups:
        - name: a
          rules:
          - {record: x, expr: 'up{a="it''s"}>0'}
          - {record: y, expr: "up{a=\"\\\\d\"}>0"}
        """,
        """
        groups:
        - name: a
          rules:
          - {record: x, expr: 'up{a="it''s"} > 0'}
          - {record: y, expr: "up{a=\"\\\\d\"} > 0"}
        """);

    [Test]
    public void Quotes_of_promql_in_plain_scalars_become_double() => Check(
        """
        groups:
        - name: a
          rules:
          - record: x
            expr: up{a=':'}==1
          - record: y
            expr: up{a='x'}
        """,
        """
        groups:
        - name: a
          rules:
          - record: x
            expr: up{a=":"} == 1
          - record: y
            expr: up{a="x"}
        """);

    [Test]
    public void Literal_blocks_keep_indentation_and_chomping() => Check(
        $"""
        groups:
        - name: a
          rules:
          - record: x
            expr: |-
                  {Long}
            labels:
              a: b
          - record: y
            expr: |+

              up>0 # why

          - record: z
            expr: |2
                up
              >
                0
        """,
        """
        groups:
        - name: a
          rules:
          - record: x
            expr: |6-
                      sum by (job) (rate(a_rather_long_metric_name_total{cluster="prod"}[5m]))
                    /
                      sum by (job) (rate(b_total[5m]))
                  >
                    0
            labels:
              a: b
          - record: y
            expr: |+
              up > 0 # why

          - record: z
            expr: |2
              up > 0
        """);

    [Test]
    public void Folded_blocks_are_laid_out_where_they_keep_their_meaning() => Check(
        $"""
        groups:
        - name: a
          rules:
          - record: x
            expr: >-
              {Long}
        """,
        """
        groups:
        - name: a
          rules:
          - record: x
            expr: >2-
                  sum by (job) (rate(a_rather_long_metric_name_total{cluster="prod"}[5m]))
                /
                  sum by (job) (rate(b_total[5m]))
              >
                0
        """);

    [Test]
    public void Flow_scalars_over_several_lines_become_one_line_where_it_fits() => Check(
        """
        groups:
        - name: a
          rules:
          - record: x
            expr: up
              ==   1
          - record: y
            expr: "up
              ==   1"
        """,
        """
        groups:
        - name: a
          rules:
          - record: x
            expr: up == 1
          - record: y
            expr: "up == 1"
        """);

    [Test]
    public void Anchored_expressions_errors_and_other_fields_stay() => Check(
        """
        groups:
        - name: a
          rules:
          - alert: x
            expr: &e up==0
            annotations: {expr: up==0, description: *e}
          - record: y
            expr: sum(
          - record: z
            expr: up  ==  0
        """,
        """
        groups:
        - name: a
          rules:
          - alert: x
            expr: &e up==0
            annotations: {expr: up==0, description: *e}
          - record: y
            expr: sum(
          - record: z
            expr: up == 0
        """);

    [Test]
    public void Line_breaks_of_windows_stay() => Check(
        "groups:\r\n- name: a\r\n  rules:\r\n  - record: x\r\n    expr: |\r\n      sum(\r\n       up # why\r\n      )\r\n",
        "groups:\r\n- name: a\r\n  rules:\r\n  - record: x\r\n    expr: |\r\n      sum(\r\n        up # why\r\n      )\r\n");

    [Test]
    public void Rules_inside_config_maps_are_formatted() => Check(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: x}
        data:
          rules.yml: |
            groups:
            - name: a
              rules:
              - record: x
                expr: |
                  up{b="c",a="b"}
              - record: y
                expr: sum( up )
        """,
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: x}
        data:
          rules.yml: |
            groups:
            - name: a
              rules:
              - record: x
                expr: |
                  up{a="b",b="c"}
              - record: y
                expr: sum(up)
        """);

    [Test]
    public void Comments_in_a_folded_block_keep_it_as_it_is_and_are_named_as_the_reason()
    {
        var file = RuleFileReader.Read(new SourceText("f.yml", "groups:\n- name: a\n  rules:\n  - record: x\n    expr: >\n      up==0 # why\n"));
        FormattedRuleFile formatted = RuleFileFormatter.Format(file);
        Assert.That(formatted.IsChanged, Is.False);
        Assert.That(formatted.Skipped.Single().Reason, Does.Contain("comments"));
    }

    private static void Check(string text, string expected)
    {
        FormattedRuleFile formatted = RuleFileFormatter.Format(RuleFileReader.Read(new SourceText("f.yml", text)));
        Assert.That(formatted.Text, Is.EqualTo(expected));
        FormattedRuleFile second = RuleFileFormatter.Format(RuleFileReader.Read(new SourceText("f.yml", formatted.Text)));
        Assert.That(second.IsChanged, Is.False);
    }
}
