using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using PromRuleLint.Templates;

namespace PromRuleLint.Tests.Templates;

/// <summary>What is said of the execution of templates, held against promtool, which executes them in unit tests of rules.</summary>
internal sealed class TemplateExecutionTests
{
    private static readonly string[] Fail =
    [
        "{{ if gt $value 90 }}a{{ end }}", "{{ if eq $labels.code 500 }}a{{ end }}", "{{ eq \"a\" 1.5 }}", "{{ eq true \"a\" }}", "{{ lt 1 2.5 }}",
        "{{ .instance }}", "{{ $.labels.a }}", "{{ $labels.a.b }}", "{{ (query \"up\").Labels }}", "{{ (query \"up\" | first).labels }}", "{{ $v := 5 }}{{ $v.x }}",
        "{{ humanize }}", "{{ $labels.a | reReplaceAll \"a\" }}", "{{ print value }}", "{{ and }}", "{{ ge 1 2 3 }}", "{{ eq 1 }}", "{{ slice $labels.a 0 1 2 3 }}",
        "{{ $labels.a \"x\" }}", "{{ $labels.a | $labels.b }}", "{{ \"a\" \"b\" }}", "{{ (print 1) 2 }}", "{{ nil }}", "{{ $value 1 }}",
        "{{ toUpper $value }}", "{{ query \"up\" | value }}", "{{ label \"a\" (query \"up\") }}", "{{ first . }}", "{{ printf 5 }}", "{{ parseDuration 5 }}",
        "{{ template \"a\" }}", "{{ $x = 1 }}", "{{ $y := $y }}", "{{ if false }}{{ $z := 1 }}{{ else }}{{ $z }}{{ end }}",
        "{{ printf \"%d\" $value }}", "{{ printf \"%s\" $value }}", "{{ printf \"%.1f\" $labels.a }}", "{{ printf \"%s %s\" $labels.a }}", "{{ printf \"%s\" $labels.a $value }}", "{{ $value | printf `%i` }}",
        "{{ $value.Used }}", "{{ .Value.used }}", "{{ len $value }}", "{{ len (len $labels.a) }}", "{{ len . }}", "{{ humanize \"some\" }}", "{{ humanize \"0x10\" }}", "{{ humanize true }}",
        "{{ humanize $labels }}", "{{ query \"up\" | humanize }}", "{{ query \"up\" | first | humanizeDuration }}", "{{ humanizeTimestamp $labels }}", "{{ toTime \"noon\" }}",
        "{{ $value | humanizePercentage | humanize }}", "{{ $value | printf \"%.1f%%\" | humanize }}", "{{ humanizeDuration (humanizeDuration $value) }}",
        "{{ reReplaceAll \"(\" \"\" $labels.a }}", "{{ match `[z-a]` $labels.a }}", "{{ reReplaceAll \"(?!x)\" \"\" $labels.a }}", "{{ parseDuration \"5 minutes\" }}",
        "{{ range $labels.a }}{{ end }}", "{{ range $value }}{{ end }}", "{{ range $labels.SortedPairs }}{{ end }}", "{{ index $value 0 }}", "{{ index $labels 0 }}", "{{ index $labels.a \"b\" }}",
        "{{ index (query \"up\") \"a\" }}", "{{ slice $labels 1 }}", "{{ slice $labels.a 0.5 }}", "{{ call $labels.a }}", "{{ eq $labels $labels }}", "{{ lt true false }}",
        "{{ printf \"%.1f%\" $value }}", "{{ printf \"100%\" }}", "{{ printf \"%.0f% of it\" $value }}", "{{ printf \"%.0f%)\" $value }}", "{{ printf \"%é\" $value }}",
    ];

