using System.Text;

namespace PromRuleLint.PromQL.Printing;

/// <summary>UTF-8 offsets of the UTF-16 offsets of a text.</summary>
internal readonly struct Utf8Offsets
{
    private readonly int[]? _table;

    public Utf8Offsets(string text)
    {
        if (Ascii.IsValid(text))
        {
            return;
        }

        _table = new int[text.Length + 1];
        int bytes = 0;
        for (int i = 0; i < text.Length; i++)
        {
            _table[i] = bytes;
            char c = text[i];
            bool pair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (pair)
            {
                _table[++i] = bytes;
            }

            bytes += pair ? 4 : c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
        }

        _table[text.Length] = bytes;
    }

    public int this[int offset] => _table is null ? offset : _table[offset];
}
