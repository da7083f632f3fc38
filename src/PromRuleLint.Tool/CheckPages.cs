using System.Reflection;

namespace PromRuleLint.Tool;

/// <summary>The pages of the checks, which the tool carries with it.</summary>
internal static class CheckPages
{
    /// <summary>The Markdown of a page; null where there is none.</summary>
    public static string? Find(string id)
    {
        using Stream? stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(id + ".md");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
