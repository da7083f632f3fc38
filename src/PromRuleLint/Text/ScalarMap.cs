namespace PromRuleLint.Text;

/// <summary>
/// Maps offsets in a decoded YAML scalar (UTF-16, 0-based) to offsets in the file that holds it. A scalar is a list of
/// runs: in a linear run each decoded code unit is one source code unit; any other run (an escape, a folded line break)
/// stands for its source as a whole.
/// </summary>
public sealed class ScalarMap
{
    private readonly Run[] _runs;

    /// <summary>Makes a map from runs in ascending, gapless decoded order.</summary>
    /// <param name="runs">The runs; the first starts at decoded offset 0.</param>
    /// <param name="decodedLength">Length of the decoded value in code units.</param>
    /// <param name="sourceEnd">Where in the file the scalar's content ends; what offset <paramref name="decodedLength"/> maps to.</param>
    public ScalarMap(ReadOnlySpan<Run> runs, int decodedLength, int sourceEnd)
    {
        _runs = runs.ToArray();
        DecodedLength = decodedLength;
        SourceEnd = sourceEnd;
    }

    /// <summary>Length of the decoded value in UTF-16 code units.</summary>
    public int DecodedLength { get; }

    /// <summary>The file offset just after the scalar's content.</summary>
    public int SourceEnd { get; }

    /// <summary>A map of a scalar that stands in the file as it is, from <paramref name="sourceStart"/>.</summary>
    public static ScalarMap Linear(int sourceStart, int length) => new([new Run(0, sourceStart, length, IsLinear: true)], length, sourceStart + length);

    /// <summary>The file offset where the code unit at a decoded offset begins.</summary>
    public int ToSourceStart(int decoded)
    {
        if (decoded >= DecodedLength || _runs.Length == 0)
        {
            return SourceEnd;
        }

        ref readonly Run run = ref _runs[Find(decoded)];
        return run.IsLinear ? run.SourceStart + (decoded - run.DecodedStart) : run.SourceStart;
    }

    /// <summary>The file offset just after the code unit that ends at a decoded offset (an end-exclusive offset).</summary>
    public int ToSourceEnd(int decodedEnd)
    {
        if (decodedEnd <= 0)
        {
            return ToSourceStart(0);
        }

        if (decodedEnd > DecodedLength || _runs.Length == 0)
        {
            return SourceEnd;
        }

        ref readonly Run run = ref _runs[Find(decodedEnd - 1)];
        return run.IsLinear ? run.SourceStart + (decodedEnd - run.DecodedStart) : run.SourceStart + run.SourceLength;
    }

    /// <summary>The range in the file of a range in the decoded value. An empty range stays empty.</summary>
    public SourceRange ToSource(TextRange decoded)
    {
        int start = ToSourceStart(decoded.Start);
        return decoded.IsEmpty ? new SourceRange(start, start) : new SourceRange(start, Math.Max(start, ToSourceEnd(decoded.End)));
    }

    /// <summary>The range in the outer file of a range of a file that the scalar holds.</summary>
    internal SourceRange Relocate(SourceRange inner) => ToSource(new TextRange(inner.Start, inner.End));

    /// <summary>The range in the text that the scalar is written in, where that is itself an expression or a template.</summary>
    public TextRange ToOuterText(TextRange decoded)
    {
        SourceRange range = ToSource(decoded);
        return new TextRange(range.Start, range.End);
    }

    /// <summary>
    /// This map followed by another: for a scalar inside a document that is itself the decoded value of an outer scalar.
    /// </summary>
    /// <param name="outer">Maps the offsets that this map gives to the outer file.</param>
    public ScalarMap Then(ScalarMap outer)
    {
        var runs = new List<Run>(_runs.Length);
        foreach (Run run in _runs)
        {
            if (!run.IsLinear)
            {
                SourceRange mapped = outer.ToSource(new TextRange(run.SourceStart, run.SourceStart + run.SourceLength));
                runs.Add(run with { SourceStart = mapped.Start, SourceLength = mapped.Length });
                continue;
            }

            int length = DecodedLengthOf(run);
            for (int done = 0; done < length;)
            {
                int at = run.SourceStart + done;
                int index = outer._runs.Length == 0 ? -1 : outer.Find(at);
                if (index < 0)
                {
                    runs.Add(new Run(run.DecodedStart + done, outer.SourceEnd, 0, IsLinear: false));
                    break;
                }

                ref readonly Run other = ref outer._runs[index];
                int otherEnd = index + 1 < outer._runs.Length ? outer._runs[index + 1].DecodedStart : outer.DecodedLength;
                int take = Math.Max(1, Math.Min(length - done, otherEnd - at));
                runs.Add(other.IsLinear
                    ? new Run(run.DecodedStart + done, other.SourceStart + (at - other.DecodedStart), take, IsLinear: true)
                    : new Run(run.DecodedStart + done, other.SourceStart, other.SourceLength, IsLinear: false));
                done += take;
            }
        }

        return new ScalarMap(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(runs), DecodedLength, outer.ToSourceStart(SourceEnd));
    }

    private int DecodedLengthOf(Run run)
    {
        int index = Find(run.DecodedStart);
        return (index + 1 < _runs.Length ? _runs[index + 1].DecodedStart : DecodedLength) - run.DecodedStart;
    }

    private int Find(int decoded)
    {
        int low = 0;
        int high = _runs.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) >>> 1;
            if (_runs[middle].DecodedStart <= decoded)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    /// <summary>A stretch of the decoded value and what it stands for in the file.</summary>
    /// <param name="DecodedStart">Decoded offset where the run begins; it ends where the next begins.</param>
    /// <param name="SourceStart">File offset where the run's source begins.</param>
    /// <param name="SourceLength">Length of the run's source in code units.</param>
    /// <param name="IsLinear">Whether each decoded code unit is one source code unit.</param>
    public readonly record struct Run(int DecodedStart, int SourceStart, int SourceLength, bool IsLinear);
}
