using System.Collections.Immutable;
using PromRuleLint.Templates;

namespace PromRuleLint.Tests.Templates;

internal sealed class TemplateReaderTests
{
    [TestCase("{{ $labels.⟦a⟧ }} {{ .Labels.⟦b⟧ }} {{ $.Labels.⟦c⟧ }}")]
    [TestCase("{{ index $labels \"⟦a b⟧\" }}{{ \"⟦c⟧\" | index .Labels }}")]
    [TestCase("{{ $l := $labels }}{{ $l.⟦a⟧ }}{{ with $l }}{{ .⟦b⟧ }}{{ $.Labels.⟦c⟧ }}{{ end }}")]
    [TestCase("{{ with $x := .Labels }}{{ $x.⟦a⟧ }}{{ end }}")]
    [TestCase("{{ range query \"up\" }}{{ .Labels.other }}{{ $labels.⟦a⟧ }}{{ end }}{{ (query \"up\" | first).Labels.other }}")]
    [TestCase("{{ range $i, $s := query \"up\" }}{{ $s.Labels.other }}{{ end }}{{ .Labels.⟦a⟧ }}")]
    [TestCase("{{ $l := $labels }}{{ $l = $externalLabels }}{{ $l.unknown }}")]
    [TestCase("{{ define \"a\" }}{{ .Labels.unknown }}{{ end }}{{ or $labels.⟦a⟧ $labels.⟦b⟧ }}")]
    [TestCase("{{ \"{{ $labels.text }}\" }}")]
    public void The_labels_that_are_read_are_found(string marked)
    {
        (string text, var marks) = MarkedText.Parse(marked);
        Assert.That(TemplateParser.Parse(text).LabelReads.Select(static read => read.NameRange), Is.EqualTo(marks.Select(static mark => mark.Range)));
    }

    [Test]
    public void A_label_that_is_only_asked_for_is_a_guard()
    {
        TemplateParseResult result = TemplateParser.Parse("{{ if $labels.a }}{{ $labels.b }}{{ end }}{{ with $labels.c }}{{ . }}{{ end }}{{ if and (not $labels.d) (eq $labels.e \"x\") }}{{ end }}");
        Assert.That(result.LabelReads.Select(static read => $"{read.Name}{(read.IsGuard ? "?" : "")}"), Is.EqualTo(new[] { "a?", "b", "c?", "d?", "e?" }));
    }

