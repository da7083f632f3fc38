using System.Diagnostics;
using System.Text;

namespace PromRuleLint.Hostile;

/// <summary>Fills a folder with what a hostile repository may hold.</summary>
internal sealed class RepositoryMaker(string root, string outside, Random random)
{
    private static readonly string[] Entries =
        ["/**/**/**", "/etc/*", "../outside/*.yml", "../outside/secret.yml", "rules/*.yml", "**", "*", "link/*.yml", "/dev/zero", "/proc/self/environ", "a.yml", "\0", "", "[", "~", "C:\\x"];

    private static readonly string[] Settings =
    [
        "severity: {promql-syntax: none, no-such-check: error}", "heartbeat: {pattern: '(a|b)*a(a|b){12}'}", "heartbeat: {pattern: '('}", "realm: {label: r, allowed: [a, b]}",
        "files: {include: ['**/**/**/*'], exclude: ['*?*?*?*?*?*?*?*']}", "facts: {scrape_interval: 15s, retention: 1d}", "facts: {metric_catalog: ../outside/secret.yml}",
        "facts: {metric_catalog: device.yml}", "checks: [checks.dll, ../outside/x.dll]", "suppressions: {require_reason: true, read_pint_comments: true}", "rule_set: a", "schema: thanos", "nonsense: [", "&a a: *a",
    ];

    /// <summary>Paths to name besides the folder itself.</summary>
    public List<string> Named { get; } = [];

    /// <summary>A file that a program of the repository leaves when it is started.</summary>
    public string Trace { get; } = Path.Combine(Path.GetDirectoryName(root)!, "trace");

