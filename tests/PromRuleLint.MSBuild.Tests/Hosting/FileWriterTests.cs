using System.Text;
using PromRuleLint.Hosting;
using PromRuleLint.Text;

namespace PromRuleLint.MSBuild.Tests.Hosting;

/// <summary>Whatever goes wrong while a file is replaced, the original is there, whole, and nothing lies beside it.</summary>
public sealed class FileWriterTests
{
    private string _folder = "";

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("promrulelint").FullName;

    [TearDown]
    public void Remove()
    {
        foreach (string file in Directory.EnumerateFiles(_folder))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void The_text_is_replaced_and_the_byte_order_mark_kept()
    {
        string path = Write("a.yml", "\uFEFFold");
        FileWriter.Replace(path, Read(path), "new");
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllBytes(path), Is.EqualTo(Encoding.UTF8.GetBytes("\uFEFFnew")));
            Assert.That(Directory.GetFileSystemEntries(_folder), Has.Length.EqualTo(1));
        });
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_file_in_utf16_stays_one(bool isBigEndian)
    {
        var encoding = new UnicodeEncoding(isBigEndian, byteOrderMark: true);
        string path = Path.Combine(_folder, "a.yml");
        File.WriteAllText(path, "größer", encoding);
        SourceText before = SourceText.FromBytes(path, File.ReadAllBytes(path));
        FileWriter.Replace(path, before, "kleiner");

        Assert.That(before.Text, Is.EqualTo("größer"));
        Assert.That(File.ReadAllBytes(path), Is.EqualTo((byte[])[.. encoding.GetPreamble(), .. encoding.GetBytes("kleiner")]));
    }

    [Test]
    public void A_file_that_may_not_be_written_stays()
    {
        string path = Write("a.yml", "old");
        SourceText before = Read(path);
        File.SetAttributes(path, FileAttributes.ReadOnly);
        Assert.Multiple(() =>
        {
            Assert.That(() => FileWriter.Replace(path, before, "new"), Throws.TypeOf<UnauthorizedAccessException>());
            Stays(path, "old");
        });
    }

    [Test]
    public void A_file_that_has_changed_or_may_not_be_written_is_not_removed()
    {
        string path = Write("a.yml", "old");
        SourceText before = Read(path);
        File.SetAttributes(path, FileAttributes.ReadOnly);
        Assert.That(() => FileWriter.Remove(path, before), Throws.TypeOf<UnauthorizedAccessException>());
        Stays(path, "old");

        File.SetAttributes(path, FileAttributes.Normal);
        Write("a.yml", "newer");
        Assert.That(() => FileWriter.Remove(path, before), Throws.TypeOf<IOException>());
        Stays(path, "newer");

        FileWriter.Remove(path, Read(path));
        Assert.That(File.Exists(path), Is.False);
    }

    [Test]
    public void A_file_beside_which_nothing_can_be_written_stays()
    {
        // The name of the new file would be longer than the file system allows.
        string path = Write(new string('a', 240) + ".yml", "old");
        Assert.Multiple(() =>
        {
            Assert.That(() => FileWriter.Replace(path, Read(path), "new"), Throws.InstanceOf<IOException>());
            Stays(path, "old");
        });
    }

    [Test]
    public void A_file_that_has_vanished_is_not_made_again()
    {
        string path = Write("a.yml", "old");
        SourceText before = Read(path);
        File.Delete(path);
        Assert.Multiple(() =>
        {
            Assert.That(() => FileWriter.Replace(path, before, "new"), Throws.InstanceOf<IOException>());
            Assert.That(Directory.GetFileSystemEntries(_folder), Is.Empty);
        });
    }

    private void Stays(string path, string text)
    {
        Assert.That(File.ReadAllText(path), Is.EqualTo(text));
        Assert.That(Directory.GetFileSystemEntries(_folder), Has.Length.EqualTo(1));
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static SourceText Read(string path) => SourceText.FromUtf8(path, File.ReadAllBytes(path));
}
