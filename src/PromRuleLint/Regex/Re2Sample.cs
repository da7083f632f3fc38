using System.Text;

namespace PromRuleLint.Regex;

/// <summary>Makes a text that a pattern matches, as short and plain as it comes; assertions are left aside, so that it has to be tried.</summary>
internal static class Re2Sample
{
    /// <summary>Longer texts are cut off: they are for people.</summary>
    private const int MaxLength = 200;

    /// <summary>The text.</summary>
    public static string Create(Re2Node root)
    {
        var text = new StringBuilder();
        Append(text, root);
        return text.ToString();
    }

    // The height of a tree is capped by the parser.
    private static void Append(StringBuilder text, Re2Node node)
    {
        if (text.Length > MaxLength)
        {
            return;
        }

        switch (node.Op)
        {
            case Re2Op.Literal:
                foreach (int rune in node.Runes)
                {
                    text.Append(new Rune(rune).ToString());
                }

                break;
            case Re2Op.Class:
                text.Append(new Rune(Pick(node.Runes)).ToString());
                break;
            case Re2Op.Any or Re2Op.AnyButNewline:
                text.Append('x');
                break;
            case Re2Op.Alternate:
                Append(text, node.Children[0]);
                break;
            case Re2Op.Repeat:
                for (int i = 0; i < node.Min; i++)
                {
                    Append(text, node.Children[0]);
                }

                break;
            default:
                foreach (Re2Node child in node.Children)
                {
                    Append(text, child);
                }

                break;
        }
    }

    private static int Pick(int[] ranges)
    {
        foreach (int wanted in (ReadOnlySpan<int>)['a', 'x', '1', 'A', '-', ' '])
        {
            if (RuneSets.Contains(ranges, wanted))
            {
                return wanted;
            }
        }

        return ranges.Length > 0 && Rune.IsValid(ranges[0]) ? ranges[0] : 'x';
    }
}
