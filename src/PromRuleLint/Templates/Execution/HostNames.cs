using System.Net;

namespace PromRuleLint.Templates.Execution;

/// <summary><c>stripPort</c> and <c>stripDomain</c>: addresses as Go's package <c>net</c> splits them.</summary>
internal static class HostNames
{
    /// <summary>The host of <c>host:port</c>; other texts are returned unchanged.</summary>
    public static string StripPort(string address) => TrySplit(address, out string host, out _) ? host : address;

    /// <summary>The first name of a host with its port; an IP address stays as it is.</summary>
    public static string StripDomain(string address)
    {
        bool hasPort = TrySplit(address, out string host, out string port);
        host = hasPort ? host : address;
        if (IsIPAddress(host))
        {
            return address;
        }

        host = host.Split('.')[0];
        return hasPort && port.Length > 0 ? host.Contains(':', StringComparison.Ordinal) ? $"[{host}]:{port}" : $"{host}:{port}" : host;
    }

    private static bool TrySplit(string address, out string host, out string port)
    {
        (host, port) = ("", "");
        int colon = address.LastIndexOf(':');
        if (colon < 0)
        {
            return false;
        }

        host = address[..colon];
        port = address[(colon + 1)..];
        if (host.StartsWith('['))
        {
            int end = host.IndexOf(']', StringComparison.Ordinal);
            if (end != host.Length - 1)
            {
                return false;
            }

            host = host[1..end];
            return !host.Contains('[', StringComparison.Ordinal) && !port.Contains(']', StringComparison.Ordinal);
        }

        return host.AsSpan().IndexOfAny(":[]") < 0 && port.AsSpan().IndexOfAny("[]") < 0;
    }

    private static bool IsIPAddress(string host) =>
        host.Contains(':', StringComparison.Ordinal)
            ? IPAddress.TryParse(host, out _)
            : host.Split('.') is { Length: 4 } parts && parts.All(static part => part.Length is > 0 and <= 3 && part.All(char.IsAsciiDigit) && int.Parse(part, System.Globalization.CultureInfo.InvariantCulture) <= 255 && (part.Length == 1 || part[0] != '0'));
}
