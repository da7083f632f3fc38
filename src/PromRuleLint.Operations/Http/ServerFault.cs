using System.Net;

namespace PromRuleLint.Operations.Http;

/// <summary>In which way a server did not answer as it should.</summary>
internal enum ServerFault
{
    /// <summary>There was no answer: no connection, no such name, TLS, a time-out, a connection that broke.</summary>
    Unreachable,

    /// <summary>It answered with a status that says no.</summary>
    Status,

    /// <summary>It answered, but not as Prometheus does.</summary>
    NotPrometheus,

    /// <summary>Prometheus answered with an error of its API.</summary>
    Api,
}
