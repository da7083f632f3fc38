using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Rules;

public class RuleFileErrorTests
{
    [TestCase("""
        groups:
          - name: a
            ⟦UnknownField:ruels⟧:
              - alert: X
        """)]
    [TestCase("""
        groups:
          - name: ⟦EmptyGroupName:""⟧
          - ⟦EmptyGroupName:rules⟧: []
          - ⟦EmptyGroupName:name⟧:
        """)]
    [TestCase("""
        groups:
          - name: a
            ~: nobody reads a key that is null
            rules:
              - alert: X
                expr: up
                labels: {null: x, ⟦InvalidLabelName:""⟧: y}
        """)]
    [TestCase("""
        groups: []
        ---
        ⟦SeveralDocuments:groups⟧:
          - name: a
            name: b: c
        """)]
    [TestCase("""
        groups:
          - name: !!str 5
            limit: !!int 5
            rules:
              - record: a
                expr: !!float 1
                labels: {a: !!int ⟦YamlSyntax:warning⟧, b: !!bool ⟦YamlSyntax:on the way⟧, c: !!int ⟦UnquotedLabelValue:"7"⟧, d: !own x}
        """)]
    [TestCase("""
        groups:
          - name: a
          - name: b
          - name: ⟦DuplicateGroupName:'a'⟧
        """)]
    [TestCase("""
        groups:
          - name: a
            rules:
              - record: a
                ⟦MissingExpression:expr⟧: null
              - record: b
                ⟦MissingExpression:expr⟧: ~
              - record: c
                ⟦MissingExpression:expr⟧: NULL
              - record: d
                ⟦MissingExpression:expr⟧: !!null null
              - record: e
                ⟦MissingExpression:expr⟧:
              - record: f
                expr: "null"
              - record: g
                expr: !!str null
        """)]
    [TestCase("""
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        spec:
          groups:
            - name: ⟦UnquotedLabelValue:7⟧
              limit: 5
              rules:
                - alert: ⟦UnquotedLabelValue:on⟧
                  expr: 1
                  labels: {page: ⟦UnquotedLabelValue:yes⟧, mute: ⟦UnquotedLabelValue:Off⟧, kept: "no", shift: nightly}
                  annotations: {auto: ⟦UnquotedLabelValue:n⟧, level: ⟦UnquotedLabelValue:1.5⟧}
                - record: ⟦UnquotedLabelValue:true⟧
                  expr: 1
        """)]
    [TestCase("""
        groups:
          - name: plain
            rules:
              - alert: no
                expr: 1
                labels: {page: yes, mute: ⟦UnquotedLabelValue:true⟧}
        """)]
    [TestCase("""
        groups:
          - name: a
            rules:
              - alert: X
                expr: up == 0
                labels:
                  severity: page
                  ⟦UnknownField:annotations⟧:
                    summary: down
              - alert: Y
                expr: up == 0
                labels:
                  ⟦UnknownField:for⟧: 5m
                annotations:
                  ⟦UnknownField:labels⟧: {severity: page}
              - alert: Z
                expr: up == 0
                labels: {for: everyone, group: shop, record: vinyl}
                annotations: {labels: "{{ $labels }}"}
        """)]
    [TestCase("""
        groups:
          - name: a
            rules:
              - record: a
                expr: ⟦YamlSyntax:{job="api"} == 0⟧
              - record: b
                expr: ⟦YamlSyntax:{__name__=~"a|b"} > 5⟧
              - record: c
                expr: {⟦WrongValueType:job="api"⟧}
              - record: d
                expr: '{job="api"}'
        """)]
    [TestCase("""
        apiVersion: v1
        kind: ConfigMap
        data:
          quoted.yml: |
            "groups":
              - name: a
                rules: [{⟦UnknownField:recrod⟧: b, expr: up}]
          rules.json: |
            {"groups": [{"name": "a", "rules": [{⟦UnknownField:"recrod"⟧: "b", "expr": "up"}]}]}
          indented.yml: |2
              groups:
                - name: a
                  rules: [{⟦UnknownField:recrod⟧: b, expr: up}]
          panels.json: |
            {"panels": [{"groups": [{"recrod": "b"}]}]}
          users.ini: |
            [groups]
            recrod = b
        """)]
    [TestCase("""
        ⟦YamlSyntax:%YAML 1.2⟧
        ---
        groups:
          - name: a
            ⟦UnknownField:rule⟧: []
        """)]
    [TestCase("""
        groups:
          - name: a
            rules:
              - alert: X
                ⟦UnknownField:exp⟧: up
        ⟦UnknownField:tests⟧:
          - input_series: []
        """)]
    [TestCase("""
        groups:
          - name: a
            interval: ⟦InvalidDuration:5⟧
            query_offset: 0
            limit: ⟦InvalidLimit:"10"⟧
            rules:
              - record: ⟦InvalidRecordName:x{a="b"}⟧
                expr: 1
                ⟦AlertFieldOnRecordingRule:for⟧: 5m
                ⟦AlertFieldOnRecordingRule:annotations⟧:
                  a: b
        """)]
    [TestCase("""
        groups:
          - name: a
            rules:
              - ⟦NeitherRecordNorAlert:expr⟧: 1
              - record: a
                alert: ⟦RecordAndAlert:b⟧
                expr: 1
              - alert: ⟦MissingExpression:b⟧
              - alert: b
                ⟦MissingExpression:expr⟧:
              - alert: b
                ⟦UnknownField:expresion⟧: 1
              - ⟦UnknownField:alret⟧: b
                expr: 1
        """)]
    [TestCase("""
        groups:
          - name: a
            rules:
              - alert: b
                expr: 1
                labels:
                  ⟦InvalidLabelName:__name__⟧: x
                  n: ⟦UnquotedLabelValue:5⟧
                  t: ⟦UnquotedLabelValue:true⟧
                  q: "5"
                  y: yes
                  l: [⟦WrongValueType:x⟧]
                annotations: ⟦WrongValueType:none⟧
        """)]
    [TestCase("""
        groups: ⟦WrongValueType:none⟧
        """)]
    [TestCase("""
        groups:
          ⟦WrongValueType:name⟧: a
          rules: []
        """)]
    [TestCase("""
        - ⟦WrongValueType:name⟧: a
          rules: []
        """)]
    [TestCase("""
        groups:
          - name: a
        ---
        ⟦SeveralDocuments:groups⟧:
          - name: b
            foo: bar
        """)]
    public void Errors_stand_where_they_are(string marked)
    {
        MarkedText expected = MarkedText.Parse(marked);
        RuleFile file = RuleFileReader.Read(new SourceText("x.yml", expected.Text));
        string shown = MarkedText.Show(expected.Text, file.Errors.Select(static error => new MarkedText.Mark(error.Kind.ToString(), error.Range)));
        Assert.That(shown, Is.EqualTo(marked), string.Join('\n', file.Errors));
    }
}