    [Test]
    public void External_labels_are_told_apart()
    {
        TemplateParseResult result = TemplateParser.Parse("{{ $externalLabels.a }}{{ .ExternalLabels.b }}{{ index $externalLabels \"c\" }}{{ $externalURL }}");
        Assert.That(result.ExternalLabelReads.Select(static read => read.Name), Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(result.LabelReads, Is.Empty);
    }

    [TestCase("{{ $value }}{{ .Value }}{{ print $value }}{{ $v := $value }}{{ $v }}", "Printed Printed Printed Printed")]
    [TestCase("{{ $value | humanize }}{{ humanizePercentage .Value }}{{ ($value) | humanizeDuration }}{{ (toTime $value).Unix }}", "Humanized Humanized Humanized Humanized")]
    [TestCase("{{ printf \"%.2f\" $value }}{{ $value | printf \"%f\" }}", "Formatted Formatted")]
    [TestCase("{{ if gt $value 1.0 }}a{{ end }}{{ if $value }}b{{ end }}{{ if eq 0.0 .Value }}{{ end }}", "Compared Compared Compared")]
    [TestCase("{{ with $value }}{{ . | humanize }}{{ end }}", "Compared Humanized")]
    [TestCase("{{ range query \"up\" }}{{ .Value }}{{ end }}", "")]
    [TestCase("{{ or $value 1.0 }}{{ template \"a\" $value }}{{ define \"a\" }}{{ end }}", "Printed Other")]
    public void The_uses_of_the_value_are_told_apart(string text, string expected)
    {
        Assert.That(string.Join(' ', TemplateParser.Parse(text).ValueUses.Select(static use => use.Kind)), Is.EqualTo(expected));
    }

    [TestCase("{{ ⟦.instance⟧ }}{{ ⟦.labels⟧.job }}{{ $⟦.Annotations⟧.x }}")]
    [TestCase("{{ $labels.a.⟦b⟧ }}")]
    [TestCase("{{ (query \"up\").⟦Labels⟧ }}{{ (query \"up\" | first).⟦labels⟧ }}")]
    [TestCase("{{ ⟦humanize⟧ }}{{ $value | ⟦now⟧ }}{{ ⟦reReplaceAll⟧ \"a\" \"b\" }}{{ ⟦eq⟧ 1 }}{{ print ⟦value⟧ }}")]
    [TestCase("{{ ⟦$labels.a⟧ \"x\" }}{{ $labels.a | ⟦$labels.b⟧ }}{{ ⟦\"a\"⟧ \"b\" }}{{ ⟦$value⟧ 1 }}{{ ⟦(print 1)⟧ 2 }}")]
    [TestCase("{{ if gt $value ⟦90⟧ }}{{ end }}{{ if ⟦eq⟧ $labels.code 500 }}{{ end }}{{ if eq $labels.code \"500\" }}{{ end }}")]
    [TestCase("{{ if gt (query \"up\" | first | value) ⟦5⟧ }}{{ end }}{{ if gt $value 9e1 }}{{ end }}{{ if lt ⟦1⟧ $value }}{{ end }}")]
    [TestCase("{{ toUpper ⟦$value⟧ }}{{ query \"up\" | ⟦value⟧ }}")]
    [TestCase("{{ template ⟦\"a\"⟧ }}{{ define \"b\" }}{{ end }}{{ template \"b\" }}")]
    [TestCase("{{ ⟦$x⟧ = 1 }}{{ $y := ⟦$y⟧ }}{{ if true }}{{ $z := 1 }}{{ else }}{{ ⟦$z⟧ }}{{ end }}")]
    [TestCase("{{ ⟦nil⟧ }}")]
    [TestCase("{{ printf \"⟦%d⟧ ⟦%s⟧ %.1f %v %5.2g%%\" $value $value $value $value $value }}")]
    [TestCase("{{ $value | printf `⟦%d⟧` }}{{ humanize $value | printf \"⟦%.1f⟧\" }}{{ printf \"%s ⟦%f⟧ %q\" $labels.a $labels.b $labels.c }}")]
    [TestCase("{{ printf \"%s ⟦%s⟧\" $labels.a }}{{ printf \"%s\" $labels.a ⟦$value⟧ }}{{ printf \"\\t⟦%i⟧\" $value }}")]
    public void What_must_fail_when_it_is_executed_is_found(string marked)
    {
        string text = MarkedText.Parse(marked).Text;
        TemplateParseResult result = TemplateParser.Parse(text);
        Assert.That(result.Errors, Is.Empty);
        Assert.That(MarkedText.Show(text, result.ExecutionErrors.Select(static error => new MarkedText.Mark("", error.Range))), Is.EqualTo(marked), string.Join('\n', result.ExecutionErrors));
    }

    [TestCase("{{ $x := 1 }}{{ $x = $labels }}{{ $x.a.b }}{{ gt $x 1 }}", Description = "a variable that is assigned to may hold anything")]
    [TestCase("{{ define \"a\" }}{{ .Foo.Bar }}{{ $.Foo }}{{ end }}")]
    [TestCase("{{ range query \"up\" }}{{ .Labels.a }}{{ .Value }}{{ end }}{{ range $k, $v := $labels }}{{ $k }}{{ $v }}{{ end }}{{ range 3 }}{{ . }}{{ end }}")]
    [TestCase("{{ index (query \"up\") 0 }}{{ (index (query \"up\") 0).Labels.a }}{{ query \"up\" | sortByLabel \"a\" | first | label \"a\" }}")]
    [TestCase("{{ eq 1.0 $value 2 }}{{ eq 'a' 97 }}{{ eq (len $labels) 3 }}{{ gt now $value }}{{ gt (parseDuration \"1h\") $value }}")]
    [TestCase("{{ printf \"%d %s %x %c %t %[2]d %*d\" 1 \"a\" 2 'c' true }}{{ printf $labels.a 1 2 }}{{ printf \"%d\" (len $labels) }}{{ printf \"%s\" $labels }}{{ printf (printf \"%s\" \"a\") 1 }}{{ query \"up\" | first | value | printf \"%s\" }}")]
    [TestCase("{{ args 1 2 }}{{ (args 1).arg0 }}{{ ($value | toTime).Year }}{{ html }}")]
    public void What_can_be_executed_is_not_reported(string text)
    {
        TemplateParseResult result = TemplateParser.Parse(text);
        Assert.That(result.Errors.Concat(result.ExecutionErrors), Is.Empty);
    }

    [TestCase("{{ range query \"up\" }}{{ .Labels.⟦job⟧ }}{{ $labels.other }}{{ end }}")]
    [TestCase("{{ (query \"up\" | first).Labels.⟦a⟧ }}{{ query \"up\" | sortByLabel \"⟦b⟧\" | first | label \"⟦c⟧\" }}")]
    [TestCase("{{ $r := query \"up\" }}{{ with index $r 0 }}{{ index .Labels \"⟦a b⟧\" }}{{ end }}{{ range $i, $s := $r }}{{ label \"⟦d⟧\" $s }}{{ end }}")]
    [TestCase("{{ range query $labels.q }}{{ .Labels.job }}{{ end }}")]
    public void The_labels_that_are_read_of_a_query_are_found(string marked)
    {
        (string text, var marks) = MarkedText.Parse(marked);
        ImmutableArray<TemplateQueryLabelRead> reads = TemplateParser.Parse(text).QueryLabelReads;
        Assert.That(reads.Select(static read => read.Label.NameRange), Is.EqualTo(marks.Select(static mark => mark.Range)));
        Assert.That(reads.Select(static read => read.Query.Expression), Is.All.EqualTo("up"));
    }

    [TestCase("{{ query \"up\" }}", "up")]
    [TestCase("{{ `up` | query | first | value }}", "up")]
    [TestCase("{{ $q := \"up\" }}{{ range query $q }}{{ end }}", "up")]
    [TestCase("{{ printf \"up{a='%s',b=%q} > %.2f\" $labels.a $labels.b $value | query }}", "up{a='xx',b=\"\"} > 1111")]
    [TestCase("{{ query (printf `up{a=\"%[1]s\"}` $labels.a) }}", "up{a=\"xxxxx\"}")]
    [TestCase("{{ printf \"%s\" $labels.q | query }}", null)]
    [TestCase("{{ query $labels.q }}", null)]
    public void The_expressions_of_queries_are_found(string text, string? expected)
    {
        Assert.That(TemplateParser.Parse(text).Queries.Select(static query => query.Expression), Is.EqualTo(expected is null ? [] : new[] { expected }));
    }
}
