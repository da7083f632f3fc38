using PromRuleLint.Checks;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Reporting;

namespace PromRuleLint.Tool.Output;

/// <summary>Writes what can be reported.</summary>
internal static class CheckTable
{
    /// <summary>What the checks and the tool itself can report, in the order of the ids.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> Descriptors(IEnumerable<Check> checks) =>
        [.. checks.SelectMany(static check => check.SupportedDiagnostics).Concat(ToolDiagnostics.All).DistinctBy(static each => each.Id).OrderBy(static each => each.Id, StringComparer.Ordinal)];

    public static void WriteText(TextWriter writer, IReadOnlyList<DiagnosticDescriptor> descriptors, LintConfiguration configuration)
    {
        string[][] rows =
        [
            ["id", "name", "category", "default", "on", "fix"],
            .. descriptors.Select(each => new[] { each.Id, each.Name, WordOf(each.Category), SeverityWords.For(each.DefaultSeverity), OnOf(each, configuration), FixOf(each) }),
        ];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            writer.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }

    public static void WriteJson(TextWriter writer, IReadOnlyList<DiagnosticDescriptor> descriptors, LintConfiguration configuration)
    {
        JsonText.WriteLine(writer, json =>
        {
            json.WriteStartArray();
            foreach (DiagnosticDescriptor each in descriptors)
            {
                DiagnosticSeverity severity = configuration.SeverityOf(each);
                json.WriteStartObject();
                json.WriteString("id"u8, each.Id);
                json.WriteString("name"u8, each.Name);
                json.WriteString("title"u8, each.Title);
                json.WriteString("category"u8, WordOf(each.Category));
                json.WriteString("defaultSeverity"u8, SeverityWords.For(each.DefaultSeverity));
                json.WriteString("severity"u8, SeverityWords.For(severity));
                json.WriteBoolean("enabled"u8, severity != DiagnosticSeverity.Hidden);
                json.WriteBoolean("hasFix"u8, each.HasFix);
                json.WriteString("fix"u8, FixOf(each));
                json.WriteString("helpLink"u8, each.HelpLinkUri);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    /// <summary>The index of the pages, a table a category: what holds without configuration.</summary>
    public static void WriteMarkdown(TextWriter writer, IReadOnlyList<DiagnosticDescriptor> descriptors)
    {
        writer.WriteLine("# All checks");
        writer.WriteLine();
        writer.WriteLine("What can be found, with the severity that holds unless `promrulelint.yml` sets another. A fix is safe where it keeps the meaning or does plainly what was meant; others are made only when asked for.");
        foreach (IGrouping<DiagnosticCategory, DiagnosticDescriptor> category in descriptors.GroupBy(static each => each.Category).OrderBy(static group => group.Key))
        {
            writer.WriteLine();
            writer.WriteLine($"## {TitleOf(category.Key)}");
            writer.WriteLine();
            writer.WriteLine("| id | name | severity | on by default | fix | what it flags |");
            writer.WriteLine("|---|---|---|---|---|---|");
            foreach (DiagnosticDescriptor each in category)
            {
                string page = each.Category == DiagnosticCategory.Custom ? each.HelpLinkUri : $"{each.Id}.md";
                string name = page.Length > 0 ? $"[{each.Name}]({page})" : each.Name;
                writer.WriteLine($"| {each.Id} | {name} | {SeverityWords.For(each.DefaultSeverity)} | {(each.IsEnabledByDefault ? "yes" : "no")} | {FixOf(each)} | {Escape(each.Title)} |");
            }
        }

        WriteIds(writer, descriptors);
    }

    /// <summary>Which ids the next checks may take.</summary>
    private static void WriteIds(TextWriter writer, IReadOnlyList<DiagnosticDescriptor> descriptors)
    {
        writer.WriteLine();
        writer.WriteLine("## Ids");
        writer.WriteLine();
        writer.WriteLine("An id means the same for ever. Planned ids are kept for checks to come; retired ones belonged to checks that are gone.");
        writer.WriteLine();
        writer.WriteLine("| first digit | free | planned | retired |");
        writer.WriteLine("|---|---|---|---|");
        foreach (IGrouping<DiagnosticCategory, DiagnosticDescriptor> category in descriptors.GroupBy(static each => each.Category).Where(static group => group.Key != DiagnosticCategory.Custom).OrderBy(static group => group.Key))
        {
            string prefix = $"PRL{(int)category.Key}";
            string[] planned = [.. ReservedIds.Planned.Select(static each => each.Id).Where(id => id.StartsWith(prefix, StringComparison.Ordinal))];
            string[] retired = [.. ReservedIds.Retired.Where(id => id.StartsWith(prefix, StringComparison.Ordinal))];
            var taken = category.Select(static each => each.Id).Concat(planned).Concat(retired).ToHashSet(StringComparer.Ordinal);
            writer.WriteLine($"| {(int)category.Key} | {Ranges(Enumerable.Range(1, 999).Where(number => !taken.Contains($"{prefix}{number:000}")), prefix)} | {string.Join(", ", planned)} | {string.Join(", ", retired)} |");
        }
    }

    private static string Ranges(IEnumerable<int> numbers, string prefix)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (int number in numbers)
        {
            if (ranges.Count > 0 && ranges[^1].Last == number - 1)
            {
                ranges[^1] = (ranges[^1].First, number);
            }
            else
            {
                ranges.Add((number, number));
            }
        }

        return string.Join(", ", ranges.Select(range => range.First == range.Last ? $"{prefix}{range.First:000}" : $"{prefix}{range.First:000} to {prefix}{range.Last:000}"));
    }

    private static string FixOf(DiagnosticDescriptor descriptor) => (descriptor.HasFix, descriptor.FixSafety) switch
    {
        (false, _) => "none",
        (true, FixSafety.Safe) => "safe",
        (true, FixSafety.Unsafe) => "unsafe",
        _ => "safe or unsafe",
    };

    private static string Escape(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);

    private static string OnOf(DiagnosticDescriptor descriptor, LintConfiguration configuration)
    {
        DiagnosticSeverity severity = configuration.SeverityOf(descriptor);
        return severity == DiagnosticSeverity.Hidden ? "off" : severity == descriptor.DefaultSeverity ? "on" : SeverityWords.For(severity);
    }

    private static string WordOf(DiagnosticCategory category) => category switch
    {
        DiagnosticCategory.Tool => "tool",
        DiagnosticCategory.Validity => "validity",
        DiagnosticCategory.Syntax => "syntax",
        DiagnosticCategory.Semantics => "semantics",
        DiagnosticCategory.Alerts => "alerts",
        DiagnosticCategory.Liveness => "liveness",
        DiagnosticCategory.Policy => "policy",
        DiagnosticCategory.RuleSet => "rule-set",
        DiagnosticCategory.UnitTests => "unit-tests",
        DiagnosticCategory.TestResults => "test-results",
        _ => "custom",
    };

    private static string TitleOf(DiagnosticCategory category) => category switch
    {
        DiagnosticCategory.Tool => "0: the tool itself and its configuration",
        DiagnosticCategory.Validity => "1: YAML and validity of rule files",
        DiagnosticCategory.Syntax => "2: PromQL syntax and types",
        DiagnosticCategory.Semantics => "3: PromQL semantics: labels, values, matching",
        DiagnosticCategory.Alerts => "4: alerts and templates",
        DiagnosticCategory.Liveness => "5: liveness and realms of heartbeats",
        DiagnosticCategory.Policy => "6: names and labels",
        DiagnosticCategory.RuleSet => "7: the rule set across files",
        DiagnosticCategory.UnitTests => "8: unit-test files",
        DiagnosticCategory.TestResults => "9: what running unit tests finds",
        _ => "Checks of your own",
    };
}
