using PromRuleLint.Templates;

namespace PromRuleLint.Tests.Templates;

internal sealed class TemplateParserTests
{
    [TestCase("no action")]
    [TestCase("a lone } and }} and { are text")]
    [TestCase("{{ $labels.instance }} is at {{ $value }}")]
    [TestCase("{{- $value -}}")]
    [TestCase("{{\n  $value\n}}")]
    [TestCase("{{/* a comment */}}{{- /* trimmed */ -}}")]
    [TestCase("{{ $value | printf \"%.2f\" | }}", Description = "Go takes a pipe at the end")]
    [TestCase("{{ if gt $value 1.0 }}a{{ else if lt $value 0.5 }}b{{ else }}c{{ end }}")]
    [TestCase("{{ with $labels.a }}{{ . }}{{ else with $labels.b }}{{ . }}{{ else }}-{{ end }}")]
    [TestCase("{{ range $i, $s := query \"up\" }}{{ if $i }}{{ continue }}{{ end }}{{ $s.Labels.job }}{{ break }}{{ else }}none{{ end }}")]
    [TestCase("{{ range $i, $s = query \"up\" }}{{ end }}")]
    [TestCase("{{ $x := 1 }}{{ $x = 2 }}{{ $x }}")]
    [TestCase("{{ $x = 2 }}", Description = "an assignment declares as far as the parser goes")]
    [TestCase("{{ $x := $x }}")]
    [TestCase("{{ if true }}{{ $x := 1 }}{{ else }}{{ $x }}{{ end }}", Description = "the branches share their variables as far as the parser goes")]
    [TestCase("{{ define \"a\" }}{{ .Labels.x }}{{ end }}{{ template \"a\" . }}{{ template `b` }}")]
    [TestCase("{{ block \"a\" $labels }}{{ .x }}{{ end }}")]
    [TestCase("{{ define `a` }} {{/* empty */}} {{ end }}{{ define `a` }}full{{ end }}{{ define `a` }}\n{{ end }}")]
    [TestCase("{{ print 0x1F 0b11 0o17 017 1_000 0x_ff -1 +2 1e3 1.5e-3 .5 0x1p-2 1i 1+2i 'a' '\\n' '\\'' '\\x41' '\\u00e9' '\\101' true false nil }}")]
    [TestCase("{{ print \"a\\\"\\\\\\t\\x41\\101\\u00e9\\U0001F600\" `raw \\ \" string` }}")]
    [TestCase("{{ (query \"up\" | first).Labels.job }}")]
    [TestCase("{{ ($x := 1) }}")]
    [TestCase("{{ $ }}{{ $.Labels.a }}{{ . }}")]
    [TestCase("{{ .Größe }}{{ $größe := 1 }}")]
    [TestCase("{{ 1_0.5_0e1_0 }}")]
    public void A_template_that_the_reference_takes_has_no_errors(string text)
    {
        Assert.That(TemplateParser.Parse(text).Errors, Is.Empty);
    }

    [TestCase("{{ ⟦$label⟧.a }} {{ ⟦humanise⟧ $value }} {{ $value | ⟦humanizePercent⟧ }}")]
    [TestCase("⟦{{⟧ $value ")]
    [TestCase("{{ if ⟦=⟧= 1 }}{{ end }}")]
    [TestCase("{{ $labels.foo⟦-⟧bar }}")]
    [TestCase("{{ humanize⟦(⟧$value) }}")]
    [TestCase("{{ printf ⟦\"%s⟧ }} {{ ⟦$y⟧ }}")]
    [TestCase("{{ printf ⟦'%s'⟧ $value }}")]
    [TestCase("{{ $value⟦\u00a0⟧}}", Description = "a no-break space")]
    [TestCase("{{ $labels.a ⟦}⟧ and {{ $value }}")]
    [TestCase("⟦{{ if $value }}⟧a")]
    [TestCase("{{ if $value }}a{{ else }}b⟦{{ else }}⟧c{{ end }}")]
    [TestCase("a⟦{{ end }}⟧{{ ⟦nope⟧ }}⟦{{ else }}⟧")]
    [TestCase("{{ if $value }}{{ ⟦define⟧ \"a\" }}b{{ end }}{{ end }}")]
    [TestCase("{{ define \"a\" }}{{ ⟦$labels⟧.x }}{{ end }}")]
    [TestCase("{{ define \"a\" }}x{{ end }}{{ define ⟦`a`⟧ }}y{{ end }}")]
    [TestCase("{{ template ⟦a⟧ }}")]
    [TestCase("{{ range $a, ⟦$b⟧, $c := $labels }}{{ $a }}{{ $c }}{{ end }}")]
    [TestCase("{{ $value | ⟦\"b\"⟧ }}")]
    [TestCase("{{ print \"a⟦\\q⟧b\" }}")]
    [TestCase("{{ print ⟦089⟧ ⟦1e400⟧ 18446744073709551615 ⟦+18446744073709551615⟧ ⟦99999999999999999999⟧ ⟦1__0⟧ ⟦''⟧ ⟦0x1.8⟧ }}")]
    [TestCase("{{ with $labels }}{{ else ⟦if⟧ .a }}{{ end }}")]
    [TestCase("⟦{{ break }}⟧{{ range $labels }}{{ block \"a\" . }}⟦{{ break }}⟧{{ end }}{{ end }}")]
    [TestCase("{{ $value ⟦-⟧ 1 }}")]
    [TestCase("⟦{{/*⟧ never closed }}")]
    [TestCase("⟦{{/* a */⟧ b }}")]
    [TestCase("{{ print ⟦(⟧1 }}")]
    [TestCase("{{ print 1⟦)⟧ }}")]
    [TestCase("⟦{{ }}⟧")]
    public void Each_error_is_reported_where_it_stands(string marked)
    {
        string text = MarkedText.Parse(marked).Text;
        TemplateParseResult result = TemplateParser.Parse(text);
        Assert.That(MarkedText.Show(text, result.Errors.Select(static error => new MarkedText.Mark("", error.Range))), Is.EqualTo(marked), string.Join('\n', result.Errors));
    }

