using PromRuleLint.Text;

namespace PromRuleLint.Hosting;

/// <summary>
/// Puts a new text in place of a file's old one: first whole beside it, then in its place in one step, so that at no time there is
/// neither. Permissions, encoding and a byte-order mark stay; behind a link, the file that it leads to is replaced.
/// </summary>
public static class FileWriter
{
    private static readonly Lock Writing = new();

    /// <summary>Removes a file of which a fix has left nothing.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="before">The file as it was read; with another text in it the file stays.</param>
    /// <exception cref="IOException">It cannot be removed, or holds another text by now; the file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be removed; the file is as it was.</exception>
    public static void Remove(string path, SourceText before)
    {
        ArgumentNullException.ThrowIfNull(before);
        if (SourceText.FromBytes(path, RegularFile.ReadAllBytes(path)).Text != before.Text)
        {
            throw new IOException("the file has changed since it was read");
        }

        if ((File.GetAttributes(path) & FileAttributes.ReadOnly) != 0)
        {
            throw new UnauthorizedAccessException("the file is read-only");
        }

        File.Delete(path);
    }

    /// <summary>Replaces the file.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="before">The file as it was read.</param>
    /// <param name="text">The new text, without a byte-order mark.</param>
    /// <exception cref="IOException">It cannot be written; the file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; the file is as it was.</exception>
    public static void Replace(string path, SourceText before, string text)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(text);
        if (before.InvalidBytesOffset >= 0)
        {
            throw new IOException("the file holds bytes that are not of its encoding, which would be lost");
        }

        if (!File.Exists(path))
        {
            throw new FileNotFoundException("the file has been removed since it was read", path);
        }

        byte[] bytes = before.Encoding.GetBytes(text);
        Write(path, before.HasByteOrderMark ? [.. before.Encoding.Preamble, .. bytes] : bytes);
    }

    /// <summary>Writes a file whole, in one step; one that is there keeps its permissions and, where the system allows, its owner.</summary>
    /// <param name="path">The full path; behind a link, the file that it leads to is replaced.</param>
    /// <param name="content">The bytes.</param>
    /// <exception cref="IOException">It cannot be written; the file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; the file is as it was.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var link = new FileInfo(path);
        string target = link.LinkTarget is null ? path : link.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        bool isNew = !File.Exists(target);
        if (!isNew && (File.GetAttributes(target) & FileAttributes.ReadOnly) != 0)
        {
            throw new UnauthorizedAccessException("the file is read-only");
        }

        lock (Writing)
        {
            WriteBeside(target, content, isNew);
        }
    }

    /// <summary>Waits until the file that is being written is written, and lets no other be begun: the process is about to end.</summary>
    public static void Finish() => Writing.Enter();

    private static void WriteBeside(string target, ReadOnlySpan<byte> content, bool isNew)
    {
        string temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            if (!isNew && !OperatingSystem.IsWindows())
            {
                FileOwner.Copy(target, temporary);
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
