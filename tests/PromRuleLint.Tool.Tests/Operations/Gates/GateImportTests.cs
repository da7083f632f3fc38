namespace PromRuleLint.Tool.Tests.Operations.Gates;

public sealed class GateImportTests
{
    [Test]
    public void Targets_with_two_levels_and_checks()
    {
        (string text, string notes) = Import("""
            targets:
              duri_error_budget_burn_30d: {pass: 0.3, warn: 0.4}
              duri_green_uptime_ratio: {pass: 0.9995, warn: 0.999}
              duri_dr_rehearsal_p95_minutes: 12
              duri_heartbeat_ok: {pass: 1, op: eq}
              empty: {}
            checks:
              - duri_lyapunov_v <= 0.3
              - {name: failures, query: duri_canary_failure_ratio, op: le, value: 0.08}
              - branch-is-protected
            """);

        Assert.That(text, Is.EqualTo("""
            gates:
              imported:
                - name: 'duri_error_budget_burn_30d'
                  expr: 'duri_error_budget_burn_30d'
                  bound: '<= 0.4'
                  warn: '<= 0.3'
                - name: 'duri_green_uptime_ratio'
                  expr: 'duri_green_uptime_ratio'
                  bound: '>= 0.999'
                  warn: '>= 0.9995'
                - name: 'duri_dr_rehearsal_p95_minutes'
                  expr: 'duri_dr_rehearsal_p95_minutes'
                  bound: '<= 12'
                - name: 'duri_heartbeat_ok'
                  expr: 'duri_heartbeat_ok'
                  bound: '== 1'
                - name: 'duri_lyapunov_v <= 0.3'
                  expr: 'duri_lyapunov_v'
                  bound: '<= 0.3'
                - name: 'failures'
                  expr: 'duri_canary_failure_ratio'
                  bound: '<= 0.08'

            """.ReplaceLineEndings("\n")));
        Assert.That(notes, Does.Contain("'duri_dr_rehearsal_p95_minutes' must be <= its level is guessed").And.Contain("'empty' has neither").And.Contain("'branch-is-protected' is no comparison"));
    }

    [Test]
    public void Conditions_of_a_promotion()
    {
        (string text, string notes) = Import("""
            required_checks: [obs-lint]
            canary:
              min_samples: 300
              max_wait_seconds: 1800
              health_query: 'duri_canary_health == 1'
              quorum_threshold: 0.95
              ks_p_threshold: 0.05
              unique_ratio_min: 0.92
              dual_pass_required: true
            rollback:
              auto_trigger_on:
                - canary_rollback_rate > 0.05
                - dr_success_ratio_7d < 0.995
            """);

        Assert.That(text, Does.Contain("expr: 'duri_canary_samples'\n      bound: '>= 300'\n"));
        Assert.That(text, Does.Contain("expr: 'duri_canary_health'\n      bound: '== 1'\n      over: 30m\n      share: 0.95\n"));
        Assert.That(text, Does.Contain("bound: '>= 0.05'\n").And.Contain("bound: '>= 0.92'\n").And.Not.Contain("quorum:"));
        Assert.That(text, Does.Contain("expr: 'canary_rollback_rate'\n      bound: '<= 0.05'\n").And.Contain("expr: 'dr_success_ratio_7d'\n      bound: '>= 0.995'\n"));
        Assert.That(notes, Does.Contain("--wait 30m").And.Contain("'required_checks' has no counterpart"));
        Assert.That(Import("canary: {ks_p_threshold: 0.05, unique_ratio_min: 0.92, dual_pass_required: false}").Text, Does.Contain("quorum: 1\n      of:\n"));
    }

    [Test]
    public void Objectives_over_a_range()
    {
        (string text, string notes) = Import("""
            window: "120m"
            step: "30s"
            slo:
              availability:
                query: |
                  1 - sum(rate(errors_total[5m]))
                    / sum(rate(requests_total[5m]))
                threshold: 0.995
              latency_p95: {query: 'latency:p95', threshold: 0.45}
              broken: {query: 'sum(', threshold: 1}
            notify: {comment_on_pr: true}
            """);

        Assert.That(text, Does.Contain("expr: '1 - sum(rate(errors_total[5m])) / sum(rate(requests_total[5m]))'\n      bound: '>= 0.995'\n      for: 2h\n      tick: 30s\n"));
        Assert.That(text, Does.Contain("expr: 'latency:p95'\n      bound: '<= 0.45'\n").And.Not.Contain("broken"));
        Assert.That(notes, Does.Contain("'availability' must be >=").And.Contain("'broken' cannot be read").And.Contain("'notify' has no counterpart"));
    }

    [TestCase("")]
    [TestCase("a: [")]
    [TestCase("groups: []")]
    [TestCase("targets: {}")]
    public void File_without_conditions_is_no_success(string text)
    {
        using var scratch = new Scratch().With("gates.yml", text);
        Assert.That(ToolRun.InProcess(scratch.Folder, ["gate", "import", "gates.yml"]), Has.Property("ExitCode").EqualTo(ExitCodes.Findings).And.Property("Output").Empty);
    }

    /// <summary>What comes out is read as a configuration without a fault, or the test fails.</summary>
    private static (string Text, string Notes) Import(string file)
    {
        using var scratch = new Scratch().With("gates.yml", file);
        ToolRun run = ToolRun.InProcess(scratch.Folder, ["gate", "import", "gates.yml"]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        scratch.With("promrulelint.yml", run.Output);
        Assert.That(ToolRun.InProcess(scratch.Folder, ["gate", "imported", "--url", "http://127.0.0.1:1"]).ExitCode, Is.EqualTo(PromRuleLint.Tool.Commands.GateCommand.Hold));
        return (run.Output, run.Error);
    }
}
