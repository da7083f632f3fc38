using System.Formats.Tar;
using Microsoft.Win32.SafeHandles;

namespace PromRuleLint.Hosting;

/// <summary>
/// The one place that opens a file for reading: rule files, configurations, catalogs, baselines, assemblies, whatever a
/// repository holds or names. Pipes, devices and sockets are refused, also behind links, for they block, never end or have
/// effects; what the kernel makes up when it is read (<c>/proc</c>) gives nothing; each file has a greatest length.
/// </summary>
public static class RegularFile
{
    // Where the header of a tar entry says of which type the file is.
    private const int TypeFlag = 156;

    // EWOULDBLOCK, which an exception has as its number where a file is locked.
    private const int LockedOnLinux = 11;
    private const int LockedOnMacOS = 35;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The full path; links are followed.</param>
    /// <param name="maxLength">The greatest length in bytes.</param>
    /// <exception cref="IOException">It is not there, not a regular file, too long or cannot be opened; the message completes "the file cannot be read: …".</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static Stream Open(string path, long maxLength = FileReader.MaxLength) =>
        Find(path, maxLength, passesOthersBy: false) is var (target, _) ? new FileStream(target, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0) : Stream.Null;

    /// <summary>Opens a file to read it in as few calls of the system as it takes; null where there is nothing to read.</summary>
    /// <param name="path">The full path; links are followed.</param>
    /// <param name="maxLength">The greatest length in bytes.</param>
    /// <param name="passesOthersBy">Whether what is neither a regular file nor a link gives nothing and is no error: for what a search comes upon.</param>
    /// <param name="length">The length in bytes that the file has when it is looked at; others may write to it.</param>
    /// <inheritdoc cref="Open"/>
    internal static SafeFileHandle? OpenForReading(string path, long maxLength, bool passesOthersBy, out long length)
    {
        if (Find(path, maxLength, passesOthersBy) is not var (target, found))
        {
            length = 0;
            return null;
        }

        length = found;
        return File.OpenHandle(target, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>Finds the file that is to be opened, with its length; null where there is nothing to read.</summary>
    private static (string Target, long Length)? Find(string path, long maxLength, bool passesOthersBy)
    {
        string target = path;
        var file = new FileInfo(path);
        if (!file.Exists || (file.Attributes & FileAttributes.ReparsePoint) != 0)
        {
            passesOthersBy = false;
            target = file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
            if (Directory.Exists(target))
            {
                throw new IOException("it is a folder");
            }

            file = new FileInfo(target);
        }

        long length = file.Length;
        if (length > maxLength)
        {
            throw new IOException(TooLong(maxLength));
        }

        if (length > 0 || OperatingSystem.IsWindows())
        {
            return (target, length);
        }

        // Whatever has no length is not opened: an empty file needs no reading, and all that is no regular file has none.
        return passesOthersBy || IsRegular(target) ? null : throw new IOException("it is not a regular file");
    }

    /// <summary>Reads a file whole.</summary>
    /// <inheritdoc cref="Open"/>
    public static byte[] ReadAllBytes(string path, long maxLength = FileReader.MaxLength)
    {
        using Stream stream = Open(path, maxLength);
        return FileReader.ReadBytes(stream, maxLength);
    }

    /// <summary>Opens a file that a person named; what a shell hands over as a file (<c>&lt;(command)</c>) is a pipe and opens too.</summary>
    /// <inheritdoc cref="Open"/>
    public static Stream OpenNamed(string path, long maxLength = FileReader.MaxLength)
    {
        ArgumentNullException.ThrowIfNull(path);
        return IsFromShell(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0)
            : Open(path, maxLength);
    }

    /// <summary>Reads a file of text whole, as <see cref="File.ReadAllText(string)"/> decodes it.</summary>
    /// <param name="path">The full path; links are followed.</param>
    /// <param name="maxLength">The greatest length in bytes.</param>
    /// <param name="isNamed">Whether a person named it; see <see cref="OpenNamed"/>.</param>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    /// <exception cref="DirectoryNotFoundException">Its folder is not there.</exception>
    /// <exception cref="IOException">It is not a regular file, too long or cannot be opened; the message names the file.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string ReadAllText(string path, long maxLength = FileReader.MaxLength, bool isNamed = false)
    {
        try
        {
            using Stream stream = isNamed ? OpenNamed(path, maxLength) : Open(path, maxLength);
            using var reader = new StreamReader(new MemoryStream(FileReader.ReadBytes(stream, maxLength)));
            return reader.ReadToEnd();
        }
        catch (IOException exception) when (exception is not (FileNotFoundException or DirectoryNotFoundException))
        {
            throw new IOException($"'{path}' cannot be read: {FailureReason.ForReading(exception)}", exception);
        }
    }

    /// <summary>Reads the lines of a file of text.</summary>
    /// <inheritdoc cref="ReadAllText"/>
    public static string[] ReadAllLines(string path, long maxLength = FileReader.MaxLength, bool isNamed = false)
    {
        var lines = new List<string>();
        using var reader = new StringReader(ReadAllText(path, maxLength, isNamed));
        while (reader.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        return [.. lines];
    }

    /// <summary>Whether something is there that is neither a regular file nor a folder, or a link to such.</summary>
    internal static bool IsOther(string path)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path))
        {
            return false;
        }

        string target = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        return new FileInfo(target).Length == 0 && !IsRegular(target);
    }

    /// <summary>Whether a path is one that a shell hands over in place of a file.</summary>
    internal static bool IsFromShell(string path) =>
        !OperatingSystem.IsWindows()
        && (path == "/dev/stdin" || path.StartsWith("/dev/fd/", StringComparison.Ordinal) || path.StartsWith("/proc/self/fd/", StringComparison.Ordinal));

    /// <summary>Why a file that is too long cannot be read.</summary>
    internal static string TooLong(long maxLength) => $"it is longer than {maxLength / (1024 * 1024)} MiB";

    // The archiver is what .NET has to tell types of files apart without opening them.
    private static bool IsRegular(string path)
    {
        using var header = new MemoryStream();
        try
        {
            using var writer = new TarWriter(header, TarEntryFormat.Ustar, leaveOpen: true);
            writer.WriteEntry(path, "file");
        }
        catch (IOException exception)
        {
            // Sockets have no place in an archive. Only a regular file is opened for it, and only one can be locked by another.
            return exception.HResult is LockedOnLinux or LockedOnMacOS;
        }

        return header.Length > TypeFlag && header.GetBuffer()[TypeFlag] == (byte)TarEntryType.RegularFile;
    }
}
