using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Text;

namespace PromRuleLint.Hosting;

/// <summary>The texts of the files of a run, with what is asked of each before it is read as YAML.</summary>
internal sealed class FileTexts
{
    /// <summary>Fewer files than this are read on one thread.</summary>
    private const int ManyFiles = 16;

    private readonly bool[] _speakOfRuleFiles;
    private readonly bool[] _mayHoldRules;

    private FileTexts(int count)
    {
        Sources = new SourceText?[count];
        _speakOfRuleFiles = new bool[count];
        _mayHoldRules = new bool[count];
    }

    /// <summary>The text of each file; null where it cannot be read.</summary>
    public SourceText?[] Sources { get; }

    /// <summary>Reads files.</summary>
    /// <param name="files">The files.</param>
    /// <param name="diagnostics">Gets what cannot be read, in the order of the files.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static FileTexts Read(ImmutableArray<DistinctFile> files, ImmutableArray<Diagnostic>.Builder diagnostics, CancellationToken cancellation)
    {
        var texts = new FileTexts(files.Length);
        var failures = new Diagnostic?[files.Length];
        ParallelWork.For(files.Length, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = files.Length < ManyFiles ? 1 : -1 }, i => texts.Read(i, files[i].File, out failures[i]));
        diagnostics.AddRange(failures.OfType<Diagnostic>());
        return texts;
    }

    /// <summary>Whether a file has the word <c>rule_files</c>, as Prometheus configurations and unit tests do.</summary>
    public bool SpeaksOfRuleFiles(int index) => _speakOfRuleFiles[index];

    /// <summary>Whether a file should hold rules or tests, by its name or because it was named, or has a key that one with rules or tests has.</summary>
    public bool MayHoldRules(int index) => _mayHoldRules[index];

    /// <summary>Whether a file should hold rules or tests, by its name or because it was named.</summary>
    public static bool MustHoldRules(FoundFile file) => file.IsNamed || RuleFileNames.SaysRules(file.FullPath);

    private void Read(int index, FoundFile file, out Diagnostic? failure)
    {
        failure = null;
        SourceText? source = Sources[index] = file.Text ?? FileReader.Read(file, out failure);
        if (source is not null)
        {
            _speakOfRuleFiles[index] = source.Text.Contains("rule_files", StringComparison.Ordinal);
            _mayHoldRules[index] = MustHoldRules(file) || RuleKeys.StandIn(source.Text);
        }
    }
}
