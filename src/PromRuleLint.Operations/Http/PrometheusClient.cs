using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PromRuleLint.Operations.Textfiles;
using PromRuleLint.Reporting;

namespace PromRuleLint.Operations.Http;

/// <summary>The HTTP API of Prometheus, which Thanos, Mimir and VictoriaMetrics speak too.</summary>
internal sealed class PrometheusClient(ServerConnection connection)
{
    /// <summary>The server, as it may be shown.</summary>
    public string DisplayUrl => connection.DisplayUrl;

    /// <summary>Whether the server is ready to serve.</summary>
    /// <exception cref="ServerException">It is not, or cannot be asked.</exception>
    public async Task AssertReadyAsync(CancellationToken cancellation)
    {
        ServerAnswer answer = await connection.SendAsync(HttpMethod.Get, "/-/ready", null, cancellation).ConfigureAwait(false);
        if (!answer.IsSuccess)
        {
            throw connection.Refused(answer);
        }
    }

    /// <summary>Asks the server to read its configuration anew; the answer comes when it has.</summary>
    public Task<ServerAnswer> ReloadAsync(CancellationToken cancellation) => connection.SendAsync(HttpMethod.Post, "/-/reload", null, cancellation);

    /// <summary>An answer that says no, as an exception.</summary>
    public ServerException Refused(ServerAnswer answer) => connection.Refused(answer);

    /// <summary>The server's time.</summary>
    public async Task<DateTimeOffset> TimeAsync(CancellationToken cancellation)
    {
        QueryResult result = await QueryAsync("time()", null, cancellation).ConfigureAwait(false);
        return result.Series is [{ Points: [var point] }] ? DateTimeOffset.FromUnixTimeMilliseconds((long)(point.Value * 1000)) : throw NotPrometheus("time() gave no number");
    }

    /// <summary>Evaluates an expression at one time; null for the server's.</summary>
    /// <exception cref="ServerException">There is no result.</exception>
    public Task<QueryResult> QueryAsync(string expression, DateTimeOffset? time, CancellationToken cancellation)
    {
        var parameters = new List<KeyValuePair<string, string>> { new("query", expression) };
        if (time is { } at)
        {
            parameters.Add(new("time", Seconds(at)));
        }

        return AskQueryAsync("/api/v1/query", parameters, cancellation);
    }

    /// <summary>Evaluates an expression at several times.</summary>
    /// <exception cref="ServerException">There is no result.</exception>
    public Task<QueryResult> QueryRangeAsync(string expression, DateTimeOffset start, DateTimeOffset end, TimeSpan step, CancellationToken cancellation) =>
        AskQueryAsync(
            "/api/v1/query_range",
            [new("query", expression), new("start", Seconds(start)), new("end", Seconds(end)), new("step", step.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture))],
            cancellation);

    /// <summary>What an endpoint of the API answers below <c>data</c>.</summary>
    /// <exception cref="ServerException">It answers with an error or is no such endpoint.</exception>
    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellation) =>
        (await AskAsync(HttpMethod.Get, path, null, cancellation).ConfigureAwait(false)).Data;

    private async Task<QueryResult> AskQueryAsync(string path, List<KeyValuePair<string, string>> parameters, CancellationToken cancellation)
    {
        using var content = new FormUrlEncodedContent(parameters);
        ApiAnswer answer = await AskAsync(HttpMethod.Post, path, content, cancellation).ConfigureAwait(false);
        return Guard(() => QueryResult.Read(answer.Data, answer.Warnings));
    }

    /// <summary>Runs a reading of an answer; what is not as it should be there is not Prometheus.</summary>
    public T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is InvalidOperationException or KeyNotFoundException or FormatException or IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            throw NotPrometheus("its answer has another form");
        }
    }

    private async Task<ApiAnswer> AskAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellation)
    {
        ServerAnswer answer = await connection.SendAsync(method, path, content, cancellation).ConfigureAwait(false);
        JsonElement root;
        try
        {
            root = JsonDocument.Parse(answer.Body).RootElement;
        }
        catch (JsonException)
        {
            throw answer.IsSuccess ? NotPrometheus("its answer is no JSON") : connection.Refused(answer);
        }

        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("status", out JsonElement status))
        {
            throw answer.IsSuccess ? NotPrometheus("its answer has no status") : connection.Refused(answer);
        }

        if (status.ValueKind == JsonValueKind.String && status.ValueEquals("success") && answer.IsSuccess && root.TryGetProperty("data", out JsonElement data))
        {
            return new ApiAnswer(data, Guard(() => Warnings(root)));
        }

        string error = root.TryGetProperty("error", out JsonElement text) && text.ValueKind == JsonValueKind.String ? Guard(() => ServerConnection.Shorten(connection.WithoutSecrets(text.RequiredString()))) : connection.Excerpt(answer);
        throw new ServerException(ServerFault.Api, $"{DisplayUrl} answers: {VisibleText.OneLine(error)}", answer.Status, VisibleText.OneLine(error));
    }

    private ServerException NotPrometheus(string why) => new(ServerFault.NotPrometheus, $"{DisplayUrl} is no Prometheus: {why}; is it the right address?");

    private static ImmutableArray<string> Warnings(JsonElement root) =>
        root.TryGetProperty("warnings", out JsonElement warnings) && warnings.ValueKind == JsonValueKind.Array ? [.. warnings.EnumerateArray().Select(static each => VisibleText.OneLine(each.GetString() ?? ""))] : [];

    private static string Seconds(DateTimeOffset time) => (time.ToUnixTimeMilliseconds() / 1000.0).ToString("0.###", CultureInfo.InvariantCulture);

    private sealed record ApiAnswer(JsonElement Data, ImmutableArray<string> Warnings);
}
