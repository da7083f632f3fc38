namespace PromRuleLint.Tests.Architecture;

/// <summary>One folder of the library is one step of the route; nothing knows what stands below it in <c>docs/architecture.md</c>.</summary>
public sealed class RoomOrderTests
{
    private static readonly string Library = Path.Combine(Repository.Root, "src", "PromRuleLint");

    [Test]
    public void Every_folder_of_the_library_stands_in_the_list_of_rooms()
    {
        string[] folders = [.. Directory.GetDirectories(Library).Select(Path.GetFileName).OfType<string>().Where(static name => name is not "bin" and not "obj")];
        Assert.That(Rooms(), Is.EquivalentTo(folders));
    }

    [Test]
    public void No_room_uses_one_that_stands_below_it()
    {
        string[] rooms = Rooms();
        Assert.That(rooms, Is.Not.Empty);
        var faults = new List<string>();
        int seen = 0;
        for (int i = 0; i < rooms.Length; i++)
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(Library, rooms[i]), "*.cs", SearchOption.AllDirectories))
            {
                foreach (string room in Uses(file))
                {
                    seen++;
                    if (Array.IndexOf(rooms, room) > i)
                    {
                        faults.Add($"{Path.GetRelativePath(Library, file)} uses {room}");
                    }
                }
            }
        }

        Assert.That(seen, Is.Positive);
        Assert.That(faults, Is.Empty);
    }

    /// <summary>The rooms whose namespaces a file imports.</summary>
    private static IEnumerable<string> Uses(string file) =>
        File.ReadLines(file)
            .Where(static line => line.StartsWith("using ", StringComparison.Ordinal))
            .SelectMany(static line => line.Split(' ', ';').Where(static word => word.StartsWith("PromRuleLint.", StringComparison.Ordinal)))
            .Select(static name => name.Split('.')[1]);

    private static string[] Rooms() =>
        [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "architecture.md"))
            .Where(static line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(static line => line.Split('`')[1])];
}
