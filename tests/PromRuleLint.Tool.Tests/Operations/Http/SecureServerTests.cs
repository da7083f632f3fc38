using PromRuleLint.Tool.Tests.Operations.Servers;

namespace PromRuleLint.Tool.Tests.Operations.Http;

/// <summary>TLS, and the ways to get in, for every command that talks to a server.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class SecureServerTests
{
    private const string Secret = "s3cret-of-a-test";

    private static readonly string[][] Commands =
    [
        ["heartbeat", "verify", "--textfile-dir", ".", "--within", "1s", "--url"],
        ["verify", "rules.yml", "--url"],
        ["reload", "rules.yml", "--without-tests", "--without-exporter", "--without-textfile-dir", "--dry-run", "--url"],
        ["gate", "g", "--url"],
        ["snapshot", "--output", "metrics.yml", "--url"],
        ["backtest", "rules.yml", "--url"],
        ["heartbeat", "--textfile-dir", ".", "--push"],
    ];

    private Scratch _scratch = null!;
    private TestCertificates _certificates = null!;

    [SetUp]
    public void MakeFolder()
    {
        _scratch = new Scratch()
            .With("promrulelint.yml", "gates: {g: [{expr: up, bound: == 1}]}\n")
            .With("rules.yml", "groups: [{name: g, rules: [{alert: Down, expr: up == 0}]}]\n")
            .With("duri_textfile_heartbeat.prom", "duri_textfile_heartbeat_seq{metric_realm=\"prod\"} 1\nduri_textfile_heartbeat_ts{metric_realm=\"prod\"} 1\n");
        _certificates = new TestCertificates(_scratch);
    }

    [TearDown]
    public void DropFolder()
    {
        _certificates.Dispose();
        _scratch.Dispose();
    }

    [TestCaseSource(nameof(Commands))]
    public void Server_that_an_authority_of_ones_own_vouches_for_is_asked_and_no_other(params string[] command)
    {
        using var server = new StubServer(static _ => new StubAnswer(503, "not today"), _certificates.ServerOptions(asksForClient: false));

        ToolRun trusted = Run([.. command, server.Url, "--ca-file", "ca.pem"]);
        Assert.That(trusted.ExitCode, Is.Not.Zero);
        Assert.That(trusted.Output + trusted.Error, Does.Contain("not today"));

        int before = server.Requests.Count;
        ToolRun unknown = Run([.. command, server.Url]);
        ToolRun other = Run([.. command, server.Url, "--ca-file", "other-ca.pem"]);
        Assert.Multiple(() =>
        {
            Assert.That(unknown.ExitCode, Is.Not.Zero);
            Assert.That(unknown.Output + unknown.Error, Does.Contain("TLS: ").And.Contain("--ca-file"));
            Assert.That(other.ExitCode, Is.Not.Zero);
            Assert.That(other.Output + other.Error, Does.Contain("TLS: "));
            Assert.That(server.Requests, Has.Count.EqualTo(before), "nothing was sent");
        });
    }

    [Test]
    public void Client_certificate_gets_in_with_its_key_and_nobody_without()
    {
        using var server = new StubServer(static _ => new StubAnswer(200, ""), _certificates.ServerOptions(asksForClient: true));
        string[] command = ["heartbeat", "--textfile-dir", ".", "--push", server.Url, "--ca-file", "ca.pem"];

        Assert.That(Run([.. command, "--cert-file", "client.pem", "--key-file", "client.key"]).ExitCode, Is.Zero);
        Assert.That(server.Requests, Has.Count.EqualTo(1));
        File.WriteAllText(_scratch["both.pem"], File.ReadAllText(_scratch["client.pem"]) + "\n" + File.ReadAllText(_scratch["client.key"]));
        Assert.That(Run([.. command, "--cert-file", "both.pem"]).ExitCode, Is.Zero, "certificate and key in one file");

        Assert.That(Run(command), Has.Property("ExitCode").EqualTo(Tool.Commands.HeartbeatCommand.NotPushed).And.Property("Error").Contains("cannot be reached"));
        Assert.That(server.Requests, Has.Count.EqualTo(2));
    }

    [TestCase("--ca-file", "rules.yml", "holds no certificate")]
    [TestCase("--ca-file", "gone.pem", "gone.pem")]
    [TestCase("--cert-file", "client.pem", "cannot be used as a certificate with its key")]
    public void Certificate_that_cannot_be_used_is_told_before_anything_is_sent(string option, string file, string message)
    {
        using var server = new StubServer(static _ => new StubAnswer(200, ""));
        ToolRun run = Run(["snapshot", "--output", "metrics.yml", "--url", server.Url, option, file]);

        Assert.That(run, Has.Property("ExitCode").EqualTo(ExitCodes.Failure).And.Property("Error").Contains(message));
        Assert.That(server.Requests, Is.Empty);
    }

    [Test]
    public void Plain_server_behind_an_address_of_a_secure_one_is_told()
    {
        using var server = new StubServer(static _ => new StubAnswer(200, ""));
        Assert.That(Run(["snapshot", "--output", "metrics.yml", "--url", server.Url.Replace("http:", "https:", StringComparison.Ordinal)]).Error, Does.Contain("http://"));
    }

    [TestCaseSource(nameof(Commands))]
    public void Secrets_are_sent_and_never_printed(params string[] command)
    {
        _scratch.With("secret", Secret + "\n").With("header", $"X-Scope-OrgID: team\nAuthorization: Custom {Secret}\n");
        string basic = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("me:" + Secret));
        (string[] Options, string Header)[] ways =
        [
            (["--username", "me", "--password-file", "secret"], "Basic " + basic),
            (["--bearer-token-file", "secret"], "Bearer " + Secret),
            (["--header-file", "header"], "Custom " + Secret),
        ];
        foreach ((string[] options, string header) in ways)
        {
            // Repeats what it was sent, as some proxies do.
            using var server = new StubServer(static request => new StubAnswer(403, $$"""{"status":"error","errorType":"x","error":"{{request.Headers.GetValueOrDefault("Authorization")}} and {{Secret}} are refused"}"""));
            ToolRun run = Run([.. command, server.Url, .. options]);
            Assert.Multiple(() =>
            {
                Assert.That(run.ExitCode, Is.Not.Zero);
                Assert.That(server.Requests, Is.Not.Empty.And.All.Matches<StubRequest>(request => request!.Headers["Authorization"] == header));
                Assert.That(run.Output + run.Error, Does.Contain("are refused").And.Not.Contain(Secret).And.Not.Contain(basic));
                Assert.That(Directory.EnumerateFiles(_scratch.Folder).Where(path => Path.GetFileName(path) is not ("secret" or "header") && File.ReadAllText(path).Contains(Secret, StringComparison.Ordinal)), Is.Empty);
            });
        }
    }

    [Test]
    public void Secrets_come_from_variables_too()
    {
        using var server = new StubServer(static _ => new StubAnswer(403, "no"));
        string[] command = ["snapshot", "--output", "metrics.yml"];
        (string, string?)[] environment = [("PROMETHEUS_URL", server.Url), ("OUR_SECRET", Secret), ("OUR_HEADERS", $"X-Scope-OrgID: team\nAuthorization: Custom {Secret}")];
        ToolRun[] runs =
        [
            ToolRun.AsProcess(_scratch.Folder, [.. command, "--username", "me", "--password-env", "OUR_SECRET"], null, environment),
            ToolRun.AsProcess(_scratch.Folder, [.. command, "--bearer-token-env", "OUR_SECRET"], null, environment),
            ToolRun.AsProcess(_scratch.Folder, [.. command, "--header-env", "OUR_HEADERS"], null, environment),
        ];

        Assert.Multiple(() =>
        {
            Assert.That(server.Requests.Select(static request => request.Headers["Authorization"]).Distinct().Count(), Is.EqualTo(3));
            Assert.That(server.Requests[^1].Headers["X-Scope-OrgID"], Is.EqualTo("team"));
            Assert.That(runs.Select(static run => run.ExitCode), Is.All.EqualTo(ExitCodes.Failure));
            Assert.That(string.Concat(runs.Select(static run => run.Output + run.Error)), Does.Not.Contain(Secret));
            Assert.That(ToolRun.AsProcess(_scratch.Folder, [.. command, "--bearer-token-env", "NOT_SET"], null, environment).ExitCode, Is.EqualTo(ExitCodes.Usage));
        });
    }

    [Test]
    public void Real_server_with_tls_and_a_password_lets_in_who_has_both()
    {
        // The hash is that of "test", as Prometheus' documentation has it.
        _scratch.With("web.yml", $$"""
            tls_server_config: {cert_file: {{_scratch["server.pem"]}}, key_file: {{_scratch["server.key"]}} }
            basic_auth_users:
              me: $2b$12$hNf2lSsxfm0.i4a.1kVpSOVyBCfIB51VRjgBUyv6kdnyTlgWj81Ay
            """).With("prometheus.yml", "global: {scrape_interval: 1s}\nscrape_configs: []\n").With("password", "test\n").With("wrong", "tests\n");
        using HttpClient client = _certificates.MakeClient();
        using Sandbox prometheus = Sandbox.SecurePrometheus(_scratch["prometheus.yml"], _scratch["web.yml"], client);
        string[] command = ["gate", "g", "--url", prometheus.Url];

        Assert.Multiple(() =>
        {
            Assert.That(Run([.. command, "--ca-file", "ca.pem", "--username", "me", "--password-file", "password"]).Output, Does.Contain("no data"));
            Assert.That(Run([.. command, "--ca-file", "ca.pem", "--username", "me", "--password-file", "wrong"]).Output, Does.Contain("401").And.Not.Contain("no data"));
            Assert.That(Run([.. command, "--ca-file", "ca.pem"]).Output, Does.Contain("401").And.Contain("give user and password or a token"));
            Assert.That(Run([.. command, "--username", "me", "--password-file", "password"]).Output, Does.Contain("TLS: "));
        });
    }

    private ToolRun Run(string[] args) => ToolRun.InProcess(_scratch.Folder, args);
}
