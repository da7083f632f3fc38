using System.Buffers;
using System.Text;

namespace PromRuleLint.Text;

/// <summary>
/// The text of one file and the offsets of its lines. All ranges in findings are UTF-16 offsets into
/// <see cref="Text"/>; line and column are computed only when a finding is reported.
/// </summary>
public sealed class SourceText
{
    private int[]? _lineStarts;

    /// <summary>Makes a source from decoded text.</summary>
    /// <param name="path">The name that findings carry; not opened, not resolved.</param>
    /// <param name="text">The text without a byte-order mark.</param>
    public SourceText(string path, string text)
    {
        Path = path;
        Text = text;
    }

    /// <summary>The name that findings carry, as the host gave it.</summary>
    public string Path { get; }

    /// <summary>The whole text, without a byte-order mark.</summary>
    public string Text { get; }

    /// <summary>Whether the file began with a byte-order mark, which a writer has to put back.</summary>
    public bool HasByteOrderMark { get; private init; }

    /// <summary>What the bytes of the file were read as: UTF-8, or UTF-16 in either byte order where its mark says so.</summary>
    public Encoding Encoding { get; private init; } = Encoding.UTF8;

    /// <summary>
    /// The 0-based offset in <see cref="Text"/> of the first replacement character that stands for bytes that are not of
    /// the <see cref="Encoding"/>, or -1 where all bytes were.
    /// </summary>
    public int InvalidBytesOffset { get; private init; } = -1;

    /// <summary>How many lines there are; an empty text has one.</summary>
    public int LineCount => LineStarts.Length;

    private int[] LineStarts => _lineStarts ??= FindLineStarts(Text);

    /// <summary>
    /// Decodes the bytes of a file as Prometheus' YAML reader does: UTF-16 where a byte-order mark says so, else UTF-8. The
    /// mark is taken off. Bytes of another encoding become U+FFFD and <see cref="InvalidBytesOffset"/> says where; nothing
    /// is thrown.
    /// </summary>
    public static SourceText FromBytes(string path, ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] => FromUtf16(path, bytes[2..], Encoding.Unicode),
        [0xFE, 0xFF, ..] => FromUtf16(path, bytes[2..], Encoding.BigEndianUnicode),
        _ => FromUtf8(path, bytes),
    };

    /// <summary>
    /// Decodes UTF-8 bytes. A leading byte-order mark is taken off. Bytes that are not UTF-8 become U+FFFD and
    /// <see cref="InvalidBytesOffset"/> says where; nothing is thrown.
    /// </summary>
    public static SourceText FromUtf8(string path, ReadOnlySpan<byte> bytes)
    {
        bool bom = bytes.StartsWith("\uFEFF"u8);
        if (bom)
        {
            bytes = bytes[3..];
        }

        int invalid = -1;
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
        {
            invalid = ValidPrefixLength(bytes);
        }

        return new SourceText(path, Encoding.UTF8.GetString(bytes)) { HasByteOrderMark = bom, InvalidBytesOffset = invalid };
    }

    /// <summary>Line and column of an offset. Offsets past the end give the position just after the last character.</summary>
    public LineColumn GetPosition(int offset)
    {
        offset = Math.Clamp(offset, 0, Text.Length);
        int[] starts = LineStarts;
        int line = Array.BinarySearch(starts, offset);
        if (line < 0)
        {
            line = ~line - 1;
        }

        return new LineColumn(line + 1, offset - starts[line] + 1);
    }

    /// <summary>The 0-based offset of a 1-based line and column; clamped to the text.</summary>
    public int GetOffset(LineColumn position)
    {
        int[] starts = LineStarts;
        int line = Math.Clamp(position.Line - 1, 0, starts.Length - 1);
        return Math.Min(Text.Length, starts[line] + Math.Max(0, position.Column - 1));
    }

    /// <summary>The range of a 1-based line without its line break.</summary>
    public SourceRange GetLineRange(int line)
    {
        int[] starts = LineStarts;
        int start = starts[line - 1];
        int end = line < starts.Length ? starts[line] : Text.Length;
        while (end > start && Text[end - 1] is '\n' or '\r')
        {
            end--;
        }

        return new SourceRange(start, end);
    }

    private static SourceText FromUtf16(string path, ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        string text = encoding.GetString(bytes);
        int invalid = text.IndexOf('\uFFFD', StringComparison.Ordinal);

        // A replacement character may also stand in the file itself.
        while (invalid >= 0 && IsReplacementCharacter(bytes, 2 * invalid, encoding))
        {
            invalid = text.IndexOf('\uFFFD', invalid + 1);
        }

        return new SourceText(path, text) { HasByteOrderMark = true, Encoding = encoding, InvalidBytesOffset = invalid };
    }

    // Up to the first wrong bytes, each UTF-16 code unit of the text is two bytes of the file.
    private static bool IsReplacementCharacter(ReadOnlySpan<byte> bytes, int at, Encoding encoding) =>
        at + 1 < bytes.Length && (encoding.Equals(Encoding.Unicode) ? (bytes[at], bytes[at + 1]) is (0xFD, 0xFF) : (bytes[at], bytes[at + 1]) is (0xFF, 0xFD));

    private static int ValidPrefixLength(ReadOnlySpan<byte> bytes)
    {
        int chars = 0;
        while (Rune.DecodeFromUtf8(bytes, out Rune rune, out int used) == OperationStatus.Done)
        {
            chars += rune.Utf16SequenceLength;
            bytes = bytes[used..];
        }

        return chars;
    }

    private static int[] FindLineStarts(string text)
    {
        int[] starts = ArrayPool<int>.Shared.Rent(text.Length / 32 + 16);
        starts[0] = 0;
        int count = 1;
        for (int i = 0; i < text.Length; i++)
        {
            int next = text.AsSpan(i).IndexOfAny('\n', '\r');
            if (next < 0)
            {
                break;
            }

            i += next;
            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                i++;
            }

            if (count == starts.Length)
            {
                int[] larger = ArrayPool<int>.Shared.Rent(2 * count);
                starts.CopyTo(larger, 0);
                ArrayPool<int>.Shared.Return(starts);
                starts = larger;
            }

            starts[count++] = i + 1;
        }

        int[] found = starts[..count];
        ArrayPool<int>.Shared.Return(starts);
        return found;
    }
}
