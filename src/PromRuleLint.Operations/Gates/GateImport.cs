using System.Globalization;
using System.Text;
using PromRuleLint.Gates;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Yaml;

namespace PromRuleLint.Operations.Gates;

/// <summary>
/// Reads three forms, told apart by their keys: <c>targets</c> with a pass and a warn level each and <c>checks</c>;
/// <c>canary</c> and <c>rollback</c>, the conditions of a promotion; <c>slo</c>, queries over a range with a threshold each.
/// The forms are of other programs and name their targets freely, so that no table of fields reads them; what is left out is noted.
/// </summary>
internal sealed class GateImport
{
    private static readonly string[] HigherIsBetter = ["availability", "uptime", "unique", "success", "ok", "fresh", "health", "pass", "min"];

    private readonly StringBuilder _text = new();
    private readonly List<string> _notes = [];
    private int _conditions;

    private GateImport()
    {
    }

    /// <summary>Translates a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="gate">The name of the gate.</param>
    public static GateImportResult Read(YamlFile file, string gate)
    {
        var import = new GateImport();
        import._text.Append(CultureInfo.InvariantCulture, $"gates:\n  {gate}:\n");
        if (file.Errors.IsEmpty && file.Documents is [YamlMapping root, ..])
        {
            import.ReadRoot(root);
        }
        else
        {
            import._notes.Add("the file is no YAML with keys");
        }

        return new GateImportResult(import._conditions == 0 ? "" : import._text.ToString(), import._conditions, import._notes);
    }

    private void ReadRoot(YamlMapping root)
    {
        foreach (YamlEntry entry in root.Entries)
        {
            switch (entry.KeyText, entry.Value)
            {
                case ("targets", YamlMapping targets):
                    ReadTargets(targets);
                    break;
                case ("checks", YamlSequence checks):
                    ReadChecks(checks);
                    break;
                case ("canary", YamlMapping canary):
                    ReadCanary(canary);
                    break;
                case ("rollback", YamlMapping rollback):
                    ReadRollback(rollback);
                    break;
                case ("slo", YamlMapping objectives):
                    ReadObjectives(objectives, root.TextOf("window") ?? "1h", root.TextOf("step") ?? "30s");
                    break;
                case ("window" or "step", _):
                    break;
                case (var key, _):
                    _notes.Add($"'{key}' has no counterpart in a gate and is left out");
                    break;
            }
        }
    }

    private void ReadTargets(YamlMapping targets)
    {
        foreach (YamlEntry entry in targets.Entries)
        {
            string name = entry.KeyText ?? "";
            double? pass = entry.Value is YamlScalar scalar ? Number(scalar) : Number(entry.Value, "pass");
            double? warn = Number(entry.Value, "warn");
            string expression = entry.Value.TextOf("query") ?? entry.Value.TextOf("expr") ?? entry.Value.TextOf("metric") ?? name;
            if (pass is null && warn is null)
            {
                _notes.Add($"the target '{name}' has neither a pass nor a warn level and is left out");
                continue;
            }

            string? operation = entry.Value.TextOf("op") is { } written ? Operation(written) : null;
            if (operation is null)
            {
                // What passes is the better of the two levels; with one level only the name tells.
                bool isHigher = pass is { } a && warn is { } b && a != b ? a > b : IsHigherBetter(name);
                operation = isHigher ? ">=" : "<=";
                if (pass is null || warn is null || pass == warn)
                {
                    _notes.Add($"that '{name}' must be {operation} its level is guessed from its name");
                }
            }

            Add(name, expression, new GateBound(operation, warn ?? pass!.Value), warn is null || pass is null || warn == pass ? null : new GateBound(operation, pass.Value));
        }
    }

    private void ReadChecks(YamlSequence checks)
    {
        foreach (YamlNode check in checks.Items)
        {
            string? expression = check is YamlScalar scalar ? scalar.Value : check.TextOf("query") ?? check.TextOf("expr");
            string name = check.TextOf("name") ?? expression ?? "";
            double? level = Number(check, "value") ?? Number(check, "threshold");
            if (expression is not null && level is { } value && check.TextOf("op") is { } written && Operation(written) is { } operation)
            {
                Add(name, expression, new GateBound(operation, value), null);
            }
            else if (expression is null || !AddComparison(name, expression, negate: false))
            {
                _notes.Add($"the check '{name}' is no comparison of a series with a number and is left out");
            }
        }
    }

