using System.Globalization;
using System.Text;

namespace PromRuleLint.Templates.Execution;

/// <summary><c>index</c>, <c>slice</c> and <c>len</c>. Of a string they count bytes of UTF-8.</summary>
internal static class GoIndexing
{
    /// <summary><c>len</c>.</summary>
    public static object Length(object? value) => value switch
    {
        string text => (long)Encoding.UTF8.GetByteCount(text),
        HtmlValue html => (long)Encoding.UTF8.GetByteCount(html.Text),
        LabelMap map => (long)map.Count,
        ArgumentMap map => (long)map.Count,
        SampleList list => (long)list.Samples.Length,
        null => throw new TemplateExecutionException("reflect: call of reflect.Value.Type on zero Value"),
        NilValue => throw new TemplateExecutionException("len of nil pointer"),
        _ => throw new TemplateExecutionException($"len of type {GoTypes.NameOf(value)}"),
    };

    /// <summary><c>index</c>: of the first value the element at the second, of that the one at the third, and so on.</summary>
    public static object? Index(object?[] values)
    {
        object? item = values[0];
        if (item is null)
        {
            throw new TemplateExecutionException("index of untyped nil");
        }

        for (int i = 1; i < values.Length; i++)
        {
            item = item switch
            {
                null or NilValue => throw new TemplateExecutionException("index of nil pointer"),
                string text => ByteAt(text, values[i]),
                SampleList list => list.Samples is var samples && Position(values[i], samples.Length) is var at && at < samples.Length ? samples[at] : throw OutOfRange("slice"),
                LabelMap map => map[Key(values[i])],
                ArgumentMap map => map[Key(values[i])],
                _ => throw new TemplateExecutionException($"can't index item of type {GoTypes.NameOf(item)}"),
            };
        }

        return item;
    }

    /// <summary><c>slice</c>.</summary>
    public static object? Slice(object?[] values)
    {
        object? item = values[0] ?? throw new TemplateExecutionException("slice of untyped nil");
        int count = values.Length - 1;
        if (count > 3)
        {
            throw new TemplateExecutionException(string.Create(CultureInfo.InvariantCulture, $"too many slice indexes: {count}"));
        }

        if (item is string && count == 3)
        {
            throw new TemplateExecutionException("cannot 3-index slice a string");
        }

        int length = item switch
        {
            string text => Encoding.UTF8.GetByteCount(text),
            SampleList list => list.Samples.Length,
            _ => throw new TemplateExecutionException($"can't slice item of type {GoTypes.NameOf(item)}"),
        };
        int start = count > 0 ? Position(values[1], length) : 0;
        int end = count > 1 ? Position(values[2], length) : length;
        if (start > end)
        {
            throw new TemplateExecutionException(string.Create(CultureInfo.InvariantCulture, $"invalid slice index: {start} > {end}"));
        }

        return item is string whole ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(whole).AsSpan(start, end - start)) : new SampleList([.. ((SampleList)item).Samples.Skip(start).Take(end - start)]);
    }

    private static byte ByteAt(string text, object? index)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int at = Position(index, bytes.Length);
        return at < bytes.Length ? bytes[at] : throw OutOfRange("string");
    }

    private static int Position(object? index, int length)
    {
        long position = index switch
        {
            long number => number,
            byte number => number,
            NamedNumber named => named.Number,
            null or NilValue => throw new TemplateExecutionException("cannot index slice/array with nil"),
            _ => throw new TemplateExecutionException($"cannot index slice/array with type {GoTypes.NameOf(index)}"),
        };
        return position >= 0 && position <= length ? (int)position : throw new TemplateExecutionException(string.Create(CultureInfo.InvariantCulture, $"index out of range: {position}"));
    }

    private static string Key(object? index) => index switch
    {
        string text => text,
        null or NilValue => throw new TemplateExecutionException("value is nil; should be of type string"),
        _ => throw new TemplateExecutionException($"value has type {GoTypes.NameOf(index)}; should be string"),
    };

    private static TemplateExecutionException OutOfRange(string what) => new($"reflect: {what} index out of range");
}
