using System.Runtime.CompilerServices;

namespace PromRuleLint.PromQL.Tokenizing;

/// <summary>Counts how deep the tree becomes, before it is built.</summary>
internal struct NestingCounter
{
    private int _depth;
    private int _depthOfLevel;
    private OuterLevels _outerLevels;

    /// <summary>How many parentheses are open.</summary>
    public int Parentheses { get; private set; }

    /// <summary>Whether more hangs together than may.</summary>
    public readonly bool IsTooDeep => _depth > PromQLTokenizer.MaxNesting || Parentheses > PromQLTokenizer.MaxParentheses;

    /// <summary>An operator or a range.</summary>
    public void Add()
    {
        _depthOfLevel++;
        _depth++;
    }

    /// <summary>An opening parenthesis.</summary>
    public void Open()
    {
        if (Parentheses < PromQLTokenizer.MaxParentheses)
        {
            _outerLevels[Parentheses] = _depthOfLevel;
        }

        _depthOfLevel = 0;
        Parentheses++;
        _depth++;
    }

    /// <summary>A closing parenthesis.</summary>
    public void Close()
    {
        if (Parentheses > 0)
        {
            Parentheses--;
            _depth -= _depthOfLevel + 1;
            _depthOfLevel = _outerLevels[Parentheses];
        }
    }

    /// <summary>A comma: what follows hangs together with nothing before it in the same parentheses.</summary>
    public void Separate()
    {
        _depth -= _depthOfLevel;
        _depthOfLevel = 0;
    }

    /// <summary>The depth of each level around the innermost one, in place so that nothing is allocated.</summary>
    [InlineArray(PromQLTokenizer.MaxParentheses)]
    private struct OuterLevels
    {
        private int _first;
    }
}
