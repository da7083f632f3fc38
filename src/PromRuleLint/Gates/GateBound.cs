using System.Globalization;
using PromRuleLint.Facts;

namespace PromRuleLint.Gates;

/// <summary>What a value must be.</summary>
/// <param name="Operator">One of <c>== != &lt; &lt;= &gt; &gt;=</c>.</param>
/// <param name="Value">The value on its right side.</param>
internal sealed record GateBound(string Operator, double Value)
{
    private static readonly string[] Operators = ["==", "!=", "<=", ">=", "<", ">"];

    /// <summary>Reads a bound such as <c>&lt;= 0.08</c>; null if the text is invalid.</summary>
    public static GateBound? TryParse(string text)
    {
        string trimmed = text.Trim();
        foreach (string each in Operators)
        {
            if (trimmed.StartsWith(each, StringComparison.Ordinal))
            {
                return double.TryParse(trimmed.AsSpan(each.Length).Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? new GateBound(each, value) : null;
            }
        }

        return null;
    }

    /// <summary>Whether a number meets the bound; NaN never does.</summary>
    public bool Holds(double value) => !double.IsNaN(value) && Operator switch
    {
        "==" => value == Value,
        "!=" => value != Value,
        "<" => value < Value,
        "<=" => value <= Value,
        ">" => value > Value,
        _ => value >= Value,
    };

    /// <summary>
    /// Whether all numbers of a set meet the bound, none does, or it is not known of all at once (null). NaN and histograms
    /// do not count: where they come there is no verdict.
    /// </summary>
    public bool? HoldsForAll(ValueSet values)
    {
        if (values.IsEmpty || values.IsUnknown || values.Intervals.IsEmpty)
        {
            return null;
        }

        bool isOnly = values.Min == values.Max && values.Min == Value;
        return Operator switch
        {
            "==" => isOnly ? true : values.Contains(Value) ? null : false,
            "!=" => isOnly ? false : values.Contains(Value) ? null : true,
            _ => Holds(values.Min) == Holds(values.Max) ? Holds(values.Min) : null,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Operator} {Value}");
}
