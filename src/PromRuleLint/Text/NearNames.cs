namespace PromRuleLint.Text;

/// <summary>
/// Many names, among which what was probably meant by others is looked for. Names that begin alike are compared together, so that
/// a search looks at few of them.
/// </summary>
internal sealed class NearNames
{
    // Longer names are not compared: nobody misspells by hand what is that long.
    private const int MaxLength = 128;

    // So many characters of names are compared at most; a name that is near is among the first by far.
    private const int MaxRows = 1000;

    private readonly (string Lower, string Name, int Order)[] _names;

    // How many characters each begins with as the one before it does.
    private readonly byte[] _shared;

    /// <summary>Makes the index.</summary>
    /// <param name="names">The names; between names that are equally near the first wins.</param>
    public NearNames(IEnumerable<string> names)
    {
        _names = [.. names.Where(static name => name.Length <= MaxLength).Select(static (name, i) => (name.ToLowerInvariant(), name, i))];
        Array.Sort(_names, static (a, b) => string.CompareOrdinal(a.Lower, b.Lower));
        _shared = new byte[_names.Length];
        for (int i = 1; i < _names.Length; i++)
        {
            _shared[i] = (byte)_names[i].Lower.AsSpan().CommonPrefixLength(_names[i - 1].Lower);
        }
    }

    /// <summary>The name that differs least from another, as <see cref="NearestName.Find"/> says it; null where none is near.</summary>
    /// <param name="name">What is not known.</param>
    /// <param name="maxEdits">How many edits at most.</param>
    /// <param name="isCandidate">Whether a name may be meant.</param>
    public string? Find(string name, int maxEdits, Func<string, bool> isCandidate)
    {
        if (name.Length is 0 or > MaxLength)
        {
            return null;
        }

        // Most misspellings are one edit, which few names are near enough for to be looked at. Where those are too many, more edits would
        // be looked for among fewer names.
        string lower = name.ToLowerInvariant();
        int rowsLeft = MaxRows;
        string? found = maxEdits > 1 ? Find(name, lower, 1, isCandidate, ref rowsLeft) : null;
        if (found is not null || rowsLeft == 0)
        {
            return found;
        }

        rowsLeft = MaxRows;
        return Find(name, lower, maxEdits, isCandidate, ref rowsLeft);
    }

    private string? Find(string name, string lower, int maxEdits, Func<string, bool> isCandidate, ref int rowsLeft)
    {
        (string Name, int Order)? best = null;
        int bestDistance = int.MaxValue;
        var rows = new EditRows(lower, maxEdits);
        for (int i = 0; i < _names.Length && rowsLeft > 0;)
        {
            (string candidate, string original, int order) = _names[i];
            int depth = Math.Min(rows.Depth, _shared[i]);
            bool isFar = false;
            while (depth < candidate.Length && !isFar && rowsLeft > 0)
            {
                isFar = rows.Add(candidate, depth++);
                rowsLeft--;
            }

            if (isFar)
            {
                i = After(candidate.AsSpan(0, depth), i);
                continue;
            }

            if (depth < candidate.Length)
            {
                break;
            }

            rows.Depth = depth;
            int distance = rows.Distance(depth);
            int longest = Math.Max(name.Length, candidate.Length);
            int limit = longest <= 3 ? 0 : Math.Min(longest / 3, maxEdits);
            if (distance <= limit && distance < candidate.Length && original != name
                && (distance < bestDistance || (distance == bestDistance && order < best!.Value.Order)) && isCandidate(original))
            {
                best = (original, order);
                bestDistance = distance;
            }

            i++;
        }

        return best?.Name;
    }

    /// <summary>The first name behind those that begin so.</summary>
    private int After(ReadOnlySpan<char> prefix, int from)
    {
        int low = from + 1;
        if (low == _names.Length || _shared[low] < prefix.Length)
        {
            return low;
        }

        int high = _names.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_names[middle].Lower.AsSpan().StartsWith(prefix, StringComparison.Ordinal))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>
    /// The edits between a name and the beginnings of another; swapping two neighbors is one edit. Where two beginnings differ in
    /// length by more than the edits that count, nothing is computed: it is more.
    /// </summary>
    private sealed class EditRows
    {
        private readonly string _name;
        private readonly int _maxEdits;
        private readonly int[][] _rows = new int[MaxLength + 1][];
        private readonly int[] _least = new int[MaxLength + 1];

        public EditRows(string name, int maxEdits)
        {
            _name = name;
            _maxEdits = maxEdits;
            _rows[0] = [.. Enumerable.Range(0, name.Length + 1)];
        }

        /// <summary>How many rows hold.</summary>
        public int Depth { get; set; }

        public int Distance(int depth) => Math.Abs(depth - _name.Length) > _maxEdits ? _maxEdits + 1 : _rows[depth][_name.Length];

        /// <summary>Adds the row of one more character; whether no name that begins so is near.</summary>
        public bool Add(string candidate, int at)
        {
            int[] last = _rows[at];
            int[] row = _rows[at + 1] ??= new int[_name.Length + 1];
            int first = Math.Max(1, at + 1 - _maxEdits);
            int end = Math.Min(_name.Length, at + 1 + _maxEdits);
            row[Math.Min(first - 1, _name.Length)] = first == 1 ? at + 1 : _maxEdits + 1;
            int least = first == 1 ? at + 1 : _maxEdits + 1;
            for (int j = first; j <= end; j++)
            {
                int distance = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + (_name[j - 1] == candidate[at] ? 0 : 1));
                if (at > 0 && j > 1 && _name[j - 1] == candidate[at - 1] && _name[j - 2] == candidate[at])
                {
                    distance = Math.Min(distance, _rows[at - 1][j - 2] + 1);
                }

                row[j] = distance;
                least = Math.Min(least, distance);
            }

            if (end < _name.Length)
            {
                row[end + 1] = _maxEdits + 1;
            }

            Depth = at + 1;
            _least[at + 1] = least;

            // A swap reaches back over one row and costs one edit.
            return least > _maxEdits && _least[at] >= _maxEdits;
        }
    }
}
