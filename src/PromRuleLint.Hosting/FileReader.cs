using System.Buffers;
using Microsoft.Win32.SafeHandles;
using PromRuleLint.Diagnostics;
using PromRuleLint.Text;

namespace PromRuleLint.Hosting;

/// <summary>Reads files whole. What cannot be read becomes a finding of that file (PRL0001), never an exception.</summary>
public static class FileReader
{
    /// <summary>Files above this many bytes are not read; Prometheus' own rule files are thousands of times smaller.</summary>
    public const long MaxLength = 256L * 1024 * 1024;

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="diagnostic">Why it cannot be read; null where it was.</param>
    /// <returns>The text, or null.</returns>
    public static SourceText? Read(FoundFile file, out Diagnostic? diagnostic)
    {
        try
        {
            using PooledBytes bytes = ReadToEnd(file);
            SourceText? text = Decode(bytes, file.DisplayPath);
            diagnostic = text is null ? ToolFindings.UnreadableFile(file, RegularFile.TooLong(MaxLength)) : null;
            return text;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            diagnostic = ToolFindings.UnreadableFile(file, FailureReason.ForReading(exception));
            return null;
        }
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">The stream; may be one that cannot seek.</param>
    /// <param name="displayPath">How findings name it.</param>
    /// <returns>The text, or null where it is longer than <see cref="MaxLength"/>.</returns>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static SourceText? Read(Stream stream, string displayPath)
    {
        using PooledBytes bytes = ReadToEnd(stream, MaxLength);
        return Decode(bytes, displayPath);
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">The stream; may be one that cannot seek.</param>
    /// <param name="maxLength">The greatest number of bytes.</param>
    /// <exception cref="IOException">The stream cannot be read or is longer.</exception>
    internal static byte[] ReadBytes(Stream stream, long maxLength = MaxLength)
    {
        using PooledBytes bytes = ReadToEnd(stream, maxLength);
        return bytes.IsWhole ? bytes.Span.ToArray() : throw new IOException(RegularFile.TooLong(maxLength));
    }

    private static SourceText? Decode(PooledBytes bytes, string displayPath) => bytes.IsWhole ? SourceText.FromBytes(displayPath, bytes.Span) : null;

    private static PooledBytes ReadToEnd(FoundFile file)
    {
        if (file.IsNamed && file.NamedAt is null && RegularFile.IsFromShell(file.FullPath))
        {
            using Stream stream = RegularFile.OpenNamed(file.FullPath);
            return ReadToEnd(stream, MaxLength);
        }

        // A search may come upon a pipe that nobody writes to, and opening it would never end.
        using SafeFileHandle? handle = RegularFile.OpenForReading(file.FullPath, MaxLength, passesOthersBy: !file.IsNamed, out long length);
        var bytes = new PooledBytes((int)length + 1);
        while (handle is not null && bytes.Length <= MaxLength && bytes.ReadSome(handle, length))
        {
        }

        bytes.IsWhole = bytes.Length <= MaxLength;
        return bytes;
    }

    private static PooledBytes ReadToEnd(Stream stream, long maxLength)
    {
        var bytes = new PooledBytes((int)Math.Min(stream.CanSeek ? stream.Length : 16 * 1024, maxLength) + 1);
        while (bytes.ReadSome(stream))
        {
            if (bytes.Length > maxLength)
            {
                bytes.IsWhole = false;
                break;
            }
        }

        return bytes;
    }

    /// <summary>The bytes of a stream in a buffer that other files get after it.</summary>
    private sealed class PooledBytes(int capacity) : IDisposable
    {
        private byte[] _buffer = ArrayPool<byte>.Shared.Rent(capacity);

        public int Length { get; private set; }

        public bool IsWhole { get; set; } = true;

        public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, Length);

        /// <summary>Reads some more; false at the end of the stream.</summary>
        public bool ReadSome(Stream stream)
        {
            MakeRoom();
            int read = stream.Read(_buffer, Length, _buffer.Length - Length);
            Length += read;
            return read > 0;
        }

        /// <summary>Reads some more; false at the end of the file.</summary>
        /// <param name="file">The file.</param>
        /// <param name="expected">How many bytes it was seen to have.</param>
        public bool ReadSome(SafeFileHandle file, long expected)
        {
            MakeRoom();
            int read = RandomAccess.Read(file, _buffer.AsSpan(Length), Length);
            Length += read;

            // Where there was room for more and no more came than expected, it need not be asked again whether that was all.
            return read > 0 && (Length != expected || Length == _buffer.Length);
        }

        public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

        private void MakeRoom()
        {
            if (Length == _buffer.Length)
            {
                byte[] larger = ArrayPool<byte>.Shared.Rent(2 * Length);
                Span.CopyTo(larger);
                ArrayPool<byte>.Shared.Return(_buffer);
                _buffer = larger;
            }
        }
    }
}
