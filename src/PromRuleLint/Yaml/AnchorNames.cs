namespace PromRuleLint.Yaml;

/// <summary>The names after each <c>&amp;</c> of a text, whatever it is there, in order: a search for one costs no pass over the text.</summary>
internal sealed class AnchorNames
{
    private readonly string[] _names;

    public AnchorNames(string text)
    {
        var names = new List<string>();
        for (int at = text.IndexOf('&', StringComparison.Ordinal); at >= 0; at = text.IndexOf('&', at + 1))
        {
            int end = at + 1;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '-'))
            {
                end++;
            }

            names.Add(text[(at + 1)..end]);
        }

        names.Sort(StringComparer.Ordinal);
        _names = [.. names];
    }

    /// <summary>Whether one of the names is, or starts with, the given one.</summary>
    public bool HasOneThatStartsWith(string name)
    {
        int index = Array.BinarySearch(_names, name, StringComparer.Ordinal);
        index = index < 0 ? ~index : index;
        return index < _names.Length && _names[index].StartsWith(name, StringComparison.Ordinal);
    }
}
