using System.Net;

namespace PromRuleLint.Operations.Http;

/// <summary>A server did not answer as it should; the message is for a person and names the server.</summary>
internal sealed class ServerException(ServerFault fault, string message, HttpStatusCode? status = null, string answer = "") : Exception(message)
{
    /// <summary>In which way.</summary>
    public ServerFault Fault { get; } = fault;

    /// <summary>The status of the answer; null where there was none.</summary>
    public HttpStatusCode? Status { get; } = status;

    /// <summary>What the server said, shortened; empty where it said nothing.</summary>
    public string Answer { get; } = answer;
}
