using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>Recognizes templates of rule files (Helm, Jinja), which are not YAML until they are rendered.</summary>
internal static class TemplatedText
{
    private static readonly AsciiSet NoKey = new("\"'#{|>");

    /// <summary>
    /// The first template action that stands where YAML wants structure, in a file that YAML cannot read or that it takes
    /// for nested flow mappings; null for a file that is none.
    /// </summary>
    public static SourceRange? Find(YamlFile file)
    {
        string text = file.Source.Text;
        HashSet<int>? flowMappings = null;
        bool broken = file.Errors.Any(static error => error.Kind == YamlErrorKind.Syntax);
        HashSet<int>? lines = null;
        for (int at = NextAction(text, 0), end; at >= 0; at = NextAction(text, end))
        {
            // Only the first action of a line can stand for structure.
            end = text.AsSpan(at).IndexOfAny('\r', '\n') is >= 0 and int length ? at + length : text.Length;
            if (!StandsForStructure(text, at) || IsOfAlert(text.AsSpan(at, end - at)) || (broken && (lines ??= TextLines(file)).Contains(at)))
            {
                continue;
            }

            var range = new SourceRange(at, end);
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

    /// <summary>Where the lines of scalars begin that may hold any text: block scalars and quoted ones.</summary>
    private static HashSet<int> TextLines(YamlFile file)
    {
        string text = file.Source.Text;
        var starts = new HashSet<int>();
        foreach (SourceRange scalar in Nodes(file).Where(static node => node.Style != YamlScalarStyle.Plain).Select(static node => node.Range))
        {
            for (int at = scalar.Start; at < scalar.End;)
            {
                int length = text.AsSpan(at, scalar.End - at).IndexOfAny('\r', '\n');
                if (length < 0)
                {
                    break;
                }

                at += length;
                while (at < scalar.End && text[at] is ' ' or '\t' or '\r' or '\n')
                {
                    at++;
                }

                starts.Add(at);
            }
        }

        return starts;
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

        return before.Length < at - lineStart && before[^1] == ':' && !NoKey.IsIn(name);
    }

    /// <summary>Where the flow mappings of the file begin; the same text inside a scalar is an ordinary template.</summary>
    private static HashSet<int> FlowMappings(YamlFile file) => [.. Nodes(file).Where(static node => node.IsMapping).Select(static mapping => mapping.Range.Start)];

    /// <summary>All nodes of all documents but keys that are words.</summary>
    private static IEnumerable<CompactNode> Nodes(YamlFile file)
    {
        var open = new Stack<CompactNode>(file.Documents.OfType<YamlNode>().Select(CompactNode.Of));
        while (open.TryPop(out CompactNode node))
        {
            yield return node;
            foreach (CompactNode item in node.Items)
            {
                open.Push(item);
            }

            foreach (YamlEntry entry in node.IsMapping ? node.Entries : [])
            {
                if (entry.Word is null)
                {
                    open.Push(entry.CompactKey);
                }

                open.Push(entry.CompactValue);
            }
        }
    }
}
