namespace PromRuleLint.MSBuild.Tests.Packages;

/// <summary>A console project whose only link to this project is one package reference.</summary>
public class ConsoleProjectTests : BuildFixture
{
    [Test]
    public void A_bad_rule_fails_the_build_with_file_range_code_and_link_until_it_is_fixed()
    {
        Write("heartbeat.rules.yml", BadRules);
        DotNet.Result result = Build();

        Assert.That(result.ExitCode, Is.Not.Zero, result.Output);
        string file = System.Text.RegularExpressions.Regex.Escape(Path.Combine(Folder, "heartbeat.rules.yml"));
        string project = System.Text.RegularExpressions.Regex.Escape(Path.Combine(Folder, "app.csproj"));
        Assert.That(result.Lines, Has.One.Matches($@"^{file}\(5,15,5,23\): error PRL5001: .*increase.* \(https://\S+/PRL5001\.md\) \[{project}\]$"), result.Output);

        Write("heartbeat.rules.yml", GoodRules);
        result = Build();

        Assert.That(result.ExitCode, Is.Zero, result.Output);
        Assert.That(result.Output, Does.Not.Contain("PRL"));
    }

    [Test]
    public void A_warning_is_told_in_every_build_until_its_file_is_deleted()
    {
        Write("doubtful.rules.yml", DoubtfulRules);
        DotNet.Result first = Build();
        DotNet.Result second = Build();
        File.Delete(Path.Combine(Folder, "doubtful.rules.yml"));
        DotNet.Result third = Build();

        Assert.That(first.ExitCode, Is.Zero, first.Output);
        Assert.That(first.About("PRL7001"), Has.Some.Contains(": warning PRL7001: "), first.Output);
        Assert.That(second.About("PRL7001"), Is.EqualTo(first.About("PRL7001")));
        Assert.That(third.About("PRL7001"), Is.Empty, third.Output);
        Assert.That(third.About("PRL0016"), Has.Some.Contains("app.csproj(1,1,1,1): warning PRL0016: "), third.Output);
    }

    [Test]
    public void A_broken_file_does_not_hide_the_findings_of_another()
    {
        Write("broken.rules.yml", "groups: [\n");
        Write("heartbeat.rules.yml", BadRules);
        DotNet.Result result = Build();

        Assert.That(result.About("PRL1001"), Is.Not.Empty, result.Output);
        Assert.That(result.About("PRL5001"), Is.Not.Empty, result.Output);
    }

    [Test]
    public void A_short_name_is_left_alone_where_the_file_holds_no_rules()
    {
        Write("firewall_rules.yml", "allow:\n  - port: 443\n");
        DotNet.Result result = Build();

        Assert.That(result.ExitCode, Is.Zero, result.Output);
        Assert.That(result.Lines.Where(static line => line.Contains("PRL", StringComparison.Ordinal)), Has.All.Contains("PRL0016"), result.Output);
    }

    [TestCase("-p:NoWarn=PRL7001", true, null)]
    [TestCase("-p:NoWarn=duplicate-rule", true, null)]
    [TestCase("-p:WarningsAsErrors=PRL7001", false, "error")]
    [TestCase("-p:TreatWarningsAsErrors=true", false, "error")]
    [TestCase("-p:TreatWarningsAsErrors=true;WarningsNotAsErrors=PRL7001", true, "warning")]
    [TestCase("-warnaserror:PRL7001", false, "error")]
    public void The_properties_for_warnings_hold(string argument, bool passes, string? toldAs)
    {
        Write("doubtful.rules.yml", DoubtfulRules);
        DotNet.Result result = Build(argument);

        Assert.That(result.ExitCode == 0, Is.EqualTo(passes), result.Output);
        if (toldAs is null)
        {
            Assert.That(result.Output, Does.Not.Contain("PRL"));
        }
        else
        {
            Assert.That(result.About("PRL7001"), Has.Some.Contains($": {toldAs} PRL7001: "), result.Output);
        }
    }

    [Test]
    public void Unit_tests_are_looked_at_with_the_rules_that_they_load()
    {
        const string Test = """
            rule_files: [heartbeat.rules.yml]
            tests:
              - input_series:
                  - series: duri_textfile_heartbeat_seq{metric_realm="prod"}
                    values: 0+1x10
                promql_expr_test:
                  - expr: duri_heartbeat_changes_5m
                    eval_time: 5m
                    exp_samples:
                      - labels: duri_heartbeat_changes_5m{metric_realm="prod"}
                        value: 5

            """;
        Write("heartbeat.rules.yml", GoodRules);
        Write("heartbeat_test.yml", Test);
        DotNet.Result result = Build();
        Assert.That(result.ExitCode, Is.Zero, result.Output);
        Assert.That(result.Output, Does.Not.Contain("PRL"));

        Write("heartbeat_test.yml", Test.Replace("heartbeat.rules", "heartbeats.rules", StringComparison.Ordinal));
        Assert.That(Build().About("PRL8003"), Has.Some.Contains("heartbeat_test.yml(1,"));
    }

    [Test]
    public void A_design_time_build_lints_nothing()
    {
        Write("heartbeat.rules.yml", BadRules);
        DotNet.Result result = Build("-p:DesignTimeBuild=true");

        Assert.That(result.ExitCode, Is.Zero, result.Output);
        Assert.That(result.Output, Does.Not.Contain("PRL"));
    }

    [Test]
    public void The_default_items_can_be_turned_off_and_others_named()
    {
        Write("heartbeat.rules.yml", BadRules);
        Assert.That(Build("-p:EnableDefaultPrometheusRuleItems=false").ExitCode, Is.Zero);
        Assert.That(Build("-p:EnablePrometheusRuleLint=false").ExitCode, Is.Zero);
    }

