using System.Collections.Immutable;
using System.Globalization;
using PromRuleLint.Gates;
using PromRuleLint.PromQL;
using PromRuleLint.Rules.Mappings;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>Reads <c>gates</c>: a mapping from a name to a list of conditions.</summary>
internal static class GateSettings
{
    private static readonly FieldTable<ConfigurationInput, GateConditionParts> Fields = new(
        "a key of a condition",
        new("name", static (input, field, ref read) => read.Store(input.Text(field.Value, "The name of a condition") is { } name ? read.Condition with { Name = name.Value } : null)),
        new("expr", static (input, field, ref read) => read.Store(Expression(input, field.Value) is { } expression ? read.Condition with { Expression = expression } : null)),
        new("alert", static (input, field, ref read) => read.Store(input.Text(field.Value, "The name of an alert") is { } alert ? read.Condition with { Alert = alert.Value } : null)),
        new("fires", static (input, field, ref read) => read.Store(input.Text(field.Value, "The name of an alert") is { } fires ? read.Condition with { Fires = fires.Value } : null)),
        new("of", static (input, field, ref read) => read.Store(Nested(input, field.Value, read.Depth) is { } of ? read.Condition with { Of = of } : null)),
        new("quorum", static (input, field, ref read) => read.Store(Number(input, field.Value, 1) is { } quorum ? read.Condition with { Quorum = quorum } : null)),
        new("bound", static (input, field, ref read) => read.Store(Bound(input, field.Value) is { } bound ? read.Condition with { Bound = bound } : null)),
        new("warn", static (input, field, ref read) => read.Store(Bound(input, field.Value) is { } warn ? read.Condition with { Warn = warn } : null)),
        new("tick", static (input, field, ref read) => read.Store(input.Duration(field.Value) is { } tick ? read.Condition with { Tick = tick } : null)),
        new("ticks", static (input, field, ref read) => read.Store(Number(input, field.Value, 1) is { } ticks ? read.Condition with { Ticks = ticks } : null)),
        new("for", static (input, field, ref read) => read.Store(input.Duration(field.Value) is { } duration ? read.Condition with { For = duration } : null)),
        new("over", static (input, field, ref read) => read.Store(input.Duration(field.Value) is { } over ? read.Condition with { Over = over } : null)),
        new("share", static (input, field, ref read) => read.Store(Share(input, field.Value) is { } share ? read.Condition with { Share = share } : null)),
        new("statistic", static (input, field, ref read) => read.Store(input.Word(field.Value, "a statistic of a range", ("mean", GateStatistic.Mean), ("max", GateStatistic.Max), ("min", GateStatistic.Min)) is { } statistic ? read.Condition with { Statistic = statistic } : null)),
        new("rises", static (input, field, ref read) => read.Store(Number(input, field.Value, 0) is { } rises ? read.Condition with { Rises = rises } : null)),
        new("rise_above", static (input, field, ref read) => read.Store(Float(input, field.Value) is { } above ? read.Condition with { RiseAbove = above } : null)),
        new("samples", static (input, field, ref read) => read.Store(Number(input, field.Value, 1) is { } samples ? read.Condition with { Samples = samples } : null)),
        new("series", static (input, field, ref read) => read.Store(Series(input, field.Value) is { } series ? read.Condition with { Series = series } : null)),
        new("cool_down", static (input, field, ref read) => read.Store(input.Duration(field.Value) is { } pause ? read.Condition with { CoolDown = pause } : null)),
        new("max_age", static (input, field, ref read) => read.Store(input.Duration(field.Value) is { } age ? read.Condition with { MaxAge = age } : null)))
    {
        Expected = "A condition is a mapping with the keys",
    };

    /// <summary>All gates; what is wrong in one is reported, and the gate left out, for half a gate would pass what the whole one does not.</summary>
    public static ImmutableArray<Gate> Read(ConfigurationInput input, YamlNode node)
    {
        var gates = ImmutableArray.CreateBuilder<Gate>();
        foreach ((YamlScalar name, YamlNode value) in input.Named(node, "The name of a gate", "The gates are a mapping from a name to a list of conditions, such as {before: [{expr: up, bound: == 1}]}"))
        {
            if (ReadConditions(input, value, depth: 0) is { } conditions)
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
                input.Report(item, $"{Fields.Expected} {ConfigurationInput.List(Fields.NamesFor(input))}");
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
        var read = new GateConditionParts { Condition = new GateCondition { Range = mapping.Range }, Depth = depth };
        bool areKnown = Fields.Read(input, mapping, ref read);
        return areKnown && !read.IsBroken && Validate(input, mapping, read.Condition) ? read.Condition with { Name = NameOf(read.Condition) } : null;
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
}
