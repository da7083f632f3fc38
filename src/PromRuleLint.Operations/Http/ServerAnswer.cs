using System.Collections.Immutable;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PromRuleLint.Hosting;
using PromRuleLint.Reporting;

namespace PromRuleLint.Operations.Http;

/// <summary>An answer.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its body.</param>
/// <param name="Location">Where a redirection points to.</param>
internal sealed record ServerAnswer(HttpStatusCode Status, byte[] Body, Uri? Location)
{
    /// <summary>Whether the status says yes.</summary>
    public bool IsSuccess => (int)Status is >= 200 and < 300;
}
