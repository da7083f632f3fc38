namespace PromRuleLint.Tool.Tests;

/// <summary>A folder of one test, gone after it.</summary>
internal sealed class Scratch : IDisposable
{
    public const string GoodRules = """
        groups:
          - name: example
            rules:
              - record: job:requests:rate5m
                expr: sum by (job) (rate(requests_total[5m]))

        """;

    public const string BadRules = """
        groups:
          - name: example
            rules:
              - record: duri_beats
                expr: increase(duri_textfile_heartbeat_seq{metric_realm="prod"}[5m])

        """;

    public string Folder { get; } = Directory.CreateTempSubdirectory("promrulelint").FullName;

    public string this[string name] => Path.Combine(Folder, name);

    public Scratch With(string name, string text) => With(name, System.Text.Encoding.UTF8.GetBytes(text));

    public Scratch With(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], bytes);
        return this;
    }

    public void Dispose()
    {
        // git makes its objects read-only, which keeps Windows from deleting them.
        if (OperatingSystem.IsWindows())
        {
            foreach (string file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
            {
                File.SetAttributes(file, FileAttributes.Normal);
            }
        }

        Directory.Delete(Folder, recursive: true);
    }
}
