using System.Runtime.CompilerServices;

namespace PromRuleLint.PromQL.Tokenizing;

/// <summary>Counts how deep the tree becomes, before it is built.</summary>
internal struct NestingCounter
{
    private int depth;
    private int depthOfLevel;
    private OuterLevels outerLevels;

    /// <summary>How many parentheses are open.</summary>
    public int Parentheses { get; private set; }

    /// <summary>Whether more hangs together than may.</summary>
    public readonly bool IsTooDeep => depth > PromQLTokenizer.MaxNesting || Parentheses > PromQLTokenizer.MaxParentheses;

    /// <summary>An operator or a range.</summary>
    public void Add()
    {
        depthOfLevel++;
        depth++;
    }

    /// <summary>An opening parenthesis.</summary>
    public void Open()
    {
        if (Parentheses < PromQLTokenizer.MaxParentheses)
        {
            outerLevels[Parentheses] = depthOfLevel;
        }

        depthOfLevel = 0;
        Parentheses++;
        depth++;
    }

    /// <summary>A closing parenthesis.</summary>
    public void Close()
    {
        if (Parentheses > 0)
        {
            Parentheses--;
            depth -= depthOfLevel + 1;
            depthOfLevel = outerLevels[Parentheses];
        }
    }

    /// <summary>A comma: what follows hangs together with nothing before it in the same parentheses.</summary>
    public void Separate()
    {
        depth -= depthOfLevel;
        depthOfLevel = 0;
    }

    /// <summary>The depth of each level around the innermost one, in place so that nothing is allocated.</summary>
    [InlineArray(PromQLTokenizer.MaxParentheses)]
    private struct OuterLevels
    {
        private int first;
    }
}