    private static readonly string[] Work =
    [
        "{{ if gt $value 90.0 }}a{{ else if lt $value 1e1 }}b{{ end }}", "{{ eq 1 0x1 'a' }}", "{{ eq $labels.a \"lab\" }}", "{{ ne $value (query \"up\" | first | value) }}",
        "{{ $labels.none }}", "{{ index $labels \"a b\" }}", "{{ range $k, $v := $labels }}{{ $k }}={{ $v }}{{ end }}", "{{ $labels | len }}",
        "{{ range query \"up\" }}{{ .Labels.a }}{{ .Value }}{{ end }}", "{{ index (query \"up\") 0 | value | humanize }}", "{{ with query \"up\" }}{{ . | first | label \"a\" }}{{ end }}",
        "{{ printf \"%s %q %v %.2f%% %d %t %x\" $labels.a $labels.b $value $value (len $labels) true \"a\" }}", "{{ $value | humanizePercentage | toUpper }}",
        "{{ $x := 1 }}{{ $x = 2 }}{{ $x }}", "{{ define \"x\" }}{{ .Labels.a }}{{ end }}{{ template \"x\" . }}", "{{ block \"x\" .Labels }}{{ .a }}{{ end }}",
        "{{ (args 1 2).arg0 }}", "{{ html }}{{ print }}", "{{ $value | }}", "{{ or $labels.none \"none\" | title }}", "{{ $externalLabels.none }}{{ .ExternalLabels.none }}{{ $externalURL }}",
        "{{ humanize \"1_234.5e3\" }}{{ humanize \"-Inf\" }}{{ humanizeDuration \".5\" }}{{ humanize (printf \"%.1f\" $value) }}{{ humanize (len $labels) }}", "{{ len $labels.a }}{{ len (query \"up\") }}",
        "{{ reReplaceAll \"\\\\(.*\\\\)\" \"\" $labels.a }}{{ match `^l` $labels.a }}", "{{ index $labels.a 0 }}{{ index (query \"up\") 0 | label \"a\" }}", "{{ slice $labels.a 1 2 }}{{ parseDuration \"1h30m\" }}",
        "{{ printf \"%5.1f%% of %s\" $value $labels.a }}{{ eq true false }}{{ query \"up\" | first }}", "{{ range $i, $s := query \"up\" }}{{ $i }}{{ $s.Value }}{{ end }}",
    ];

    [Test]
    public void What_promtool_cannot_execute_is_reported_and_nothing_else()
    {
        string[] templates = [.. Fail, .. Work];
        bool[] failed = Execute(templates);
        Assert.Multiple(() =>
        {
            for (int i = 0; i < templates.Length; i++)
            {
                TemplateParseResult result = TemplateParser.Parse(templates[i]);
                Assert.That(result.Errors, Is.Empty, templates[i]);
                Assert.That(failed[i], Is.EqualTo(i < Fail.Length), "promtool on " + templates[i]);
                Assert.That(result.ExecutionErrors.IsEmpty, Is.EqualTo(!failed[i]), templates[i]);
            }
        });
    }

    /// <summary>Whether each template gives an error or a fault of its format; the test is skipped where promtool is absent.</summary>
    private static bool[] Execute(string[] templates)
    {
        var rules = new StringBuilder("groups:\n- name: g\n  rules:\n");
        var tests = new StringBuilder("rule_files: [rules.yml]\nevaluation_interval: 1m\ntests:\n- interval: 1m\n  input_series:\n")
            .Append("  - {series: 'x{a=\"lab\",b=\"c\"}', values: 5x3}\n  - {series: 'up{a=\"lab\"}', values: 7x3}\n  alert_rule_test:\n");
        for (int i = 0; i < templates.Length; i++)
        {
            rules.Append($"  - alert: A{i}\n    expr: x > 1\n    annotations: {{t: \"{JsonEncodedText.Encode(templates[i])}\"}}\n");
            tests.Append($"  - eval_time: 1m\n    alertname: A{i}\n    exp_alerts: [{{exp_labels: {{a: lab, b: c}}, exp_annotations: {{t: none}}}}]\n");
        }

        string folder = Directory.CreateTempSubdirectory("promrulelint").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "rules.yml"), rules.ToString());
            File.WriteAllText(Path.Combine(folder, "tests.yml"), tests.ToString());
            string output = RunPromtool(folder);
            string[] got = output.Split("    alertname: A");
            Assert.That(got, Has.Length.EqualTo(templates.Length + 1), output);
            return [.. got.Skip(1).Select(static text => text.Contains("<error expanding", StringComparison.Ordinal) || text.Contains("%!", StringComparison.Ordinal))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string RunPromtool(string folder)
    {
        var start = new ProcessStartInfo("promtool", ["test", "rules", "tests.yml"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd() + errors.Result;
            process.WaitForExit();
            return output;
        }
        catch (Win32Exception)
        {
            Assert.Ignore("promtool (Debian package prometheus) is not installed");
            throw;
        }
    }
}