    [Test]
    public void The_default_items_are_what_a_search_of_the_command_line_finds()
    {
        string[] taken =
        [
            "alert.yml", "alerts.yaml", "node-rules.yml", "heartbeat.rules.yml", "compose.yml", "firestore.rules",
            "prometheus/rules/node.yml", "prometheus/rules/team/node.rules.yml", "deploy/prometheus/alerts/disk.rules", "deploy/resource.yaml",
        ];
        string[] tests = ["node_test.yml", "rules/node.test.yaml"];
        string[] foreign = ["rules/bin/node.yml", "obj/node.rules.yml", "web/node_modules/a/a.yml", ".github/rules.yml", "readme.md"];
        foreach (string path in taken.Concat(tests).Concat(foreign))
        {
            Write(path, GoodRules);
        }

        Assert.That(Items("PrometheusRule"), Is.EquivalentTo(taken));
        Assert.That(Items("PrometheusRuleTest"), Is.EquivalentTo(tests));
        Assert.That(new PromRuleLint.Hosting.FileSearch(Folder).Find(["."]).Files.Select(static file => file.DisplayPath), Is.EquivalentTo(taken.Concat(tests)));
        Assert.That(Items("Watch").Where(static path => !path.EndsWith(".cs", StringComparison.Ordinal)), Is.EquivalentTo(taken.Except(["compose.yml", "deploy/resource.yaml"]).Concat(tests)));
    }

    private List<string> Items(string item)
    {
        DotNet.Result result = DotNet.Run(Folder, PackageFeed.BuildEnvironment, "msbuild", "app.csproj", $"-getItem:{item}");
        using var document = System.Text.Json.JsonDocument.Parse(result.Output);
        return [.. document.RootElement.GetProperty("Items").GetProperty(item).EnumerateArray().Select(static each => each.GetProperty("Identity").GetString()!.Replace('\\', '/'))];
    }

    [Test]
    public void A_resource_is_linted_by_what_it_holds_and_other_yaml_is_left_alone()
    {
        Write("deploy/monitoring.yaml", """
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            metadata: {name: shop}
            spec:
              groups:
                - name: shop
                  rules:
                    - {record: "shop:orders:rate5m", expr: "rate(shop_orders_total[5m]"}

            """);
        Write("deploy/values.yaml", "image: {tag: 1}\n");
        Write("compose.yml", "services: {web: {group_add: [1]}}\n");
        DotNet.Result result = Build("-v:n");

        Assert.That(result.About("PRL2001"), Has.Some.Contains("monitoring.yaml(8,"), result.Output);
        Assert.That(result.Output, Does.Not.Contain("compose.yml(").And.Contain("linted 1 rule file and 0 test files"));
    }

    [Test]
    public void What_is_published_into_the_project_is_not_linted_again()
    {
        Write("rules/heartbeat.rules.yml", BadRules);
        Write("out/rules/heartbeat.rules.yml", BadRules + "# as it was last week\n");
        Write("out/app.dll", "");
        Write("out/app.deps.json", "{}");
        DotNet.Result result = Build();
        Directory.Delete(Path.Combine(Folder, "out"), recursive: true);

        Assert.That(result.Lines.Where(static line => line.Contains(": error PRL5001: ", StringComparison.Ordinal)), Has.Exactly(1).Items, result.Output);
    }

    [Test]
    public void A_rule_file_of_any_name_in_a_folder_of_rules_is_linted_and_other_files_there_are_not()
    {
        Write("prometheus/rules/heartbeat.yml", BadRules);
        Write("prometheus/rules/owners.yml", "team:\n  - name: [\n");
        DotNet.Result result = Build();

        Assert.That(result.About("PRL5001"), Has.Some.Contains("heartbeat.yml"), result.Output);
        Assert.That(result.Output, Does.Not.Contain("owners.yml"));
    }

    [Test]
    public void The_configuration_can_be_named_and_is_found_above_the_rules_otherwise()
    {
        Write("heartbeat.rules.yml", BadRules);
        Write("promrulelint.yml", "severity:\n  forbidden-heartbeat-function: none\n  missing-realm-matcher: none\n");
        Assert.That(Build().ExitCode, Is.Zero);

        Write("strict.yml", "severity:\n  missing-realm-matcher: none\n");
        DotNet.Result result = Build("-p:PrometheusRuleConfigurationFile=strict.yml");
        Assert.That(result.About("PRL5001"), Is.Not.Empty, result.Output);
        Assert.That(result.About("PRL5005"), Is.Empty, result.Output);
    }

    [Test]
    public void Rule_files_and_their_configuration_are_inputs_that_an_ide_watches()
    {
        Write("heartbeat.rules.yml", GoodRules);
        Write("heartbeat_test.yml", "");
        Write("promrulelint.yml", "");
        DotNet.Result result = DotNet.Run(Folder, PackageFeed.BuildEnvironment, "msbuild", "app.csproj", "-getItem:UpToDateCheckInput");

        Assert.That(result.Output, Does.Contain("heartbeat.rules.yml").And.Contain("heartbeat_test.yml").And.Contain("promrulelint.yml"));
    }

    [Test]
    public void An_older_sdk_is_told_what_is_needed()
    {
        Write("heartbeat.rules.yml", GoodRules);
        DotNet.Result result = Build("-p:NETCoreSdkVersion=9.0.300");

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Output, Does.Contain("PromRuleLint.MSBuild needs MSBuild 18 and the .NET 10 SDK"));
    }
}
