using Mono.Cecil;
using Mono.Cecil.Cil;
using PromRuleLint.Configuration;

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

    /// <summary>A name that is relative to the library's own namespace needs no <c>using</c>, so the compiled code is asked too.</summary>
    [Test]
    public void No_type_refers_to_one_of_a_room_below()
    {
        string[] rooms = Rooms();
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(typeof(Linter).Assembly.Location);
        (string From, string To)[] references = [.. assembly.MainModule.GetTypes().SelectMany(static type => References(type).SelectMany(Parts).Select(to => (type, to)))
            .Where(static each => RoomOf(each.type).Length > 0 && RoomOf(each.to).Length > 0)
            .Where(each => Array.IndexOf(rooms, RoomOf(each.to)) > Array.IndexOf(rooms, RoomOf(each.type)))
            .Select(static each => (each.type.FullName, each.to.FullName)).Distinct()];

        Assert.That(references, Is.Empty);
    }

    [Test]
    public void References_of_a_type_are_seen()
    {
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(typeof(Linter).Assembly.Location);
        string[] rooms = [.. References(assembly.MainModule.GetType(typeof(ConfigurationReader).FullName)).SelectMany(Parts).Select(RoomOf).Where(static room => room.Length > 0).Distinct()];

        Assert.That(rooms, Is.SupersetOf(new[] { "Configuration", "Diagnostics", "Text" }));
    }

    /// <summary>What a type is made of and what its code calls, makes and reads.</summary>
    private static IEnumerable<TypeReference> References(TypeDefinition type) =>
    [
        .. type.BaseType is { } parent ? new[] { parent } : [],
        .. type.Interfaces.Select(static each => each.InterfaceType),
        .. type.Fields.Select(static field => field.FieldType),
        .. type.Methods.SelectMany(static method => method.Parameters.Select(static parameter => parameter.ParameterType).Append(method.ReturnType)),
        .. type.Methods.Where(static method => method.HasBody).SelectMany(static method => method.Body.Variables.Select(static variable => variable.VariableType).Concat(method.Body.Instructions.SelectMany(Operands))),
    ];

    private static IEnumerable<TypeReference> Operands(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, method.ReturnType, .. method.GenericArguments],
        MethodReference method => [method.DeclaringType, method.ReturnType],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    /// <summary>A type with its elements and its type arguments.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };

    /// <summary>The room of a type; empty for types of the root and of other assemblies.</summary>
    private static string RoomOf(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type.Namespace.Split('.') is ["PromRuleLint", var room, ..] ? room : "";
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
