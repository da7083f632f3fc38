using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Text;

namespace PromRuleLint.Results.Fixes;

/// <summary>
/// One round of fixes: as many as do not touch each other, each whole or not at all. Those left over are for the next
/// round, after linting again.
/// </summary>
/// <param name="Applied">The findings whose fixes are in the new texts, in the order given.</param>
/// <param name="NewTexts">The new text of each file that changes; all else in it stays as it is, to the byte.</param>
public sealed record FixRound(ImmutableArray<Diagnostic> Applied, IReadOnlyDictionary<SourceText, string> NewTexts)
{
    /// <summary>Applies fixes of findings.</summary>
    /// <param name="findings">The findings of one lint.</param>
    /// <param name="includeUnsafe">Whether fixes that may change what a rule means are made too.</param>
    public static FixRound Apply(IEnumerable<Diagnostic> findings, bool includeUnsafe)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var accepted = new Dictionary<SourceText, SortedList<int, TextEdit>>();
        var applied = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (Diagnostic finding in findings.SelectMany(static finding => finding.Repeated.Prepend(finding)))
        {
            if (finding.CodeFixes.FirstOrDefault(fix => fix.IsSafe || includeUnsafe) is { } fix && fix.Edits.Length > 0 && TryAccept(fix, accepted))
            {
                applied.Add(finding);
            }
        }

        return new FixRound(applied.DrainToImmutable(), accepted.ToDictionary(static file => file.Key, static file => TextEdits.Apply(file.Key.Text, file.Value.Values.Select(static edit => (edit.Range.Start, edit.Range.End, edit.NewText)))));
    }

    private static bool TryAccept(CodeFix fix, Dictionary<SourceText, SortedList<int, TextEdit>> accepted)
    {
        foreach (TextEdit edit in fix.Edits)
        {
            if (accepted.TryGetValue(edit.Source, out SortedList<int, TextEdit>? others) && Touches(edit.Range, others))
            {
                return false;
            }
        }

        // Edits of one fix may share a start only where they are the same, as two findings may ask for one change.
        if (fix.Edits.GroupBy(static edit => (edit.Source, edit.Range.Start)).Any(static same => same.Count() > 1))
        {
            return false;
        }

        foreach (TextEdit edit in fix.Edits)
        {
            if (!accepted.TryGetValue(edit.Source, out SortedList<int, TextEdit>? others))
            {
                accepted[edit.Source] = others = [];
            }

            others.Add(edit.Range.Start, edit);
        }

        return true;
    }

    /// <summary>Whether a range overlaps or adjoins an accepted one; what adjoins may depend on what stands there.</summary>
    private static bool Touches(SourceRange range, SortedList<int, TextEdit> others)
    {
        IList<int> starts = others.Keys;
        int low = 0;
        int high = starts.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (starts[middle] <= range.End)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low > 0 && others.Values[low - 1].Range.End >= range.Start;
    }
}
