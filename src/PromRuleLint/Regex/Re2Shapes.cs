using System.Collections.Concurrent;

namespace PromRuleLint.Regex;

/// <summary>The patterns of one run, each text read once, and what was found of several together: rules repeat each other's. May be asked from several threads.</summary>
internal sealed class Re2Shapes
{
    private readonly ConcurrentDictionary<string, Re2Shape> _known = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, Re2Answer> _answers = new(StringComparer.Ordinal);

    public Re2Shape Get(string pattern) => _known.GetOrAdd(pattern, static pattern => new Re2Shape(pattern));

    /// <summary>What was found of patterns together; null where nobody has asked.</summary>
    public Re2Answer? FindAnswer(string question) => _answers.TryGetValue(question, out Re2Answer answer) ? answer : null;

    /// <summary>Keeps an answer, if it is one.</summary>
    public void Keep(string question, Re2Answer answer)
    {
        if (answer.IsPossible is not null)
        {
            _answers.TryAdd(question, answer);
        }
    }
}
