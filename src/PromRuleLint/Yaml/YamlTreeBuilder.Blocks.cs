using PromRuleLint.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace PromRuleLint.Yaml;

/// <content>
/// What nearly all rule files consist of: block mappings and lists of scalars. Of these the parser's events would be a third of
/// all that reading allocates; they are built from the tokens themselves.
/// </content>
internal sealed partial class YamlTreeBuilder
{
    /// <summary>
    /// Builds the trees of a text of block collections and scalars; false where there is anything else in it, a fault among it.
    /// Then the builder is of no more use, and another one builds the trees from the parser's events.
    /// </summary>
    public bool TryBuildBlocks()
    {
        var scanner = new YamlScanner(_text, texts);
        try
        {
            return TryReadStream(scanner) && scanner.Errors.Count == 0;
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            return false;
        }
    }

    private bool TryReadStream(YamlScanner scanner)
    {
        if (Next(scanner) is not StreamStart)
        {
            return false;
        }

        scanner.ConsumeCurrent();
        for (bool isFirst = true; Next(scanner) is not StreamEnd; isFirst = false)
        {
            bool isExplicit = Next(scanner) is DocumentStart;
            if (isExplicit)
            {
                scanner.ConsumeCurrent();
            }

            _inDocument = true;
            _root = default;
            _rootSize = 0;
            bool isEmpty = isExplicit && Next(scanner) is DocumentStart or DocumentEnd or StreamEnd;
            if (!(isFirst || isExplicit) || !(isEmpty || TryReadRoot(scanner)))
            {
                return false;
            }

            CloseAll();
            while (Next(scanner) is DocumentEnd)
            {
                scanner.ConsumeCurrent();
            }
        }

        return true;
    }

    private bool TryReadRoot(YamlScanner scanner)
    {
        if (!TryReadNode(scanner))
        {
            return false;
        }

        while (_stack is [.., var frame])
        {
            cancellation.ThrowIfCancellationRequested();
            if (!(frame.Entries is not null ? TryReadEntry(scanner) : TryReadItem(scanner, frame)) || _stopped)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads a scalar, or the beginning of a collection.</summary>
    private bool TryReadNode(YamlScanner scanner)
    {
        Token? token = Next(scanner);
        int start = scanner.Tokens.CurrentRange.Start;
        if (token is Scalar scalar)
        {
            AddScalar(scanner.Tokens.Read(), scalar.Style, AnchorName.Empty, TagName.Empty);
            return true;
        }

        if (token == YamlTokenQueue.BlockMappingStart || token == YamlTokenQueue.BlockSequenceStart)
        {
            scanner.ConsumeCurrent();
            Open(AnchorName.Empty, null, start, isFlow: false, isMapping: token == YamlTokenQueue.BlockMappingStart);
            return true;
        }

        if (token == YamlTokenQueue.BlockEntry && _stack is [.., { HasKey: true }])
        {
            // A list that is indented as its key is has no beginning and no end of its own.
            Open(AnchorName.Empty, null, start, isFlow: false, isMapping: false);
            _stack[^1].IsIndentless = true;
            return true;
        }

        return false;
    }

    private bool TryReadEntry(YamlScanner scanner)
    {
        Token? token = Next(scanner);
        scanner.ConsumeCurrent();
        if (token == YamlTokenQueue.BlockEnd)
        {
            Close(-1);
            return true;
        }

        if (token != YamlTokenQueue.Key || Next(scanner) is not Scalar || !TryReadNode(scanner) || Next(scanner) != YamlTokenQueue.Value)
        {
            return false;
        }

        int end = scanner.Tokens.CurrentRange.End;
        scanner.ConsumeCurrent();
        token = Next(scanner);
        return token == YamlTokenQueue.Key || token == YamlTokenQueue.BlockEnd ? AddNothing(end) : TryReadNode(scanner);
    }

    private bool TryReadItem(YamlScanner scanner, Frame frame)
    {
        Token? token = Next(scanner);
        if (token != YamlTokenQueue.BlockEntry)
        {
            if (!frame.IsIndentless)
            {
                scanner.ConsumeCurrent();
            }

            Close(-1);
            return frame.IsIndentless || token == YamlTokenQueue.BlockEnd;
        }

        int end = scanner.Tokens.CurrentRange.End;
        scanner.ConsumeCurrent();
        token = Next(scanner);
        return token == YamlTokenQueue.BlockEntry || token == YamlTokenQueue.BlockEnd || (frame.IsIndentless && token == YamlTokenQueue.Key) ? AddNothing(end) : TryReadNode(scanner);
    }

    private bool AddNothing(int at)
    {
        AddScalar(new YamlTokenQueue.Waiting(YamlTokenQueue.Value, new SourceRange(at, at), ""), ScalarStyle.Plain, AnchorName.Empty, TagName.Empty);
        return true;
    }

    private static Token? Next(YamlScanner scanner)
    {
        if (scanner.Current is null)
        {
            scanner.MoveNextWithoutConsuming();
        }

        return scanner.Current;
    }
}
