using System.Collections;
using System.Reflection;
using System.Runtime.Loader;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace PromRuleLint.Hostile;

/// <summary>
/// Counts the work of linting: each call of a method and each round of a loop in a copy of the library, and of the two libraries
/// below it, that was made to count. It works on one thread, for threads that count at once lose counts: the same text gives the
/// same number on every machine, whatever else that does.
/// </summary>
internal sealed class CountedWork
{
    private static readonly string[] Counted = ["Superpower", "YamlDotNet", "PromRuleLint"];

    private readonly Func<IEnumerable<string>, string?, CancellationToken, int> _lint;
    private readonly long[] _steps;
    private readonly List<string> _methods = [];

    public CountedWork()
    {
        var context = new AssemblyLoadContext("counted");
        Assembly? library = null;
        foreach (string name in Counted)
        {
            using var counting = new MemoryStream();
            AddCounters(Path.Combine(AppContext.BaseDirectory, name + ".dll"), counting);
            counting.Position = 0;
            library = context.LoadFromStream(counting);
        }

        // One array counts for all three; the library has to be the last.
        _steps = new long[_methods.Count];
        context.Assemblies.First(static each => each.GetName().Name == Counted[0]).GetType("Work")!.GetField("Steps")!.SetValue(null, _steps);
        _lint = MakeLint(library!, context);
    }

    /// <summary>Lints files.</summary>
    /// <param name="files">Their texts.</param>
    /// <param name="configuration">The text of their configuration, which is read too; null for none.</param>
    /// <returns>How many steps it took, how many bytes the process asked for, and how much is found.</returns>
    public (long Steps, long Bytes, int Findings) Lint(IEnumerable<string> files, string? configuration = null)
    {
        Array.Clear(_steps);
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        int findings = _lint(files, configuration, CancellationToken.None);
        return (_steps.Sum(), GC.GetTotalAllocatedBytes(precise: true) - bytes, findings);
    }

    /// <summary>How many steps lint still takes after it has been ended, after a number of steps; 0 where it was done before.</summary>
    public long AfterCancellation(IEnumerable<string> files, long steps)
    {
        Array.Clear(_steps);
        using var source = new CancellationTokenSource();
        Task<int> run = Task.Run(() => _lint(files, null, source.Token), CancellationToken.None);
        while (!run.IsCompleted && _steps.Sum() < steps)
        {
            Thread.Sleep(1);
        }

        source.Cancel();
        long ended = _steps.Sum();
        try
        {
            run.Wait(CancellationToken.None);
            return 0;
        }
        catch (AggregateException exception) when (exception.InnerException is TargetInvocationException { InnerException: OperationCanceledException })
        {
            return _steps.Sum() - ended;
        }
    }

    /// <summary>The methods that took the most steps since the last call.</summary>
    public IEnumerable<(string Method, long Steps)> Most(int count) =>
        _methods.Zip(_steps).OrderByDescending(static pair => pair.Second).Take(count);

    /// <summary>What <c>new Linter().Lint(…)</c> is, of the copy.</summary>
    private static Func<IEnumerable<string>, string?, CancellationToken, int> MakeLint(Assembly library, AssemblyLoadContext context)
    {
        using (context.EnterContextualReflection())
        {
            Type source = library.GetType("PromRuleLint.Text.SourceText")!;
            Type input = library.GetType("PromRuleLint.LintInput")!;
            Type configuration = library.GetType("PromRuleLint.Configuration.LintConfiguration")!;
            object standard = configuration.GetProperty("Default")!.GetValue(null)!;
            ConstructorInfo make = library.GetType("PromRuleLint.Linter")!.GetConstructors().First();
            object linter = make.Invoke(Defaults(make, 0));
            MethodInfo lint = linter.GetType().GetMethods().First(static method => method.Name == "Lint");
            MethodInfo read = library.GetType("PromRuleLint.Configuration.ConfigurationReader")!.GetMethods().First(static method => method.Name == "Read");
            object descriptors = library.GetType("PromRuleLint.Checks.CheckCatalog")!.GetProperty("Descriptors")!.GetValue(null)!;
            descriptors = descriptors.GetType().GetProperty("All")!.GetValue(descriptors)!;
            return (files, settings, cancellation) =>
            {
                object? result = settings is null ? null : read.Invoke(null, [Activator.CreateInstance(source, "promrulelint.yml", settings), descriptors, .. Defaults(read, 2)]);
                object used = result?.GetType().GetProperty("Configuration")!.GetValue(result) ?? standard;
                object[] inputs = [.. files.Select((text, i) => Activator.CreateInstance(input, Activator.CreateInstance(source, $"{i}.yml", text), used)!)];
                Array typed = Array.CreateInstance(input, inputs.Length);
                inputs.CopyTo(typed, 0);
                return ((ICollection)lint.Invoke(linter, [typed, .. Defaults(lint, 1).Select(value => value is CancellationToken ? cancellation : value)])!).Count;
            };
        }
    }