    /// <summary>A command of the command line over what was made.</summary>
    public string[] Command()
    {
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(root, "rules")).Select(path => Path.GetRelativePath(root, path)).Order(StringComparer.Ordinal)];
        string file = files.Length == 0 ? "rules" : files[random.Next(files.Length)];
        return random.Next(14) switch
        {
            0 => ["test", ".", "--allow-empty"],
            1 => ["test", file, "--coverage", "text", "--format", Pick("text", "json", "junit")],
            2 => ["witness", file],
            3 => ["witness", ".", "--write", Pick("out", "link", "rules")],
            4 => ["rule-sets", "."],
            5 => ["format", Pick(".", file)],
            6 => ["explain", $"{file}:{random.Next(1, 20)}"],
            7 => ["textfile", "check", "rules"],
            8 => ["gate", "test", file],
            9 => ["gate", "import", file],
            10 => ["promql", "eval", "--series", file, "up"],
            11 => ["lint", ".", "--format", Pick("text", "msbuild", "github", "json", "sarif", "junit")],
            12 => ["lint", ".", "--baseline", Pick("known.json", file, "link/secret.yml"), "--update"],
            _ => ["fix", ".", "--unsafe"],
        };
    }

    /// <summary>Makes files, links, configurations and perhaps a git repository.</summary>
    /// <returns>Whether it is one of git.</returns>
    public bool Make()
    {
        int files = random.Next(1, 8);
        for (int i = 0; i < files; i++)
        {
            Write($"rules/{i}{Pick(".yml", ".yaml", ".rules", "_test.yml", "\u202E.yml", "\e[2J.yml", "\n::error::.yml")}", Content());
        }

        bool isGit = random.Next(3) == 0 && OperatingSystem.IsLinux();
        if (isGit)
        {
            Git("init", "-q");
            Git("add", "-A");
            Git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "a");
            MakeGitState();
        }

        MakeLinks();
        if (random.Next(2) == 0)
        {
            Write(Pick("promrulelint.yml", "rules/promrulelint.yml", "promrulelint.yaml"), string.Join('\n', Enumerable.Range(0, random.Next(1, 5)).Select(_ => Pick(Settings))) + "\n");
        }

        return isGit;
    }

    private string Content()
    {
        if (random.Next(6) == 0)
        {
            return $"global: {{}}\nscrape_configs: []\nrule_files: ['{string.Join("', '", Enumerable.Range(0, 3).Select(_ => Pick(Entries)))}']\ntests: []\n";
        }

        GrowthShape shape = GrowthShapes.All[random.Next(GrowthShapes.All.Count)];
        var text = new StringBuilder(shape.Files(random.Next(1, shape.First < 100 ? 4 : 60))[0]);
        for (int i = random.Next(6); i > 0 && text.Length > 4; i--)
        {
            int at = random.Next(text.Length - 2);
            switch (random.Next(4))
            {
                case 0:
                    text.Remove(at, Math.Min(text.Length - at, random.Next(1, 30)));
                    break;
                case 1:
                    text.Insert(at, Pick("\0", "\t", "\r", "\uFEFF", "\u2028", "'", "\"", "{{", "}}", "[", "*a", "&a ", "!x ", "- ", ": ", "#", "|\n", "\e[31m", "\u202E", "%YAML 1.1\n---\n", "\uD83D"));
                    break;
                case 2:
                    text.Insert(at, text.ToString(at, Math.Min(text.Length - at, random.Next(1, 200))));
                    break;
                default:
                    text.Length = at + 1;
                    break;
            }
        }

        return text.ToString();
    }

    private void MakeLinks()
    {
        for (int i = random.Next(5); i > 0; i--)
        {
            string name = $"rules/link{i}.yml";
            string target = Pick(outside, Path.Combine(outside, "secret.yml"), "/dev/zero", "/dev/random", "/", ".", "..", name, "0.yml", "/proc/self/environ", "/proc/self/fd/0", "none");
            File.CreateSymbolicLink(Path.Combine(root, name), target);
            if (random.Next(2) == 0)
            {
                Named.Add(name);
            }
        }

        if (random.Next(4) == 0)
        {
            File.CreateSymbolicLink(Path.Combine(root, "device.yml"), "/dev/zero");
        }

        if (random.Next(4) == 0)
        {
            Directory.CreateSymbolicLink(Path.Combine(root, "link"), outside);
            Named.Add("link/*.yml");
        }

        if (random.Next(4) == 0 && OperatingSystem.IsLinux())
        {
            Process.Start("mkfifo", [Path.Combine(root, "rules/pipe.yml")]).WaitForExit();
            Named.Add("rules/pipe.yml");
        }
    }

    private void MakeGitState()
    {
        string program = Path.Combine(root, "git");
        File.WriteAllText(program, $"#!/bin/sh\ntouch '{Trace}'\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        for (int i = random.Next(4); i > 0; i--)
        {
            switch (random.Next(6))
            {
                case 0:
                    Git("config", Pick("core.fsmonitor", "core.sshCommand", "diff.external", "core.pager", "filter.x.clean", "filter.x.process", "core.alternateRefsCommand"), program);
                    File.AppendAllText(Path.Combine(root, ".gitattributes"), "* filter=x diff=x\n");
                    break;
                case 1:
                    File.WriteAllText(Path.Combine(root, ".git/HEAD"), Pick("", "ref: refs/heads/none\n", "garbage\n"));
                    break;
                case 2:
                    File.WriteAllText(Path.Combine(root, ".git/index"), Pick("", "garbage"));
                    break;
                case 3:
                    Write("rules/0.yml", Content());
                    break;
                case 4:
                    File.AppendAllText(Path.Combine(root, ".git/config"), Pick("[core]\n\tworktree = /\n", "[core]\n\tbare = true\n", "[include]\n\tpath = /dev/zero.none\n", "garbage [\n"));
                    break;
                default:
                    Git("mv", "rules/0.yml", "rules/moved.yml");
                    break;
            }
        }

        // What git started while the repository was made is not what is looked for.
        File.Delete(Trace);
    }

    private void Write(string name, string text)
    {
        string path = Path.Combine(root, name);
        File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text));
    }

    private void Git(params string[] args)
    {
        var start = new ProcessStartInfo("/usr/bin/git", args) { WorkingDirectory = root, RedirectStandardError = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
    }

    private T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];
}
