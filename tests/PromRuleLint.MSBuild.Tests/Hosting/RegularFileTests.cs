using System.Diagnostics;
using System.Net.Sockets;
using PromRuleLint.Hosting;

namespace PromRuleLint.MSBuild.Tests.Hosting;

public sealed class RegularFileTests
{
    private Scratch _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new Scratch();

    [TearDown]
    public void DropFolder() => _folder.Dispose();

    [Test]
    public void File_and_a_link_to_it_are_read_and_an_empty_one_is_empty()
    {
        File.CreateSymbolicLink(_folder["link"], _folder.Write("a", "text"));
        _folder.Write("empty", "");

        Assert.That(RegularFile.ReadAllBytes(_folder["a"]), Is.EqualTo("text"u8.ToArray()));
        Assert.That(RegularFile.ReadAllBytes(_folder["link"]), Is.EqualTo("text"u8.ToArray()));
        Assert.That(RegularFile.ReadAllBytes(_folder["empty"]), Is.Empty);
    }

    [Test]
    public void Longer_file_than_allowed_is_refused_before_it_is_read()
    {
        _folder.Write("a", "12345");

        Assert.That(RegularFile.ReadAllBytes(_folder["a"], maxLength: 5), Has.Length.EqualTo(5));
        Assert.That(() => RegularFile.Open(_folder["a"], maxLength: 4), Throws.InstanceOf<IOException>().With.Message.Contains("longer"));
    }

    [Test]
    [Platform("Linux")]
    public void Pipe_device_and_socket_are_refused_also_behind_links()
    {
        Process.Start("mkfifo", [_folder["pipe"]]).WaitForExit();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder["socket"]));
        foreach (string target in new[] { _folder["pipe"], _folder["socket"], "/dev/zero", "/dev/null", "/dev/random", "/dev/tty", "/dev/ptmx" })
        {
            Assert.That(() => RegularFile.Open(target), Throws.InstanceOf<IOException>().With.Message.EqualTo("it is not a regular file"), target);
            string link = _folder["link" + Path.GetFileName(target)];
            File.CreateSymbolicLink(link, target);
            Assert.That(() => RegularFile.Open(link), Throws.InstanceOf<IOException>().With.Message.EqualTo("it is not a regular file"), target);
        }
    }

    [Test]
    [Platform("Linux")]
    public void What_the_kernel_makes_up_gives_nothing()
    {
        File.CreateSymbolicLink(_folder["link"], "/proc/self/environ");

        Assert.That(RegularFile.ReadAllBytes("/proc/self/environ"), Is.Empty);
        Assert.That(RegularFile.ReadAllBytes(_folder["link"]), Is.Empty);
    }

    [Test]
    public void Link_that_leads_nowhere_or_to_itself_and_a_folder_are_refused()
    {
        File.CreateSymbolicLink(_folder["loop"], _folder["loop"]);
        File.CreateSymbolicLink(_folder["none"], _folder["gone"]);
        Directory.CreateDirectory(_folder["folder"]);

        Assert.That(() => RegularFile.Open(_folder["loop"]), Throws.InstanceOf<IOException>());
        Assert.That(() => RegularFile.Open(_folder["none"]), Throws.InstanceOf<IOException>());
        Assert.That(() => RegularFile.Open(_folder["folder"]), Throws.InstanceOf<IOException>().With.Message.EqualTo("it is a folder"));
    }
}
