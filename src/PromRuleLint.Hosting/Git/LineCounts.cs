using System.Text;

namespace PromRuleLint.Hosting.Git;

/// <summary>The lines of a file and how often each stands there, to tell how much of it another file has too.</summary>
internal sealed class LineCounts
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly int _length;

    /// <summary>Counts the lines.</summary>
    public LineCounts(byte[] content)
    {
        foreach (string line in Encoding.UTF8.GetString(content).Split('\n'))
        {
            string text = line.TrimEnd('\r');
            _counts[text] = _counts.GetValueOrDefault(text) + 1;
            _length += text.Length + 1;
        }
    }

    /// <summary>Which part of the longer of two files both have: 1 for the same, 0 for nothing in common.</summary>
    public double SharedWith(LineCounts other)
    {
        int shared = 0;
        foreach ((string line, int count) in _counts)
        {
            shared += Math.Min(count, other._counts.GetValueOrDefault(line)) * (line.Length + 1);
        }

        return (double)shared / Math.Max(_length, other._length);
    }
}
