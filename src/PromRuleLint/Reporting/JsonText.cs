using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SeekOrigin = System.IO.SeekOrigin;
using Stream = System.IO.Stream;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting;

/// <summary>Writes JSON that people may read too: indented, with all characters as they are that can be seen.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // What is written at once: little enough to die young.
    private const int Piece = 16_384;

    /// <summary>Writes one value and a line break.</summary>
    public static void WriteLine(TextWriter writer, Action<Utf8JsonWriter> value)
    {
        using (var json = new Utf8JsonWriter(new VisibleOutput(writer), Options))
        {
            value(json);
        }

        writer.WriteLine();
    }

    /// <summary>Writes on what there is, if that is much; to be called between the values of a long list.</summary>
    public static void WriteOn(Utf8JsonWriter json)
    {
        if (json.BytesPending > Piece)
        {
            json.Flush();
        }
    }

    /// <summary>Hands JSON on to a writer as it may be shown. A piece ends between two values, so that it splits no character and no command.</summary>
    private sealed class VisibleOutput(TextWriter writer) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer) => writer.Write(VisibleText.Json(Encoding.UTF8.GetString(buffer)));

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
