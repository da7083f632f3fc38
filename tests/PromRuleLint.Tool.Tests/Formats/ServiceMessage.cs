using System.Globalization;
using System.Text;

namespace PromRuleLint.Tool.Tests.Formats;

/// <summary>
/// A strict reader of TeamCity's service messages, after its documentation; no reader of others can be fetched. One message a
/// line, <c>##teamcity[name key='value' …]</c>; in a value <c>|</c> begins an escape, and nothing that needs one stands alone.
/// </summary>
internal sealed record ServiceMessage(string Name, IReadOnlyDictionary<string, string> Values)
{
    private const string Opening = "##teamcity[";

    public string this[string key] => Values[key];

    /// <summary>The messages of a log, in which nothing else stands.</summary>
    public static IEnumerable<ServiceMessage> ReadAll(string log) => log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read);

    private static ServiceMessage Read(string line)
    {
        Assert.That(line, Does.StartWith(Opening).And.EndWith("]"));
        int at = Opening.Length;
        string name = Word(line, ref at);
        var values = new Dictionary<string, string>();
        while (line[at] == ' ')
        {
            at++;
            string key = Word(line, ref at);
            Assert.That(line[at..(at + 2)], Is.EqualTo("='"), line);
            at += 2;
            values.Add(key, Value(line, ref at));
        }

        Assert.That(at, Is.EqualTo(line.Length - 1), line);
        return new ServiceMessage(name, values);
    }

    private static string Word(string line, ref int at)
    {
        int start = at;
        while (char.IsAsciiLetterOrDigit(line[at]))
        {
            at++;
        }

        Assert.That(at, Is.GreaterThan(start), line);
        return line[start..at];
    }

    private static string Value(string line, ref int at)
    {
        var value = new StringBuilder();
        for (; line[at] != '\''; at++)
        {
            Assert.That(line[at], Is.Not.AnyOf('[', ']', '\r').And.InRange(' ', '~'), line);
            value.Append(line[at] == '|' ? Escape(line, ref at) : line[at]);
        }

        at++;
        return value.ToString();
    }

    private static char Escape(string line, ref int at)
    {
        at++;
        switch (line[at])
        {
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case '0':
                Assert.That(line[at + 1], Is.EqualTo('x'), line);
                at += 5;
                return (char)int.Parse(line.AsSpan(at - 3, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            default:
                Assert.That(line[at], Is.AnyOf('\'', '[', ']', '|'), line);
                return line[at];
        }
    }
}
