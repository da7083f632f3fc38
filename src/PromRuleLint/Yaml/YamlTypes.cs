using System.Globalization;
using PromRuleLint.Text;

namespace PromRuleLint.Yaml;

/// <summary>The types of plain scalars, as go-yaml's <c>resolve.go</c> (YAML 1.2's core schema and some of 1.1) has them.</summary>
public static class YamlTypes
{
    /// <summary>What the scalar is to an untyped reader.</summary>
    public static YamlScalarType TypeOf(YamlScalar scalar)
    {
        ArgumentNullException.ThrowIfNull(scalar);
        return TypeOf(CompactNode.Of(scalar));
    }

    /// <inheritdoc cref="TypeOf(YamlScalar)"/>
    internal static YamlScalarType TypeOf(CompactNode scalar)
    {
        switch (scalar.Tag)
        {
            case null:
                break;
            case "tag:yaml.org,2002:int":
                return YamlScalarType.Integer;
            case "tag:yaml.org,2002:float":
                return YamlScalarType.Float;
            case "tag:yaml.org,2002:bool":
                return YamlScalarType.Boolean;
            case "tag:yaml.org,2002:null":
                return YamlScalarType.Null;
            default:
                return YamlScalarType.String;
        }

        if (scalar.Style != YamlScalarStyle.Plain)
        {
            return YamlScalarType.String;
        }

        string value = scalar.Value!;
        switch (value)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return YamlScalarType.Null;
            case "true" or "True" or "TRUE" or "false" or "False" or "FALSE":
                return YamlScalarType.Boolean;
            case ".nan" or ".NaN" or ".NAN" or ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" or "-.inf" or "-.Inf" or "-.INF":
                return YamlScalarType.Float;
        }

        if (!(char.IsAsciiDigit(value[0]) || value[0] is '+' or '-' or '.'))
        {
            return YamlScalarType.String;
        }

        if (TryGetInteger(value, out _))
        {
            return YamlScalarType.Integer;
        }

        if (IsFloat(value))
        {
            return YamlScalarType.Float;
        }