    /// <summary>The values of the optional parameters.</summary>
    private static object?[] Defaults(MethodBase method, int from) =>
        [.. method.GetParameters()[from..].Select(static parameter => parameter.DefaultValue ?? (parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null))];

    private void AddCounters(string path, Stream counting)
    {
        using var module = ModuleDefinition.ReadModule(path);
        FieldReference steps = module.Assembly.Name.Name == Counted[0] ? AddField(module) : Import(module);
        if (module.Assembly.Name.Name == Counted[^1])
        {
            WorkOnOneThread(module);
        }

        foreach (MethodDefinition method in module.GetTypes().SelectMany(static type => type.Methods).Where(static method => method.HasBody && method.Body.Instructions.Count > 0).ToList())
        {
            Count(method.Body, steps, _methods.Count);
            _methods.Add(method.FullName);
        }

        module.Write(counting);
    }

    private static void WorkOnOneThread(ModuleDefinition library)
    {
        MethodDefinition isShared = library.GetType("PromRuleLint.ParallelWork").Methods.Single(static method => method.Name == "IsShared");
        isShared.Body.Instructions.Clear();
        isShared.Body.Instructions.Add(Instruction.Create(OpCodes.Ldc_I4_0));
        isShared.Body.Instructions.Add(Instruction.Create(OpCodes.Ret));
    }

    private static FieldDefinition AddField(ModuleDefinition module)
    {
        var type = new TypeDefinition("", "Work", Mono.Cecil.TypeAttributes.Public | Mono.Cecil.TypeAttributes.Abstract | Mono.Cecil.TypeAttributes.Sealed, module.TypeSystem.Object);
        var field = new FieldDefinition("Steps", Mono.Cecil.FieldAttributes.Public | Mono.Cecil.FieldAttributes.Static, new ArrayType(module.TypeSystem.Int64));
        type.Fields.Add(field);
        module.Types.Add(type);
        return field;
    }

    private static FieldReference Import(ModuleDefinition module)
    {
        AssemblyNameReference? first = module.AssemblyReferences.FirstOrDefault(static each => each.Name == Counted[0]);
        if (first is null)
        {
            using var other = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, Counted[0] + ".dll"));
            first = AssemblyNameReference.Parse(other.Assembly.FullName);
            module.AssemblyReferences.Add(first);
        }

        return new FieldReference("Steps", new ArrayType(module.TypeSystem.Int64), new TypeReference("", "Work", module, first));
    }

    // At the begin of a method, and before each jump back.
    private static void Count(Mono.Cecil.Cil.MethodBody body, FieldReference steps, int number)
    {
        body.SimplifyMacros();
        ILProcessor code = body.GetILProcessor();
        var order = body.Instructions.Select(static (instruction, i) => (instruction, i)).ToDictionary(static pair => pair.instruction, static pair => pair.i);
        Instruction[] jumps = [.. body.Instructions.Where(instruction => instruction.Operand is Instruction target && order[target] <= order[instruction] && instruction.OpCode.Code != Code.Leave)];
        foreach (Instruction at in jumps.Append(body.Instructions[0]))
        {
            code.InsertBefore(at, Instruction.Create(OpCodes.Ldsfld, steps));
            code.InsertBefore(at, Instruction.Create(OpCodes.Ldc_I4, number));
            code.InsertBefore(at, Instruction.Create(OpCodes.Ldelema, body.Method.Module.TypeSystem.Int64));
            code.InsertBefore(at, Instruction.Create(OpCodes.Dup));
            code.InsertBefore(at, Instruction.Create(OpCodes.Ldind_I8));
            code.InsertBefore(at, Instruction.Create(OpCodes.Ldc_I8, 1L));
            code.InsertBefore(at, Instruction.Create(OpCodes.Add));
            code.InsertBefore(at, Instruction.Create(OpCodes.Stind_I8));
        }

        body.OptimizeMacros();
    }
}
