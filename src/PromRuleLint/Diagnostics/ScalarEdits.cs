using System.Collections.Immutable;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Diagnostics;

/// <summary>Makes fixes of changes inside a YAML scalar.</summary>
internal static class ScalarEdits
{
    /// <summary>A fix that replaces ranges of the scalar's value; null where its style cannot hold the new text, and where an alias stands for it: others use the same text.</summary>
    public static CodeFix? Fix(SourceText source, YamlScalar scalar, string title, bool isSafe, ReadOnlySpan<(TextRange Range, string NewText)> edits)
    {
        var result = ImmutableArray.CreateBuilder<TextEdit>(edits.Length);
        foreach ((TextRange range, string newText) in edits)
        {
            if (Edit(source, scalar, range, newText) is not { } edit)
            {
                return null;
            }

            result.Add(edit);
        }

        return new CodeFix(title, isSafe, result.ToImmutable());
    }

    /// <summary>One such replacement.</summary>
    public static TextEdit? Edit(SourceText source, YamlScalar scalar, TextRange range, string newText) =>
        scalar.AnchorRange is null && ScalarEncoding.Encode(scalar.Style, newText) is { } encoded ? new TextEdit(source, scalar.ToSource(range), encoded) : null;
}
