using System.Buffers;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>Recognises templates of rule files (Helm, Jinja), which are not YAML until they are rendered.</summary>
internal static class TemplatedText
{
    private static readonly SearchValues<char> NoKey = SearchValues.Create("\"'#{|>");

    /// <summary>
    /// The first template action that stands where YAML wants structure, in a file that YAML cannot read or that it takes
    /// for nested flow mappings; null for a file that is none.
    /// </summary>
    public static TextRange? Find(YamlFile file)
    {
        string text = file.Source.Text;
        HashSet<int>? flowMappings = null;
        bool broken = file.Errors.Any(static error => error.Kind == YamlErrorKind.Syntax);
        for (int at = NextAction(text, 0), end; at >= 0; at = NextAction(text, end))
        {
            // Only the first action of a line can stand for structure.
            end = text.AsSpan(at).IndexOfAny('\r', '\n') is >= 0 and int length ? at + length : text.Length;
            if (!StandsForStructure(text, at) || IsOfAlert(text.AsSpan(at, end - at)))
            {
                continue;
            }

            var range = new TextRange(at, end);
            if (broken || (flowMappings ??= FlowMappings(file)).Contains(at))
            {
                return range;
            }
        }

        return null;
    }

    /// <summary>Whether the action is one of Prometheus' own templates, in a value that wants quotes.</summary>
    private static bool IsOfAlert(ReadOnlySpan<char> action)
    {
        int end = action.IndexOf("}}", StringComparison.Ordinal);
        action = end < 0 ? action : action[..end];
        return action.StartsWith("{{", StringComparison.Ordinal) && !action.ContainsAny('`', '"')
            && (action.Contains("$labels", StringComparison.Ordinal) || action.Contains("$value", StringComparison.Ordinal) || action.Contains("$externalLabels", StringComparison.Ordinal));
    }

    private static int NextAction(string text, int from)
    {
        while (from < text.Length)
        {
            int at = text.AsSpan(from).IndexOf('{');
            if (at < 0 || from + at + 1 >= text.Length)
            {
                return -1;
            }

            at += from;
            if (text[at + 1] is '{' or '%' or '#')
            {
                return at;
            }

            from = at + 1;
        }

        return -1;
    }

    /// <summary>Whether only white space, <c>- </c> or <c>key: </c> stands before it on its line.</summary>
    private static bool StandsForStructure(string text, int at)
    {
        int lineStart = text.AsSpan(0, at).LastIndexOfAny('\r', '\n') + 1;
        ReadOnlySpan<char> before = text.AsSpan(lineStart, at - lineStart).TrimEnd();
        ReadOnlySpan<char> name = before.TrimStart();
        if (name.IsEmpty || name is "-")
        {
            return true;
        }

        return before.Length < at - lineStart && before[^1] == ':' && name.IndexOfAny(NoKey) < 0;
    }

    /// <summary>Where the flow mappings of the file begin; the same text inside a scalar is an ordinary template.</summary>
    private static HashSet<int> FlowMappings(YamlFile file)
    {
        var starts = new HashSet<int>();
        var open = new Stack<YamlNode>(file.Documents.OfType<YamlNode>());
        var seen = new HashSet<YamlNode>(ReferenceEqualityComparer.Instance);
        while (open.TryPop(out YamlNode? node))
        {
            if (node is YamlScalar || !seen.Add(node))
            {
                continue;
            }

            switch (node)
            {
                case YamlMapping mapping:
                    starts.Add(mapping.Range.Start);
                    foreach (YamlEntry entry in mapping.Entries)
                    {
                        open.Push(entry.Key);
                        open.Push(entry.Value);
                    }

                    break;

                case YamlSequence sequence:
                    foreach (YamlNode item in sequence.Items)
                    {
                        open.Push(item);
                    }

                    break;
            }
        }

        return starts;
    }
}
