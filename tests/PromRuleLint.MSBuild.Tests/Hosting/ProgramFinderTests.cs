using PromRuleLint.Hosting;

namespace PromRuleLint.MSBuild.Tests.Hosting;

public sealed class ProgramFinderTests
{
    private Scratch _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new Scratch();

    [TearDown]
    public void DropFolder() => _folder.Dispose();

    [Test]
    public void First_absolute_folder_that_has_it_is_taken()
    {
        string second = Program("second");
        Program("third");

        Assert.That(ProgramFinder.Find("git", Paths(_folder["first"], _folder["second"], _folder["third"])), Is.EqualTo(second));
    }

    [TestCase("")]
    [TestCase(".")]
    [TestCase("..")]
    [TestCase("tools")]
    [TestCase("./tools")]
    [TestCase("~/bin")]
    public void Entry_that_depends_on_the_current_folder_is_skipped(string entry)
    {
        string last = Program("last");
        string name = Path.GetFileNameWithoutExtension(last);

        Assert.That(ProgramFinder.Find(name, Paths(entry, _folder["last"], entry)), Is.EqualTo(last));
        Assert.That(ProgramFinder.Find(name, entry), Is.Null);
    }

    [Test]
    public void What_cannot_be_executed_is_skipped()
    {
        string last = Program("last");
        Directory.CreateDirectory(Path.Combine(_folder["folder"], Path.GetFileName(last)));
        _folder.Write("text/git", "no program");

        Assert.That(ProgramFinder.Find("git", Paths(_folder["folder"], _folder["text"], _folder["last"])), Is.EqualTo(last));
    }

    [Test]
    public void Without_a_path_nothing_is_found()
    {
        Assert.That(ProgramFinder.Find("git", null), Is.Null);
        Assert.That(ProgramFinder.Find("git", _folder["none"]), Is.Null);
    }

    private static string Paths(params string[] entries) => string.Join(Path.PathSeparator, entries);

    private string Program(string folder)
    {
        string name = Path.Combine(folder, OperatingSystem.IsWindows() ? "git.exe" : "git");
        _folder.Write(name, "");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder[name], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return _folder[name];
    }
}