    private void ReadCanary(YamlMapping canary)
    {
        string wait = Number(canary, "max_wait_seconds") is { } seconds ? PrometheusDuration.Format(TimeSpan.FromSeconds(seconds)) : "30m";
        foreach (YamlEntry entry in canary.Entries)
        {
            string key = entry.KeyText ?? "";
            double? number = entry.Value is YamlScalar scalar ? Number(scalar) : null;
            switch (key)
            {
                case "min_samples" when number is { } least:
                    Add("samples", "duri_canary_samples", new GateBound(">=", least), null);
                    break;
                case "max_wait_seconds":
                    _notes.Add($"the waiting time is an option: gate … --wait {wait}");
                    break;
                case "health_query" when entry.Value is YamlScalar query:
                    string? share = Number(canary, "quorum_threshold") is { } quorum ? string.Create(CultureInfo.InvariantCulture, $"share: {quorum}") : null;
                    if (!AddComparison("health", query.Value, negate: false, share is null ? [] : [$"over: {wait}", share]))
                    {
                        _notes.Add("'health_query' is no comparison of a series with a number and is left out");
                    }

                    break;
                case "quorum_threshold":
                    break;
                case "ks_p_threshold" when number is { } p && !IsEither(canary):
                    Add("distribution", "duri_p_uniform_ks_p{window=\"2h\"}", new GateBound(">=", p), null);
                    break;
                case "unique_ratio_min" when number is { } ratio && !IsEither(canary):
                    Add("distinct outputs", "duri_canary_unique_ratio", new GateBound(">=", ratio), null);
                    break;
                case "dual_pass_required" or "ks_p_threshold" or "unique_ratio_min":
                    break;
                default:
                    _notes.Add($"'canary.{key}' has no counterpart in a gate and is left out");
                    break;
            }
        }

        if (IsEither(canary) && Number(canary, "ks_p_threshold") is { } distribution && Number(canary, "unique_ratio_min") is { } unique)
        {
            _conditions++;
            _text.Append(CultureInfo.InvariantCulture, $"    - name: distribution or distinct outputs\n      quorum: 1\n      of:\n        - expr: duri_p_uniform_ks_p{{window=\"2h\"}}\n          bound: '>= {distribution}'\n        - expr: duri_canary_unique_ratio\n          bound: '>= {unique}'\n");
        }
    }

    private static bool IsEither(YamlMapping canary) => canary.TextOf("dual_pass_required") == "false";

    private void ReadRollback(YamlMapping rollback)
    {
        if (rollback["auto_trigger_on"] is not YamlSequence triggers)
        {
            return;
        }

        foreach (YamlNode trigger in triggers.Items)
        {
            // What triggers a rollback must not be so.
            if (trigger is not YamlScalar text || !AddComparison($"no rollback: {text.Value}", text.Value, negate: true))
            {
                _notes.Add($"the trigger '{(trigger as YamlScalar)?.Value}' is no comparison of a series with a number and is left out");
            }
        }
    }

    private void ReadObjectives(YamlMapping objectives, string window, string step)
    {
        foreach (YamlEntry entry in objectives.Entries)
        {
            string name = entry.KeyText ?? "";
            if (entry.Value.TextOf("query") is { } query && Number(entry.Value, "threshold") is { } threshold)
            {
                string operation = IsHigherBetter(name) ? ">=" : "<=";
                _notes.Add($"that '{name}' must be {operation} its threshold is guessed from its name");
                Add(name, query, new GateBound(operation, threshold), null, [$"for: {Duration(window)}", $"tick: {Duration(step)}"]);
            }
            else
            {
                _notes.Add($"'slo.{name}' has no query with a threshold and is left out");
            }
        }
    }

    private bool AddComparison(string name, string expression, bool negate, params string[] more)
    {
        if (PromQLParser.Parse(expression) is not { IsValid: true, Root: BinaryExpr { IsComparison: true } comparison } parse || comparison.Right.WithoutParens() is not NumberLiteral number)
        {
            return false;
        }

        string operation = comparison.Operator switch
        {
            BinaryOperator.Equal => negate ? "!=" : "==",
            BinaryOperator.NotEqual => negate ? "==" : "!=",
            BinaryOperator.Greater => negate ? "<=" : ">",
            BinaryOperator.GreaterOrEqual => negate ? "<" : ">=",
            BinaryOperator.Less => negate ? ">=" : "<",
            _ => negate ? ">" : "<=",
        };
        Add(name, parse.Text[comparison.Left.Range.Start..comparison.Left.Range.End], new GateBound(operation, number.Value), null, more);
        return true;
    }

    private void Add(string name, string expression, GateBound bound, GateBound? warn, params string[] more)
    {
        if (PromQLParser.Parse(expression) is not { IsValid: true, Root: not null })
        {
            _notes.Add($"the expression of '{name}' cannot be read and is left out");
            return;
        }

        _conditions++;
        string line = string.Join(' ', expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        _text.Append(CultureInfo.InvariantCulture, $"    - name: {Quoted(name)}\n      expr: {Quoted(line)}\n      bound: '{bound}'\n");
        if (warn is not null)
        {
            _text.Append(CultureInfo.InvariantCulture, $"      warn: '{warn}'\n");
        }

        foreach (string each in more)
        {
            _text.Append("      ").Append(each).Append('\n');
        }
    }

    private static string? Operation(string text) => text switch
    {
        "ge" or ">=" or "≥" => ">=",
        "gt" or ">" => ">",
        "le" or "<=" or "≤" => "<=",
        "lt" or "<" => "<",
        "eq" or "==" or "=" => "==",
        "ne" or "!=" => "!=",
        _ => null,
    };

    private static bool IsHigherBetter(string name) => name.Split('_', '-', ':', ' ').Any(static word => HigherIsBetter.Contains(word, StringComparer.OrdinalIgnoreCase));

    private string Duration(string text)
    {
        if (PrometheusDuration.TryParse(text, out TimeSpan value, out _))
        {
            return PrometheusDuration.Format(value);
        }

        _notes.Add($"'{text}' is no duration; 1h stands in for it");
        return "1h";
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal).ReplaceLineEndings(" ")}'";

    private static double? Number(YamlNode node, string key) => (node as YamlMapping)?[key] is YamlScalar scalar ? Number(scalar) : null;

    private static double? Number(YamlScalar scalar) => double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;
}
