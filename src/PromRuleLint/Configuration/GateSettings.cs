using System.Collections.Immutable;
using System.Globalization;
using PromRuleLint.Gates;
using PromRuleLint.PromQL;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>Reads <c>gates</c>: a mapping from a name to a list of conditions.</summary>
internal static class GateSettings
{
    private static readonly string[] Keys =
    [
        "name", "expr", "alert", "fires", "of", "quorum", "bound", "warn", "tick", "ticks", "for", "over", "share", "statistic",
        "rises", "rise_above", "samples", "series", "cool_down", "max_age",
    ];

    /// <summary>All gates; what is wrong in one is reported, and the gate left out, for half a gate would pass what the whole one does not.</summary>
    public static ImmutableArray<Gate> Read(ConfigurationInput input, YamlNode node)
    {
        if (node is YamlScalar { IsNull: true })
        {
            return [];
        }

        if (node is not YamlMapping mapping)
        {
            input.Report(node, "The gates are a mapping from a name to a list of conditions, such as {before: [{expr: up, bound: == 1}]}");
            return [];
        }

        var gates = ImmutableArray.CreateBuilder<Gate>(mapping.Entries.Length);
        foreach (YamlEntry entry in mapping.Entries)
        {
            if (input.Text(entry.Key, "The name of a gate") is { } name && ReadConditions(input, entry.Value, depth: 0) is { } conditions)
            {
                gates.Add(new Gate(name.Value, conditions));
            }
        }

        return gates.ToImmutable();
    }

    private static ImmutableArray<GateCondition>? ReadConditions(ConfigurationInput input, YamlNode node, int depth)
    {
        if (node is not YamlSequence { Items.Length: > 0 } sequence)
        {
            input.Report(node, "A gate is a list of at least one condition, such as [{expr: up, bound: == 1}]");
            return null;
        }

        var conditions = ImmutableArray.CreateBuilder<GateCondition>(sequence.Items.Length);
        foreach (YamlNode item in sequence.Items)
        {
            if (item is not YamlMapping mapping)
            {
                input.Report(item, $"A condition is a mapping with the keys {ConfigurationInput.List(Keys)}");
            }
            else if (ReadCondition(input, mapping, depth) is { } condition)
            {
                conditions.Add(condition);
            }
        }

        return conditions.Count == sequence.Items.Length ? conditions.ToImmutable() : null;
    }

    private static GateCondition? ReadCondition(ConfigurationInput input, YamlMapping mapping, int depth)
    {
        GateCondition? condition = new() { Range = mapping.Range };
        foreach (YamlEntry entry in mapping.Entries)
        {
            string key = entry.Key is YamlScalar { Value: var text } ? text : "";
            GateCondition? next = ReadKey(input, key, entry, condition ?? new GateCondition(), depth);
            condition = next is null ? null : condition is null ? null : next;
        }

        return condition is not null && Validate(input, mapping, condition) ? condition with { Name = NameOf(condition) } : null;
    }

    private static GateCondition? ReadKey(ConfigurationInput input, string key, YamlEntry entry, GateCondition condition, int depth)
    {
        YamlNode value = entry.Value;
        return key switch
        {
            "name" => input.Text(value, "The name of a condition") is { } name ? condition with { Name = name.Value } : null,
            "expr" => Expression(input, value) is { } expression ? condition with { Expression = expression } : null,
            "alert" => input.Text(value, "The name of an alert") is { } alert ? condition with { Alert = alert.Value } : null,
            "fires" => input.Text(value, "The name of an alert") is { } fires ? condition with { Fires = fires.Value } : null,
            "of" => Nested(input, value, depth) is { } of ? condition with { Of = of } : null,
            "quorum" => Number(input, value, 1) is { } quorum ? condition with { Quorum = quorum } : null,
            "bound" => Bound(input, value) is { } bound ? condition with { Bound = bound } : null,
            "warn" => Bound(input, value) is { } warn ? condition with { Warn = warn } : null,
            "tick" => input.Duration(value) is { } tick ? condition with { Tick = tick } : null,
            "ticks" => Number(input, value, 1) is { } ticks ? condition with { Ticks = ticks } : null,
            "for" => input.Duration(value) is { } duration ? condition with { For = duration } : null,
            "over" => input.Duration(value) is { } over ? condition with { Over = over } : null,
            "share" => Share(input, value) is { } share ? condition with { Share = share } : null,
            "statistic" => input.Word(value, "a statistic of a range", ("mean", GateStatistic.Mean), ("max", GateStatistic.Max), ("min", GateStatistic.Min)) is { } statistic ? condition with { Statistic = statistic } : null,
            "rises" => Number(input, value, 0) is { } rises ? condition with { Rises = rises } : null,
            "rise_above" => Float(input, value) is { } above ? condition with { RiseAbove = above } : null,
            "samples" => Number(input, value, 1) is { } samples ? condition with { Samples = samples } : null,
            "series" => Series(input, value) is { } series ? condition with { Series = series } : null,
            "cool_down" => input.Duration(value) is { } pause ? condition with { CoolDown = pause } : null,
            "max_age" => input.Duration(value) is { } age ? condition with { MaximumAge = age } : null,
            _ => Unknown(input, entry.Key),
        };
    }

