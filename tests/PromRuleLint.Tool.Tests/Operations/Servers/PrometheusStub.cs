namespace PromRuleLint.Tool.Tests.Operations.Servers;

/// <summary>Answers as a Prometheus with one rule file does, until a test has it misbehave.</summary>
internal sealed class PrometheusStub : IDisposable
{
    private readonly StubServer _server;
    private int _evaluations;

    public PrometheusStub(string ruleFile)
    {
        RuleFile = ruleFile;
        _server = new StubServer(request => Override(request) is { IsHandled: true } own ? own.Answer : Default(request));
    }

    /// <summary>What a test answers instead; not handled by default.</summary>
    public Func<StubRequest, (bool IsHandled, StubAnswer? Answer)> Override { get; set; } = static _ => default;

    /// <summary>The rule file that it has loaded.</summary>
    public string RuleFile { get; }

    /// <summary>How often it was asked to reload.</summary>
    public int Reloads { get; private set; }

    public string Url => _server.Url;

    public IReadOnlyList<StubRequest> Requests => _server.Requests;

    public void Dispose() => _server.Dispose();

    /// <summary>The answer about the rules.</summary>
    public StubAnswer Rules(string query = "sum by (job) (up) * 2", string health = "ok") => StubAnswer.Success($$"""
        {"groups":[{"name":"doubled","file":"{{RuleFile}}","interval":1,"lastEvaluation":"2026-03-01T12:00:{{_evaluations++ % 60:00}}Z","rules":[
          {"type":"recording","name":"job:up:doubled","query":"{{query}}","health":"{{health}}","lastError":"","lastEvaluation":"2026-03-01T12:00:00Z"}]}]}
        """);

    private StubAnswer? Default(StubRequest request)
    {
        switch (request.Path.Split('?')[0])
        {
            case "/-/ready":
                return new StubAnswer(200, "Prometheus Server is Ready.\n");
            case "/-/reload":
                Reloads++;
                return new StubAnswer(200, "");
            case "/api/v1/status/config":
                return StubAnswer.Success($$"""{"yaml":"global: {}\nrule_files:\n- {{RuleFile}}\n"}""");
            case "/api/v1/status/flags":
                return StubAnswer.Success("""{"config.file":"/etc/prometheus/prometheus.yml"}""");
            case "/api/v1/status/runtimeinfo":
                return StubAnswer.Success($$"""{"CWD":"/","lastConfigTime":"2026-03-01T11:00:0{{Reloads}}Z","reloadConfigSuccess":true}""");
            case "/api/v1/rules":
                return Rules();
            case "/api/v1/query":
                return StubAnswer.Success("""{"resultType":"scalar","result":[1772366400,"1772366400"]}""");
            default:
                return new StubAnswer(404, "");
        }
    }
}
