using System.Text.Json;

namespace PromRuleLint.Operations.Http;

/// <summary>Texts in answers of servers, which may be anything.</summary>
internal static class JsonTexts
{
    /// <summary>The text; null is none.</summary>
    /// <exception cref="FormatException">It is null.</exception>
    /// <exception cref="InvalidOperationException">It is no text.</exception>
    public static string RequiredString(this JsonElement element) => element.GetString() ?? throw new FormatException("a text is expected");

    /// <summary>The text of a field; empty where there is none, whatever the answer is.</summary>
    /// <param name="element">The answer.</param>
    /// <param name="name">The name of the field.</param>
    public static string TextOf(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
}
