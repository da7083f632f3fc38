using System.Text;

namespace PromRuleLint.PromQL;

/// <summary>
/// Which metric and label names are valid, under the legacy and the UTF-8 scheme. Follows <c>ValidationScheme</c> of
/// Prometheus' <c>common/model/metric.go</c>.
/// </summary>
public static class NameScheme
{
    /// <summary>Whether a metric may have the name.</summary>
    /// <param name="name">The name, decoded.</param>
    /// <param name="utf8">Whether any text is allowed; otherwise only letters, digits, <c>_</c> and <c>:</c>, not starting with a digit.</param>
    public static bool IsValidMetricName(string name, bool utf8 = true)
    {
        ArgumentNullException.ThrowIfNull(name);
        return utf8 ? IsUtf8(name) : IsLegacy(name, allowColon: true);
    }

    /// <summary>Whether a label may have the name.</summary>
    /// <param name="name">The name, decoded.</param>
    /// <param name="utf8">Whether any text is allowed; otherwise only letters, digits and <c>_</c>, not starting with a digit.</param>
    public static bool IsValidLabelName(string name, bool utf8 = true)
    {
        ArgumentNullException.ThrowIfNull(name);
        return utf8 ? IsUtf8(name) : IsLegacy(name, allowColon: false);
    }

    private static bool IsLegacy(string name, bool allowColon)
    {
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
        {
            return false;
        }

        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_' && !(allowColon && c == ':'))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsUtf8(string name)
    {
        if (name.Length == 0)
        {
            return false;
        }

        for (int i = 0; i < name.Length;)
        {
            // A lone surrogate has no UTF-8 form.
            if (Rune.DecodeFromUtf16(name.AsSpan(i), out _, out int consumed) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            i += consumed;
        }

        return true;
    }
}
