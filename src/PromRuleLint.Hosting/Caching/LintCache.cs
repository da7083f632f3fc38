using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using PromRuleLint.Checks;
using PromRuleLint.Text;

namespace PromRuleLint.Hosting.Caching;

/// <summary>
/// Keeps in a file what a run gave, so that the next one over the same input need not lint again and still reports it all.
/// The key is everything that a finding can depend on: the library, the names and texts of all files that were read, and which
/// belong to which. A suppression that ends makes what is kept invalid on the day after. Runs with custom checks are not kept,
/// for they may depend on more.
/// </summary>
internal sealed class LintCache(string path)
{
    // Changes with what the key is made of and how findings are kept.
    private const string Format = "PromRuleLint run 2";
    private const int HashLength = 32;

    /// <summary>The key of a run; null where the run is not to be kept.</summary>
    /// <param name="linter">What lints.</param>
    /// <param name="files">The files to lint.</param>
    /// <param name="read">All texts that the run has read: those of the files, of others that hold no rules, configurations and what they name.</param>
    /// <param name="configurationOf">The full path of the configuration that holds for a file.</param>
    public static byte[]? KeyOf(Linter linter, IReadOnlyList<LintedFile> files, IEnumerable<SourceText> read, Func<FoundFile, string?> configurationOf)
    {
        if (linter.Checks.Length != CheckCatalog.All.Length)
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, Format);
        Append(hash, typeof(Linter).Assembly.ManifestModule.ModuleVersionId.ToString());
        Append(hash, typeof(LintSession).Assembly.ManifestModule.ModuleVersionId.ToString());
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

        return hash.GetHashAndReset();
    }

    /// <summary>What the run gave that is kept under a key; null for none, and then it is to be linted.</summary>
    /// <param name="key">The key.</param>
    /// <param name="today">The day of this run.</param>
    /// <param name="sources">The texts of the run.</param>
    /// <param name="linter">What would lint.</param>
    public LintRun? Find(byte[] key, DateOnly today, CachedSources sources, Linter linter)
    {
        try
        {
            byte[] kept = File.Exists(path) ? RegularFile.ReadAllBytes(path) : [];
            if (kept.Length <= 2 * HashLength || !kept.AsSpan(0, HashLength).SequenceEqual(key))
            {
                return null;
            }

            // What was cut off or changed since it was written is not read.
            ReadOnlySpan<byte> content = kept.AsSpan(2 * HashLength);
            return SHA256.HashData(content).AsSpan().SequenceEqual(kept.AsSpan(HashLength, HashLength)) ? LintRunReader.Read(kept, 2 * HashLength, today, sources, linter.Descriptors) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Keeps what a run gave.</summary>
    public void Keep(byte[] key, DateOnly today, CachedSources sources, LintRun run)
    {
        try
        {
            byte[] content = LintRunWriter.Write(run, today, sources);
            new OutputFile(Path.GetDirectoryName(path)!).Replace(path, [.. key, .. SHA256.HashData(content), .. content]);
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
