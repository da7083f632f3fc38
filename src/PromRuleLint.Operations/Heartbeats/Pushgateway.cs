using System.Net.Http.Headers;
using System.Text;
using PromRuleLint.Operations.Http;

namespace PromRuleLint.Operations.Heartbeats;

/// <summary>Sends beats to a Pushgateway.</summary>
/// <param name="connection">The gateway.</param>
/// <param name="grouping">The labels of the group, <c>job</c> first; other metrics of the group stay.</param>
internal sealed class Pushgateway(ServerConnection connection, IReadOnlyList<KeyValuePair<string, string>> grouping)
{
    /// <summary>The path of the group.</summary>
    public string Path { get; } = "/metrics" + string.Concat(grouping.Select(Segment));

    /// <summary>Sends a text in the exposition format; metrics of the same names are replaced, others of the group stay.</summary>
    /// <exception cref="ServerException">The gateway did not take it.</exception>
    public async Task PushAsync(string text, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/plain; version=0.0.4; charset=utf-8");
        ServerAnswer answer = await connection.SendAsync(HttpMethod.Post, Path, content, cancellation).ConfigureAwait(false);
        if (!answer.IsSuccess)
        {
            throw connection.Refused(answer);
        }
    }

    // A value that is empty or holds a slash goes as base64 for URLs; '=' alone stands for the empty one.
    private static string Segment(KeyValuePair<string, string> label)
    {
        if (label.Value.Length > 0 && !label.Value.Contains('/', StringComparison.Ordinal))
        {
            return $"/{label.Key}/{Uri.EscapeDataString(label.Value)}";
        }

        string encoded = label.Value.Length == 0 ? "=" : Convert.ToBase64String(Encoding.UTF8.GetBytes(label.Value)).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        return $"/{label.Key}@base64/{encoded}";
    }
}
