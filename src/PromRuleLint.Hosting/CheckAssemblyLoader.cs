using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using PromRuleLint.Checks;
using PromRuleLint.Diagnostics;

namespace PromRuleLint.Hosting;

/// <summary>
/// Loads custom checks: the public classes of an assembly that derive from <see cref="Check"/> and have a public
/// constructor without parameters. Assemblies are read into memory, so that they can be built again while a build server
/// is alive, and each loader reads them anew. The checks live until the loader is disposed.
/// </summary>
public sealed class CheckAssemblyLoader : IDisposable
{
    private const string NotTrimmed = "Not reached in a native build, and only native builds are trimmed; what is loaded is not trimmed itself.";
    private readonly List<AssemblyLoadContext> _contexts = [];

    /// <summary>How findings name an assembly, given its full path.</summary>
    internal Func<string, string> Display { get; init; } = static path => path;

    /// <summary>
    /// Whether this is a native build, whose libraries are no files. <c>IsDynamicCodeSupported</c> does not say so: the .NET build
    /// of the command line sets it to false too, and can load assemblies.
    /// </summary>
    private static bool IsNative
    {
        [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "It is the question.")]
        get => !RuntimeFeature.IsDynamicCodeSupported && typeof(object).Assembly.Location.Length == 0;
    }

    /// <summary>Loads the checks of an assembly. What goes wrong becomes a finding (PRL0010), never an exception.</summary>
    /// <param name="fullPath">The full path of the assembly; what it depends on is looked for beside it.</param>
    /// <param name="diagnostics">Where findings go.</param>
    public ImmutableArray<Check> Load(string fullPath, ICollection<Diagnostic> diagnostics)
    {
        if (IsNative)
        {
            diagnostics.Add(ToolFindings.CheckAssemblyFailure(Display(fullPath), "the native build of this tool cannot load assemblies; use the .NET tool or the build task"));
            return [];
        }

        try
        {
            return LoadChecks(fullPath, diagnostics);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            string reason = exception is BadImageFormatException ? "it is not a .NET assembly" : FailureReason.ForReading(exception);
            diagnostics.Add(ToolFindings.CheckAssemblyFailure(Display(fullPath), reason));
            return [];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (AssemblyLoadContext context in _contexts)
        {
            context.Unload();
        }

        _contexts.Clear();
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = NotTrimmed)]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = NotTrimmed)]
    private ImmutableArray<Check> LoadChecks(string fullPath, ICollection<Diagnostic> diagnostics)
    {
        int before = diagnostics.Count;
        var context = new CheckLoadContext(fullPath);
        _contexts.Add(context);
        Assembly assembly = context.LoadFromFile(fullPath);
        Type[] types;
        try
        {
            types = assembly.GetExportedTypes();
        }
        catch (Exception exception) when (exception is TypeLoadException or ReflectionTypeLoadException or FileNotFoundException or FileLoadException)
        {
            diagnostics.Add(ToolFindings.CheckAssemblyFailure(Display(fullPath), exception.Message.TrimEnd('.')));
            return [];
        }

        var checks = ImmutableArray.CreateBuilder<Check>();
        foreach (Type type in types.Where(static type => type.IsSubclassOf(typeof(Check)) && !type.IsAbstract && !type.ContainsGenericParameters).OrderBy(static type => type.FullName, StringComparer.Ordinal))
        {
            if (type.GetConstructor(Type.EmptyTypes) is not { } constructor)
            {
                diagnostics.Add(ToolFindings.CheckAssemblyFailure(Display(fullPath), $"{type.FullName} has no public constructor without parameters"));
                continue;
            }

            try
            {
                checks.Add((Check)constructor.Invoke([]));
            }
            catch (TargetInvocationException exception)
            {
                diagnostics.Add(ToolFindings.CheckAssemblyFailure(Display(fullPath), $"the constructor of {type.FullName} failed: {exception.InnerException?.Message}"));
            }
        }

        if (checks.Count == 0 && diagnostics.Count == before)
        {
            diagnostics.Add(ToolFindings.CheckAssemblyFailure(Display(fullPath), "it has no public class that derives from Check"));
        }

        return checks.DrainToImmutable();
    }

    /// <summary>Loads from memory, shares the library with the host and finds all else beside the assembly.</summary>
    private sealed class CheckLoadContext(string assemblyPath) : AssemblyLoadContext("PromRuleLint checks", isCollectible: true)
    {
        private static readonly Assembly Library = typeof(Check).Assembly;
        private readonly string _folder = Path.GetDirectoryName(assemblyPath)!;

        [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = NotTrimmed)]
        public Assembly LoadFromFile(string path)
        {
            using var assembly = new MemoryStream(RegularFile.ReadAllBytes(path));
            string symbols = Path.ChangeExtension(path, ".pdb");
            if (!File.Exists(symbols))
            {
                return LoadFromStream(assembly);
            }

            using var symbolStream = new MemoryStream(RegularFile.ReadAllBytes(symbols));
            return LoadFromStream(assembly, symbolStream);
        }

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            // One library for both sides: else the host's Check and theirs would be two types.
            if (assemblyName.Name == Library.GetName().Name)
            {
                return Library;
            }

            string path = Path.Combine(_folder, assemblyName.Name + ".dll");
            return File.Exists(path) ? LoadFromFile(path) : null;
        }
    }
}
