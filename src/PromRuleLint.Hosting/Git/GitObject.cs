using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace PromRuleLint.Hosting.Git;

/// <summary>Names of contents as git gives them: the hash of <c>blob</c>, the length, a zero byte and the content.</summary>
internal static class GitObject
{
    /// <summary>Whether a file of the working tree has the content of an object, apart from line ends, which git may change at a checkout.</summary>
    /// <param name="content">The bytes of the file.</param>
    /// <param name="id">The object's name, in 40 or 64 hexadecimal digits.</param>
    public static bool IsSame(ReadOnlySpan<byte> content, string id) =>
        Id(content, id.Length) == id || (content.IndexOf("\r\n"u8) >= 0 && Id(WithoutCarriageReturns(content), id.Length) == id);

    [SuppressMessage("Security", "CA5350", Justification = "The names of git's objects are SHA-1; they protect nothing here.")]
    private static string Id(ReadOnlySpan<byte> content, int digits)
    {
        using var hash = IncrementalHash.CreateHash(digits == 64 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.ASCII.GetBytes($"blob {content.Length}\0"));
        hash.AppendData(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static ReadOnlySpan<byte> WithoutCarriageReturns(ReadOnlySpan<byte> content)
    {
        var result = new ArrayBufferWriter<byte>(content.Length);
        for (int end; (end = content.IndexOf("\r\n"u8)) >= 0; content = content[(end + 1)..])
        {
            result.Write(content[..end]);
        }

        result.Write(content);
        return result.WrittenSpan;
    }
}
