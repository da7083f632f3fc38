using PromRuleLint.PromQL.Grammar;
using PromRuleLint.PromQL.Tokenizing;
using Superpower.Model;

namespace PromRuleLint.Tests.PromQL.Grammar;

/// <summary>The grammar reads a member of Superpower's list that is not public; another version of the package must not change what it sees.</summary>
public sealed class TokenListTests
{
    [Test]
    public void Looking_ahead_sees_the_token_that_Superpower_gives()
    {
        ScannedText scanned = PromQLTokenizer.Scan("sum by (job) (rate(http_requests_total{code=~\"5..\"}[5m])) > 0.5");
        var list = new TokenList<PromQLToken>(scanned.Tokens[..scanned.Count]);
        int seen = 0;
        while (!list.IsAtEnd)
        {
            TokenListParserResult<PromQLToken, Token<PromQLToken>> token = list.ConsumeToken();
            Assert.Multiple(() =>
            {
                Assert.That(list.Peek(), Is.EqualTo(token.Value));
                Assert.That(list.Kind(), Is.EqualTo(token.Value.Kind));
                Assert.That(list.Skip(), Is.EqualTo(token.Remainder));
            });
            list = list.Skip();
            seen++;
        }

        Assert.That(seen, Is.EqualTo(scanned.Count).And.GreaterThan(20));
    }
}