        return IsTimestamp(value) ? YamlScalarType.Timestamp : YamlScalarType.String;
    }

    /// <summary>Whether a plain scalar is a boolean in YAML 1.1 only, as Kubernetes reads it: <c>yes</c>, <c>no</c>, <c>on</c>, <c>off</c>, <c>y</c>, <c>n</c>.</summary>
    internal static bool IsOldBoolean(CompactNode scalar) => scalar is { Style: YamlScalarStyle.Plain, Tag: null }
        && scalar.Value is "y" or "Y" or "yes" or "Yes" or "YES" or "n" or "N" or "no" or "No" or "NO" or "on" or "On" or "ON" or "off" or "Off" or "OFF";

    /// <summary>Whether a value can be what its tag says, as <c>resolve</c> in go-yaml's <c>resolve.go</c> has it; tags of no such type say nothing.</summary>
    public static bool CanBe(string tag, string value)
    {
        ArgumentNullException.ThrowIfNull(tag);
        ArgumentNullException.ThrowIfNull(value);
        YamlScalarType? wanted = tag switch
        {
            "tag:yaml.org,2002:int" => YamlScalarType.Integer,
            "tag:yaml.org,2002:float" => YamlScalarType.Float,
            "tag:yaml.org,2002:bool" => YamlScalarType.Boolean,
            "tag:yaml.org,2002:null" => YamlScalarType.Null,
            "tag:yaml.org,2002:timestamp" => YamlScalarType.Timestamp,
            _ => null,
        };
        if (wanted is null)
        {
            return true;
        }

        YamlScalarType type = TypeOf(new YamlScalar(default, value, YamlScalarStyle.Plain, static () => ScalarMap.Linear(0, 0)));
        return type == wanted || (wanted == YamlScalarType.Float && type == YamlScalarType.Integer);
    }

    /// <summary>The integer that a plain scalar stands for, in any of the notations that go-yaml reads.</summary>
    public static bool TryGetInteger(YamlScalar scalar, out long value)
    {
        value = 0;
        if (scalar.Style != YamlScalarStyle.Plain || scalar.Tag is not (null or "tag:yaml.org,2002:int"))
        {
            return false;
        }

        return TryGetInteger(scalar.Value, out value);
    }

    private static bool TryGetInteger(string written, out long value)
    {
        ReadOnlySpan<char> text = written.Contains('_') ? written.Replace("_", "", StringComparison.Ordinal) : written;
        bool negative = text is ['-', ..];
        if (text is ['-' or '+', ..])
        {
            text = text[1..];
        }

        if (text is ['0', 'x' or 'X', ..])
        {
            return Signed(ulong.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong hex), hex, negative, out value);
        }

        if (text is ['0', 'b' or 'B', ..])
        {
            return Signed(TryParseDigits(text[2..], 2, out ulong binary), binary, negative, out value);
        }

        if (text is ['0', 'o' or 'O', ..])
        {
            return Signed(TryParseDigits(text[2..], 8, out ulong octal), octal, negative, out value);
        }

        if (text is ['0', _, ..])
        {
            return Signed(TryParseDigits(text[1..], 8, out ulong octal), octal, negative, out value);
        }

        return Signed(ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong plain), plain, negative, out value);
    }

    /// <summary>The number that a scalar stands for, integer or floating-point, in any of the notations that go-yaml reads.</summary>
    public static bool TryGetNumber(YamlScalar scalar, out double value)
    {
        ArgumentNullException.ThrowIfNull(scalar);
        value = 0;
        switch (TypeOf(scalar))
        {
            case YamlScalarType.Integer when TryGetInteger(scalar, out long integer):
                value = integer;
                return true;
            case YamlScalarType.Integer or YamlScalarType.Float:
                string text = scalar.Value.Replace("_", "", StringComparison.Ordinal);
                value = text.ToLowerInvariant() switch
                {
                    ".nan" => double.NaN,
                    ".inf" or "+.inf" => double.PositiveInfinity,
                    "-.inf" => double.NegativeInfinity,
                    _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN,
                };
                return true;
            default:
                return false;
        }
    }

    private static bool Signed(bool parsed, ulong magnitude, bool negative, out long value)
    {
        value = 0;
        if (!parsed || magnitude > (ulong)long.MaxValue)
        {
            return false;
        }

        value = negative ? -(long)magnitude : (long)magnitude;
        return true;
    }

    private static bool TryParseDigits(ReadOnlySpan<char> text, uint radix, out ulong value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > 62)
        {
            return false;
        }

        foreach (char c in text)
        {
            if (c < '0' || c >= '0' + radix)
            {
                return false;
            }

            value = (value * radix) + (uint)(c - '0');
        }

        return true;
    }

    private static bool IsFloat(string value)
    {
        int i = value[0] is '+' or '-' ? 1 : 0;
        int digits = 0;
        while (i < value.Length && (char.IsAsciiDigit(value[i]) || value[i] == '_'))
        {
            digits++;
            i++;
        }

        if (i < value.Length && value[i] == '.')
        {
            i++;
            while (i < value.Length && char.IsAsciiDigit(value[i]))
            {
                digits++;
                i++;
            }
        }

        if (digits == 0)
        {
            return false;
        }

        if (i < value.Length && value[i] is 'e' or 'E')
        {
            i++;
            if (i < value.Length && value[i] is '+' or '-')
            {
                i++;
            }

            int exponent = i;
            while (i < value.Length && char.IsAsciiDigit(value[i]))
            {
                i++;
            }

            if (i == exponent)
            {
                return false;
            }
        }

        return i == value.Length;
    }

    private static bool IsTimestamp(string value) =>
        value.Length >= 8 && value.Length <= 35 && value.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0 && value[4] == '-'
        && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
