using System.Globalization;

namespace PromRuleLint.PromQL.Tokenizing;

/// <summary>Numbers and durations.</summary>
internal static class NumberTokens
{
    /// <summary>Whether a number begins with two characters.</summary>
    public static bool IsStart(char c, char next) => char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(next));

    public static void Scan(ref TokenScanner scanner)
    {
        int end = scanner.At;
        PromQLToken kind = NumberScanner.Scan(scanner.Text, ref end);
        if (kind == PromQLToken.Duration)
        {
            if (!PrometheusDuration.TryParse(scanner.UpTo(end), out long _, out string error))
            {
                scanner.AddError(scanner.At, end, error);
                scanner.IsUnreadable |= scanner.IsMetricsQL;
                kind = PromQLToken.BadNumber;
            }
        }
        else if (kind == PromQLToken.BadNumber || !NumberScanner.TryParse(scanner.UpTo(end), out _))
        {
            scanner.AddError(scanner.At, end, Fault(scanner.UpTo(end), kind));
            scanner.IsUnreadable |= scanner.IsMetricsQL;
            scanner.IsBeyondPromQL |= scanner.IsMetricsQL;
            kind = PromQLToken.BadNumber;
        }

        scanner.Emit(kind, end);
    }

    private static string Fault(ReadOnlySpan<char> literal, PromQLToken kind)
    {
        bool isTooLarge = kind == PromQLToken.Number && double.TryParse(literal, CultureInfo.InvariantCulture, out double value) && double.IsInfinity(value);
        string written = UnexpectedTokens.Shorten(literal);
        return isTooLarge
            ? $"the number '{written}' is too large for a 64-bit floating-point number; write Inf for infinity"
            : $"'{written}' is neither a number (such as 1.5, 1e3 or 0x1f) nor a duration (such as 5m or 1h30m)";
    }
}
