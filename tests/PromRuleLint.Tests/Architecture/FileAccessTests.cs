using System.Text.RegularExpressions;

namespace PromRuleLint.Tests.Architecture;

/// <summary>
/// Files are opened, and programs are started, in a few places only: those that refuse pipes, devices and what leads out of a
/// repository, and those that find a program by an absolute path.
/// </summary>
public sealed class FileAccessTests
{
    private static readonly string Sources = Path.Combine(Repository.Root, "src");

    /// <summary>What opens files or starts programs, and the only files that may use it.</summary>
    private static readonly (string What, string Pattern, string[] Places)[] Rules =
    [
        ("reads a file", @"\bFile\.(Open(?!Handle)\w*|Read\w+)\(|new StreamReader\((?!stream|new MemoryStream|Assembly)|new BinaryReader\((?!new MemoryStream)", ["Tool/ProcessInput.cs"]),
        ("writes a file", @"\bFile\.(Write\w+|Append\w+|Create(?!SymbolicLink|Text)\w*|CreateText|Copy|Replace)\(|new StreamWriter\((?!StandardStream\.|new FileStream)", []),
        ("opens a stream of a file", @"new FileStream\(|File\.OpenHandle\(",
            ["Hosting/RegularFile.cs", "Hosting/FileWriter.cs", "Hosting/OutputFile.cs", "Operations/Textfiles/FileLock.cs", "Operations/Textfiles/TextfileWriter.cs", "Operations/Reloading/SafeReload.cs"]),
        ("moves a file", @"\bFile\.Move\(|\.MoveTo\(", ["Hosting/FileWriter.cs", "Operations/Textfiles/TextfileWriter.cs"]),
        ("reads keys from a file", @"FromPemFile\(|LoadPkcs12FromFile\(|LoadCertificateFromFile\(|CreateFromEncryptedPemFile\(", []),
        ("loads code from a file", @"\bAssembly\.Load\w*\(|LoadFromAssemblyPath\(|NativeLibrary\.Load\(", []),
        ("starts a program", @"\bProcess\.Start\(|\bProcessStartInfo\b|\.StartInfo\b", ["Hosting/Git/GitProcess.cs", "Operations/Reloading/Promtool.cs", "Operations/Reloading/ReloadSignal.cs"]),
    ];

    [Test]
    public void Files_are_opened_and_programs_started_in_few_places()
    {
        string[] files = [.. Directory.EnumerateFiles(Sources, "*.cs", SearchOption.AllDirectories).Where(static path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))];
        var faults = new List<string>();
        var used = new HashSet<(string, string)>();
        foreach (string file in files)
        {
            string name = Path.GetRelativePath(Sources, file).Replace('\\', '/').Replace("PromRuleLint.", "", StringComparison.Ordinal);
            string[] lines = File.ReadAllLines(file);
            for (int i = 0; i < lines.Length; i++)
            {
                foreach ((string what, string pattern, string[] places) in Rules.Where(rule => !lines[i].TrimStart().StartsWith('/') && System.Text.RegularExpressions.Regex.IsMatch(lines[i], rule.Pattern)))
                {
                    if (places.Contains(name))
                    {
                        used.Add((what, name));
                    }
                    else
                    {
                        faults.Add($"{name}:{i + 1} {what}: {lines[i].Trim()}");
                    }
                }
            }
        }

        Assert.That(files, Has.Length.GreaterThan(100));
        Assert.That(faults, Is.Empty);
        Assert.That(used, Has.Count.EqualTo(Rules.Sum(static rule => rule.Places.Length)), "each of the places is one");
    }
}