    [TestCase("{{ $label.a }}", "$labels")]
    [TestCase("{{ humanise $value }}", "humanize")]
    [TestCase("{{ Humanize $value }}", "humanize")]
    [TestCase("{{ humanizeDura $value }}", "humanize", Description = "humanizeDuration is as near, and comes later in the alphabet")]
    [TestCase("{{ labels.a }}", "$labels")]
    [TestCase("{{ value | humanize }}{{ Value }}", ".Value")]
    [TestCase("{{ printf '%s' $value }}", "\"%s\"")]
    [TestCase("{{ $value | urlEscape }}", null)]
    public void An_error_names_what_was_meant(string text, string? replacement)
    {
        Assert.That(TemplateParser.Parse(text).Errors.Select(static error => error.Replacement).Last(), Is.EqualTo(replacement));
    }

    [Test]
    public void A_template_named_like_its_alert_cannot_be_defined()
    {
        const string Text = "{{ define \"__alert_Down\" }}x{{ end }}";
        Assert.That(TemplateParser.Parse(Text, "Up").IsValid, Is.True);
        Assert.That(TemplateParser.Parse(Text, "Down").IsValid, Is.False);
    }

    [Test]
    public void A_string_maps_back_through_its_escapes()
    {
        const string Text = """{{ query "up{a=\"é\x41\"} > x" }}""";
        TemplateQuery query = TemplateParser.Parse(Text).Queries.Single();
        Assert.That(query.Expression, Is.EqualTo("up{a=\"éA\"} > x"));
        int at = query.Expression.IndexOf('x', StringComparison.Ordinal);
        Assert.That(query.Map.ToSourceStart(at), Is.EqualTo(Text.IndexOf("> x", StringComparison.Ordinal) + 2));
        int a = query.Expression.IndexOf('A', StringComparison.Ordinal);
        Assert.That(query.Map.ToSource(new(a, a + 1)).In(Text).ToString(), Is.EqualTo(@"\x41"));
    }

    [Test]
    public void The_ranges_of_a_chain_are_those_of_its_names()
    {
        (string text, var marks) = MarkedText.Parse("{{ ⟦(query \"up\" | first).⟦Labels⟧.⟦job⟧⟧ }}");
        var chain = TemplateParser.Parse(text).Root.DescendantsAndSelf().OfType<ChainNode>().Single();
        Assert.That(new[] { chain.Range, chain.Fields[0].Range, chain.Fields[1].Range }, Is.EqualTo(marks.Select(static mark => mark.Range)));
    }

    [TestCase("(", ")")]
    [TestCase("{{ if 1 }}", "{{ end }}")]
    [TestCase("{{ with 1 }}", "{{ end }}")]
    [TestCase("{{ block `a` 1 }}", "{{ end }}")]
    [TestCase("{{ range 1 }}{{ else }}", "{{ end }}")]
    public void Deep_nesting_is_an_error_and_no_crash(string open, string close)
    {
        string deep = string.Concat(Enumerable.Repeat(open, 100_000)) + (open == "(" ? "1" : string.Empty) + string.Concat(Enumerable.Repeat(close, 100_000));
        string text = open == "(" ? $"{{{{ {deep} }}}}" : deep;
        TemplateParseResult? result = null;
        var thread = new Thread(() => result = TemplateParser.Parse(text), maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.That(result!.Errors.Select(static error => error.Kind), Is.EqualTo(new[] { TemplateErrorKind.TooDeep }));
    }

    [Test]
    public void A_long_chain_of_else_if_is_not_deep()
    {
        string text = "{{ if 1 }}" + string.Concat(Enumerable.Repeat("{{ else if 1 }}", 50_000)) + "{{ end }}";
        Assert.That(TemplateParser.Parse(text).IsValid, Is.True);
    }
}