    private static bool Validate(ConfigurationInput input, YamlMapping mapping, GateCondition condition)
    {
        int subjects = (condition.Expression is null ? 0 : 1) + (condition.Alert is null ? 0 : 1) + (condition.Fires is null ? 0 : 1) + (condition.Of.IsEmpty ? 0 : 1);
        string? fault =
            subjects != 1 ? "A condition has one of 'expr', 'alert', 'fires' and 'of'"
            : condition.Expression is not null && condition.Bound is null && condition.Rises is null && condition.Samples == 0 ? "A condition on an expression needs a 'bound', 'rises' or 'samples': without, nothing can fail"
            : !condition.Of.IsEmpty && (condition.Quorum < 1 || condition.Quorum > condition.Of.Length) ? $"'quorum' says how many of the {condition.Of.Length} conditions must hold: a number from 1 to {condition.Of.Length}"
            : condition.Over is null && (condition.Share is not null || condition.Statistic != GateStatistic.Each || condition.Rises is not null) ? "'share', 'statistic' and 'rises' speak of a range; give it by 'over'"
            : (condition.Share is not null || condition.Statistic != GateStatistic.Each || condition.CoolDown is not null) && condition.Bound is null ? "'share', 'statistic' and 'cool_down' need a 'bound'"
            : (condition.Over is null ? 0 : 1) + (condition.For is null ? 0 : 1) + (condition.Ticks == 1 ? 0 : 1) > 1 ? "'over', 'for' and 'ticks' exclude each other"
            : condition.AllTicks > 1_000_000 ? "There are more than a million ticks in this range; give a longer 'tick'"
            : null;
        if (fault is not null)
        {
            input.Report(mapping, fault);
        }

        return fault is null;
    }

    private static string NameOf(GateCondition condition) =>
        condition.Name.Length > 0 ? condition.Name
        : condition.Expression is { } expression ? expression.Text.Trim()
        : condition.Alert is { } alert ? $"alert {alert} does not fire"
        : condition.Fires is { } fires ? $"alert {fires} can fire"
        : $"{condition.Quorum} of {condition.Of.Length}";

    private static ImmutableArray<GateCondition>? Nested(ConfigurationInput input, YamlNode node, int depth)
    {
        if (depth > 0)
        {
            input.Report(node, "'of' cannot stand in another 'of'");
            return null;
        }

        return ReadConditions(input, node, depth + 1);
    }

    private static ParseResult? Expression(ConfigurationInput input, YamlNode node)
    {
        if (input.Text(node, "An expression") is not { } scalar)
        {
            return null;
        }

        ParseResult parse = PromQLParser.Parse(scalar.Value);
        if (parse is { IsValid: true, Root: not null })
        {
            return parse;
        }

        PromQLError error = parse.Errors[0];
        SourceRange range = scalar.ToSource(error.Range);
        input.Report(range.IsEmpty ? scalar.Range : range, error.Message);
        return null;
    }

    private static GateBound? Bound(ConfigurationInput input, YamlNode node)
    {
        if (input.Text(node, "A bound, such as '<= 0.08',") is not { } scalar)
        {
            return null;
        }

        if (GateBound.TryParse(scalar.Value) is { } bound)
        {
            return bound;
        }

        input.Report(scalar, $"'{scalar.Value}' is no bound; write a comparison with a number, such as '<= 0.08'");
        return null;
    }

    private static GateSeriesChoice? Series(ConfigurationInput input, YamlNode node) => input.Word(
        node, "a choice of series", ("one", GateSeriesChoice.One), ("all", GateSeriesChoice.All), ("any", GateSeriesChoice.Any), ("max", GateSeriesChoice.Max), ("min", GateSeriesChoice.Min));

    private static int? Number(ConfigurationInput input, YamlNode node, int least)
    {
        if (input.Text(node, "A whole number") is not { } scalar)
        {
            return null;
        }

        if (int.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least)
        {
            return value;
        }

        input.Report(scalar, $"A whole number from {least.ToString(CultureInfo.InvariantCulture)} on is expected here");
        return null;
    }

    private static double? Float(ConfigurationInput input, YamlNode node)
    {
        if (input.Text(node, "A number") is not { } scalar)
        {
            return null;
        }

        if (double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) && value >= 0)
        {
            return value;
        }

        input.Report(scalar, "A number from 0 on is expected here");
        return null;
    }

    private static double? Share(ConfigurationInput input, YamlNode node)
    {
        double? value = Float(input, node);
        if (value is <= 0 or > 1)
        {
            input.Report(node, "A share is a number above 0 and up to 1, such as 0.999");
            return null;
        }

        return value;
    }

    private static GateCondition? Unknown(ConfigurationInput input, YamlNode node)
    {
        string name = node is YamlScalar { Value: var text } ? text : "";
        string hint = NearestName.Find(name, Keys) is { } nearest ? $"did you mean '{nearest}'?" : $"the keys are {ConfigurationInput.List(Keys)}";
        input.Report(node, $"'{name}' is not a key of a condition; {hint}");
        return null;
    }
}
