using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting;
using PromRuleLint.Text;

namespace PromRuleLint.MSBuild.Tests.Hosting;

public class FileReaderTests
{
    private Scratch _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new Scratch();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_file_is_read_whole_under_the_name_for_display()
    {
        string path = _folder.Write("a.yml", new string('x', 5000) + "\r\nend");

        SourceText? text = FileReader.Read(new FoundFile(path, "shown.yml", IsNamed: true), out Diagnostic? diagnostic);

        Assert.That(diagnostic, Is.Null);
        Assert.That(text!.Path, Is.EqualTo("shown.yml"));
        Assert.That(text.Text, Has.Length.EqualTo(5005));
    }

    [Test]
    public void A_stream_that_cannot_seek_is_read_to_its_end()
    {
        using var stream = new ForwardStream(new byte[100_000]);

        Assert.That(FileReader.Read(stream, "<stdin>")!.Text, Has.Length.EqualTo(100_000));
    }

    [Test]
    public void A_missing_file_is_a_finding() => Assert.That(Failure("none.yml"), Does.EndWith("there is no such file"));

    [Test]
    public void A_file_in_a_missing_folder_is_a_finding() => Assert.That(Failure("none/none.yml"), Does.EndWith("there is no such file"));

    [Test]
    public void A_folder_is_a_finding()
    {
        Directory.CreateDirectory(_folder["a.yml"]);

        Assert.That(Failure("a.yml"), Does.EndWith("it is a folder"));
    }

    [Test]
    public void A_link_to_itself_is_a_finding()
    {
        File.CreateSymbolicLink(_folder["a.yml"], _folder["a.yml"]);

        Assert.That(Failure("a.yml"), Is.Not.Empty);
    }

    [Test]
    public void A_pipe_that_a_search_came_upon_is_not_waited_for()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("made with a command of Linux");
        }

        System.Diagnostics.Process.Start("mkfifo", [_folder["a.yml"]]).WaitForExit();
        System.Threading.Tasks.Task<SourceText?> read = System.Threading.Tasks.Task.Run(() => FileReader.Read(new FoundFile(_folder["a.yml"], "a.yml", IsNamed: false), out _));

        Assert.That(read.Wait(TimeSpan.FromMinutes(5)), "still waiting");
        Assert.That(read.Result!.Text, Is.Empty);
    }

    [Test]
    public void An_unreadable_file_is_a_finding()
    {
        string path = _folder.Write("a.yml", "x");
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("this user may read every file");
            return;
        }

        File.SetUnixFileMode(path, UnixFileMode.None);

        Assert.That(Failure("a.yml"), Does.EndWith("access is denied"));
    }

    private string Failure(string relative)
    {
        SourceText? text = FileReader.Read(new FoundFile(_folder[relative], relative, IsNamed: true), out Diagnostic? diagnostic);

        Assert.That(text, Is.Null);
        Assert.That(diagnostic!.Id, Is.EqualTo("PRL0001"));
        Assert.That(diagnostic.Location.Path, Is.EqualTo(relative));
        return diagnostic.Message;
    }

    private sealed class ForwardStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 777));
    }
}
