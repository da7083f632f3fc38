namespace PromRuleLint.Checks;

/// <summary>What an exception of a check says; its message is code of the check too, and may fail in its turn.</summary>
internal static class FailureText
{
    public static string Describe(Exception exception)
    {
        string name = exception.GetType().Name;
        try
        {
            return exception.Message is { Length: > 0 } message ? $"{name}: {message}" : name;
        }
        catch (Exception)
        {
            return name;
        }
    }
}
