using System.Collections.Immutable;
using PromRuleLint.Hosting;
using PromRuleLint.PromQL;
using PromRuleLint.Text;

namespace PromRuleLint.Operations.Textfiles;

/// <summary>Looks at all <c>.prom</c> files of a textfile directory, one by one and together: where two files say different things of a metric, the node exporter leaves out what the later one says.</summary>
/// <param name="age">How old a file may be, by its name and what it holds.</param>
/// <param name="now">The time.</param>
internal sealed class TextfileCheck(Func<string, ExpositionFile, TextfileAge> age, DateTimeOffset now)
{
    private readonly List<TextfileFinding> _findings = [];
    private readonly Dictionary<string, (string File, int Line)> _series = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Family> _families = new(StringComparer.Ordinal);

    /// <summary>Looks at a directory.</summary>
    /// <exception cref="IOException">It is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public TextfileCheckResult Run(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"there is no directory '{folder}'");
        }

        int samples = 0;
        string[] paths = [.. Directory.EnumerateFiles(folder).Where(static path => path.EndsWith(".prom", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        foreach (string path in paths)
        {
            samples += Look(path);
        }

        if (paths.Length == 0)
        {
            Report("", 0, "there is no .prom file here; is it the directory that the writers use?");
        }

        return new TextfileCheckResult(paths.Length, samples, [.. _findings]);
    }

    private int Look(string path)
    {
        string name = Path.GetFileName(path);
        string text;
        DateTimeOffset written;
        try
        {
            text = SourceText.FromUtf8(path, RegularFile.ReadAllBytes(path)).Text;
            if (text.Length == 0)
            {
                Report(name, 0, "the file is empty");
                return 0;
            }

            written = new DateTimeOffset(File.GetLastWriteTimeUtc(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Report(name, 0, $"the file cannot be read: {exception.Message.TrimEnd('.')}");
            return 0;
        }

        ExpositionFile file = ExpositionReader.Read(text);
        foreach (ExpositionError error in file.Errors)
        {
            Report(name, error.Line, error.Message);
        }

        if (file.Samples.IsEmpty)
        {
            Report(name, 0, "the file holds no sample");
        }

        LookAtAge(name, written, age(name, file));
        LookAtMode(name, path);
        Compare(name, file);
        return file.Samples.Length;
    }

    private void LookAtAge(string name, DateTimeOffset written, TextfileAge limit)
    {
        TimeSpan old = now - written;
        if (old > limit.Limit)
        {
            Report(name, 0, $"the file is {Text(old)} old, but is to be written every {Text(limit.Cadence)} with {Text(limit.Grace)} grace; is its writer at work?");
        }
        else if (old < -TimeSpan.FromMinutes(1))
        {
            Report(name, 0, $"the file was written {Text(-old)} in the future; set the clock");
        }
    }

    private void LookAtMode(string name, string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & UnixFileMode.OtherRead) == 0)
        {
            Report(name, 0, "only its owner may read the file, and the node exporter runs as another user; chmod 0644");
        }
    }

    private void Compare(string name, ExpositionFile file)
    {
        foreach (ExpositionSample sample in file.Samples)
        {
            if (!_series.TryAdd(sample.Series, (name, sample.Line)) && _series[sample.Series] is var first && first.File != name)
            {
                Report(name, sample.Line, $"'{sample.Series}' is in {first.File}:{first.Line} too; the node exporter leaves this one out");
            }
        }

        foreach (ExpositionSample sample in file.Samples.DistinctBy(sample => file.TypeOf(sample.Name)?.Metric ?? sample.Name, StringComparer.Ordinal))
        {
            CompareFamily(name, file, sample);
        }
    }

    // A metric without TYPE is untyped, and one without HELP gets another text than one with it: both differ from what another file says.
    private void CompareFamily(string name, ExpositionFile file, ExpositionSample sample)
    {
        ExpositionComment? type = file.TypeOf(sample.Name);
        string metric = type?.Metric ?? sample.Name;
        ExpositionComment? help = file.Helps.FirstOrDefault(each => each.Metric == metric);
        var family = new Family(name, type, help);
        if (_families.TryAdd(metric, family))
        {
            return;
        }

        Family first = _families[metric];
        if ((type?.Text ?? "untyped") != (first.Type?.Text ?? "untyped"))
        {
            Report(name, type?.Line ?? sample.Line, $"'{metric}' is {type?.Text ?? "untyped"} here and {first.Type?.Text ?? "untyped"} in {first.File}; the node exporter leaves out what differs from the first, give both one TYPE");
        }
        else if (help?.Text != first.Help?.Text)
        {
            string difference = help is null ? $"no HELP here, but one in {first.File}" : first.Help is null ? $"a HELP here, but none in {first.File}" : $"another HELP than in {first.File}:{first.Help.Line}";
            Report(name, help?.Line ?? sample.Line, $"'{metric}' has {difference}; the node exporter leaves out what differs from the first, give both one HELP");
        }
    }

    private void Report(string file, int line, string message) => _findings.Add(new TextfileFinding(file, line, message));

    private static string Text(TimeSpan value) => PrometheusDuration.Format(TimeSpan.FromSeconds(Math.Floor(value.TotalSeconds)));

    private sealed record Family(string File, ExpositionComment? Type, ExpositionComment? Help);
}
