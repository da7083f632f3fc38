using System.Diagnostics;

namespace PromRuleLint.Tool.Tests.Help;

/// <summary>Completion, asked of the shells themselves.</summary>
public sealed class CompletionTests
{
    [TestCase("promrulelint li", "lint")]
    [TestCase("promrulelint lint --forma", "--format")]
    [TestCase("promrulelint lint rules --format j", "json junit")]
    [TestCase("promrulelint lint -f sa", "sarif")]
    [TestCase("promrulelint promql ev", "eval")]
    [TestCase("promrulelint promql eval --targ", "--target-version")]
    [TestCase("promrulelint gate im", "import")]
    [TestCase("promrulelint completion z", "zsh")]
    [TestCase("promrulelint lint rules/", "")]
    [TestCase("promrulelint lint --config pro", "")]
    public void Bash_completes(string line, string offered)
    {
        string script = ToolRun.InProcess(Path.GetTempPath(), ["completion", "bash"]).Output;

        string output = Run("/bin/bash", "-c", $"{script}\nCOMP_WORDS=({line}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _promrulelint; echo \"${{COMPREPLY[*]}}\"");

        Assert.That(output.Trim(), Is.EqualTo(offered));
    }

    [TestCase("promrulelint li", "lint")]
    [TestCase("promrulelint lint --forma", "--format")]
    [TestCase("promrulelint lint rules --format j", "json junit")]
    [TestCase("promrulelint promql ev", "eval")]
    [TestCase("promrulelint completion z", "zsh")]
    public void Fish_completes(string line, string offered)
    {
        using var scratch = new Scratch();
        string script = Path.Combine(scratch.Folder, "completion.fish");
        File.WriteAllText(script, ToolRun.InProcess(scratch.Folder, ["completion", "fish"]).Output);

        string output = Run("/usr/bin/fish", "--no-config", "-c", $"source '{script}'; complete -C '{line}'");

        Assert.That(string.Join(' ', output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static each => each.Split('\t')[0])), Is.EqualTo(offered));
    }

    [Test]
    public void Zsh_reads_the_script()
    {
        using var scratch = new Scratch();
        string script = Path.Combine(scratch.Folder, "_promrulelint");
        File.WriteAllText(script, ToolRun.InProcess(scratch.Folder, ["completion", "zsh"]).Output);

        Assert.That(Run("/usr/bin/zsh", "-f", "-c", $"autoload -U compinit; compinit -u -D; source '{script}' && whence -w _promrulelint _promrulelint_promql_eval"), Is.EqualTo("_promrulelint: function\n_promrulelint_promql_eval: function\n"));
    }

    [Test]
    public void PowerShell_script_has_the_words_of_each_command()
    {
        string script = ToolRun.InProcess(Path.GetTempPath(), ["completion", "pwsh"]).Output;

        Assert.That(script, Does.Contain("Register-ArgumentCompleter -Native -CommandName promrulelint")
            .And.Contain("    'promql' = @('parse', 'check', 'eval', 'format', 'label-matchers'")
            .And.Contain("    'format:--width' = @()\n"));
    }

    private static string Run(string program, params string[] arguments)
    {
        if (!File.Exists(program))
        {
            Assert.Ignore($"{program} is not on this machine");
        }

        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(error.GetAwaiter().GetResult(), Is.Empty);
        return output;
    }
}
