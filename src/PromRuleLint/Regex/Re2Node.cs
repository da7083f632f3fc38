using PromRuleLint.Text;

namespace PromRuleLint.Regex;

/// <summary>A node of a parsed pattern. A tree is at most <see cref="Re2Parser.MaxHeight"/> high, so that walks may recurse.</summary>
internal sealed class Re2Node
{
    private Re2Node(Re2Op op, TextRange range, Re2Node[] children)
    {
        Op = op;
        Range = range;
        Children = children;
        int height = 0;
        int product = 1;
        foreach (Re2Node child in children)
        {
            height = Math.Max(height, child.Height);
            product = Math.Max(product, child.RepeatProduct);
        }

        Height = height + 1;
        RepeatProduct = product;
    }

    public Re2Op Op { get; }

    /// <summary>Where it stands in the pattern, with the parentheses of a group.</summary>
    public TextRange Range { get; }

    public Re2Node[] Children { get; }

    /// <summary>The code points of a literal, the pairs of a class; else empty.</summary>
    public int[] Runes { get; private init; } = [];

    /// <summary>Go's flag <c>FoldCase</c> on this node: of a literal, that case does not matter; of a class, that it was folded while read.</summary>
    public bool Fold { get; private init; }

    /// <summary>The least count of a <see cref="Re2Op.Repeat"/>.</summary>
    public int Min { get; private init; }

    /// <summary>The largest count of a <see cref="Re2Op.Repeat"/>; −1 where there is none.</summary>
    public int Max { get; private init; }

    /// <summary>Whether a <see cref="Re2Op.Repeat"/> was written with braces.</summary>
    public bool Counted { get; private init; }

    /// <summary>Whether a <see cref="Re2Op.Repeat"/> prefers fewer repetitions; only what captures hold depends on it.</summary>
    public bool NonGreedy { get; private init; }

    public int Height { get; }

    /// <summary>The largest product of nested counts (<c>repeatIsValid</c>).</summary>
    public int RepeatProduct { get; private init; }

    /// <summary>How many instructions Go reckons for it (<c>calcSize</c>).</summary>
    public long Size { get; private init; }

    /// <summary>Whether it matches the empty value; there every assertion but that of a word's edge holds.</summary>
    public bool MatchesEmpty => Op switch
    {
        Re2Op.Literal or Re2Op.Class or Re2Op.Any or Re2Op.AnyButNewline or Re2Op.WordBoundary => false,
        Re2Op.Capture => Children[0].MatchesEmpty,
        Re2Op.Repeat => Min == 0 || Children[0].MatchesEmpty,
        Re2Op.Concat => Array.TrueForAll(Children, static child => child.MatchesEmpty),
        Re2Op.Alternate => Array.Exists(Children, static child => child.MatchesEmpty),
        _ => true,
    };

    /// <summary>Whether it is plain that it matches something: no assertion stands in the way, and no class is empty.</summary>
    public bool SurelyMatches => Op switch
    {
        Re2Op.Literal => Array.TrueForAll(Runes, System.Text.Rune.IsValid),
        Re2Op.Class => Runes.Length > 0 && System.Text.Rune.IsValid(Runes[0]),
        Re2Op.Empty or Re2Op.Any or Re2Op.AnyButNewline => true,
        Re2Op.Repeat => Min == 0 || Children[0].SurelyMatches,
        Re2Op.Capture or Re2Op.Concat => Array.TrueForAll(Children, static child => child.SurelyMatches),
        Re2Op.Alternate => Array.Exists(Children, static child => child.SurelyMatches),
        _ => false,
    };

    /// <summary>Whether there is a longest text that it matches.</summary>
    public bool HasLongest => Op switch
    {
        Re2Op.Repeat => Max >= 0 && Children[0].HasLongest,
        _ => Array.TrueForAll(Children, static child => child.HasLongest),
    };

    /// <summary>Whether it matches exactly one code point.</summary>
    public bool IsOneRune => Op is Re2Op.Class or Re2Op.Any or Re2Op.AnyButNewline || (Op == Re2Op.Literal && Runes.Length == 1);

    public static Re2Node Leaf(Re2Op op, TextRange range) => new(op, range, []) { Size = 1 };

    public static Re2Node Literal(int[] runes, bool fold, TextRange range) =>
        new(Re2Op.Literal, range, []) { Runes = runes, Fold = fold, Size = Math.Max(1, runes.Length) };

    public static Re2Node Class(int[] set, bool fold, TextRange range) => new(Re2Op.Class, range, []) { Runes = set, Fold = fold, Size = 1 };

    public static Re2Node Capture(Re2Node child, TextRange range) => new(Re2Op.Capture, range, [child]) { Size = 2 + child.Size };

    public static Re2Node Concat(Re2Node[] children, TextRange range) => new(Re2Op.Concat, range, children) { Size = SizeOf(children) };

    public static Re2Node Alternate(Re2Node[] children, TextRange range) =>
        new(Re2Op.Alternate, range, children) { Size = SizeOf(children) + children.Length - 1 };

    private static long SizeOf(Re2Node[] children)
    {
        long size = 0;
        foreach (Re2Node child in children)
        {
            size += child.Size;
        }

        return size;
    }

    public static Re2Node Repeat(Re2Node child, int min, int max, bool counted, TextRange range, bool nonGreedy = false)
    {
        long size = (min, max) switch
        {
            (0, -1) => 2 + child.Size,
            (_, -1) => 1 + (min * child.Size),
            _ => Math.Max(1, (max * child.Size) + max - min),
        };
        int count = max < 0 ? min : max;
        int product = !counted ? child.RepeatProduct : max == 0 ? 1 : (int)Math.Min((long)Math.Max(count, 1) * child.RepeatProduct, int.MaxValue);
        return new(Re2Op.Repeat, range, [child]) { Min = min, Max = max, Counted = counted, Size = size, RepeatProduct = product, NonGreedy = nonGreedy };
    }
}
