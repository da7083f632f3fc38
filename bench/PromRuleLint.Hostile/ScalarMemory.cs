using System.Globalization;
using System.Text;
using PromRuleLint.Configuration;
using PromRuleLint.Text;

namespace PromRuleLint.Hostile;

/// <summary>How much memory linting asks for a byte of one scalar, as YAML writes it in different ways.</summary>
internal static class ScalarMemory
{
    /// <summary>The ways to write a scalar of a length.</summary>
    public static IReadOnlyList<(string Name, Func<int, string> Text)> Ways { get; } =
    [
        ("plain", static n => Label(new string('x', n))),
        ("single quotes", static n => Label($"'{new string('x', n)}'")),
        ("double quotes", static n => Label($"\"{new string('x', n)}\"")),
        ("escapes", static n => Label($"\"{Repeat(@"\u0041", n / 6)}\"")),
        ("single quotes, doubled", static n => Label($"'{Repeat("''", n / 2)}'")),
        ("literal block", static n => Block("|", Repeat("      x y z\n", n / 12))),
        ("folded block", static n => Block(">", Repeat("      x y z\n", n / 12))),
        ("folded quotes", static n => Label($"\"x\n{Repeat("      x y z\n", n / 12)}      x\"")),
        ("empty lines", static n => Block("|", Repeat("\n", n))),
        ("expression", static n => $"groups:\n- name: g\n  rules:\n  - record: r\n    expr: up{{a=\"{new string('x', n)}\"}}\n"),
        ("template", static n => $"groups:\n- name: g\n  rules:\n  - alert: A\n    expr: up == 0\n    annotations: {{a: '{new string('x', n)}{{{{ $value }}}}'}}\n"),
        ("comment", static n => $"# {new string('x', n)}\n{Label("x")}"),
        ("key", static n => $"groups:\n- name: g\n  rules:\n  - record: r\n    expr: up\n    {new string('x', n)}: 1\n"),
        ("scalar in a scalar", static n => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a}}\ndata:\n  a.yml: |\n{string.Concat(Label(new string('x', n)).TrimEnd('\n').Split('\n').Select(static line => $"    {line}\n"))}"),
    ];

    /// <summary>Prints a row for each way.</summary>
    /// <returns>0 where none asks for more than 20 bytes, else 1.</returns>
    public static int Print()
    {
        bool isLittle = true;
        Console.WriteLine("| scalar | bytes asked for a byte |");
        Console.WriteLine("|---|---:|");
        foreach ((string name, Func<int, string> text) in Ways)
        {
            double each = PerByte(text);
            isLittle &= each <= 20;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {each:F1} |"));
        }

        return isLittle ? 0 : 1;
    }

    /// <summary>What reading and linting asks for each byte that a file of a megabyte has more than one of half its length.</summary>
    public static double PerByte(Func<int, string> text)
    {
        byte[] small = Encoding.UTF8.GetBytes(text(500_000)), large = Encoding.UTF8.GetBytes(text(1_000_000));
        _ = Allocated(small);
        return (double)(Allocated(large) - Allocated(small)) / (large.Length - small.Length);
    }

    private static long Allocated(byte[] bytes)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        new Linter().Lint([new LintInput(SourceText.FromBytes("a.yml", bytes), LintConfiguration.Default)]);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private static string Label(string value) => $"groups:\n- name: g\n  rules:\n  - record: r\n    expr: up\n    labels:\n      a: {value}\n";

    private static string Block(string style, string lines) => $"groups:\n- name: g\n  rules:\n  - alert: A\n    expr: up == 0\n    annotations:\n     a: {style}\n{lines}";

    private static string Repeat(string text, int n) => new StringBuilder(text.Length * n).Insert(0, text, n).ToString();
}
