using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using PromRuleLint.Checks;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Hosting;

/// <summary>
/// Remembers in a file that a run found nothing in the rules, so that the next one over the same input need not look again.
/// The key is everything that a finding can depend on: the library, the day (suppressions end), the names and texts of all
/// files that were read, and which belong to which. Runs with findings are not remembered, nor are runs with custom checks,
/// which may depend on more.
/// </summary>
internal sealed class CleanRunCache(string path)
{
    // Changes with what the key is made of.
    private const string Format = "PromRuleLint clean run 1";

    /// <summary>The key of a run; null where the run is not to be remembered.</summary>
    /// <param name="linter">What lints.</param>
    /// <param name="files">The files to lint.</param>
    /// <param name="read">All texts that the run has read: those of the files, of others that hold no rules, configurations and what they name.</param>
    /// <param name="configurationOf">The full path of the configuration that holds for a file.</param>
    /// <param name="today">The day.</param>
    public static string? KeyOf(Linter linter, IReadOnlyList<LintedFile> files, IEnumerable<SourceText> read, Func<FoundFile, string?> configurationOf, DateOnly today)
    {
        if (linter.Checks.Length != CheckCatalog.All.Length)
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, Format);
        Append(hash, typeof(Linter).Assembly.ManifestModule.ModuleVersionId.ToString());
        Append(hash, typeof(LintSession).Assembly.ManifestModule.ModuleVersionId.ToString());
        Append(hash, today.ToString("O", CultureInfo.InvariantCulture));
        foreach (SourceText text in read)
        {
            Append(hash, text);
        }

        foreach (LintedFile file in files)
        {
            Append(hash, file.File.FullPath);
            Append(hash, configurationOf(file.File) ?? "");
            Append(hash, file.Input.Source.Path);
            Append(hash, file.Input.MustHoldRules ? "must hold rules" : "");
            Append(hash, file.Input.OtherNames);
            Append(hash, file.Input.LoadedBy);
            foreach ((string entry, var tested) in (file.Input.TestedRuleFiles ?? []).OrderBy(static pair => pair.Key, StringComparer.Ordinal))
            {
                Append(hash, entry);
                Append(hash, tested.Length.ToString(CultureInfo.InvariantCulture));
                foreach (SourceText text in tested)
                {
                    Append(hash, text);
                }
            }

            Append(hash, file.Input.TestedRuleFiles is null ? "rule files not known" : "");
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>What each file of a run was that found nothing; null where that is not remembered.</summary>
    public RuleFileKind[]? Find(string key, int fileCount)
    {
        try
        {
            string[] parts = File.Exists(path) ? Encoding.UTF8.GetString(RegularFile.ReadAllBytes(path)).Split('\n') : [];
            if (parts is [var known, var kinds, ..] && known == key && kinds.Length == fileCount && kinds.All(static kind => kind is >= '0' and <= '9' && Enum.IsDefined((RuleFileKind)(kind - '0'))))
            {
                return [.. kinds.Select(static kind => (RuleFileKind)(kind - '0'))];
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Then it is linted.
        }

        return null;
    }

    /// <summary>Remembers a run that found nothing.</summary>
    public void Remember(string key, IEnumerable<RuleFileKind> kinds)
    {
        try
        {
            FileWriter.Write(path, Encoding.UTF8.GetBytes($"{key}\n{string.Concat(kinds.Select(static kind => (int)kind))}\n"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Then the next run lints again.
        }
    }

    private static void Append(IncrementalHash hash, SourceText text)
    {
        Append(hash, text.Path);
        Append(hash, text.InvalidBytesOffset.ToString(CultureInfo.InvariantCulture));
        Append(hash, text.HasByteOrderMark ? text.Encoding.WebName : "");
        Append(hash, text.Text);
    }

    private static void Append(IncrementalHash hash, IReadOnlyCollection<string> texts)
    {
        Append(hash, texts.Count.ToString(CultureInfo.InvariantCulture));
        foreach (string text in texts)
        {
            Append(hash, text);
        }
    }

    // With its length before it, no two lists of texts give the same bytes.
    private static void Append(IncrementalHash hash, string text)
    {
        int length = text.Length;
        hash.AppendData(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in length)));
        hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
    }
}
