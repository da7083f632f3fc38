using System.Collections.Immutable;
using System.Text;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.Results.Suppressions;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Hosting.Caching;

/// <summary>Reads what <see cref="LintRunWriter"/> wrote.</summary>
internal sealed class LintRunReader
{
    // What findings cover is not nested; more than this is no run of ours.
    private const int MaxDepth = 16;
    private readonly BinaryReader _reader;
    private readonly CachedSources _sources;
    private readonly DescriptorIndex _descriptors;
    private int _depth;

    private LintRunReader(BinaryReader reader, CachedSources sources, DescriptorIndex descriptors)
    {
        _reader = reader;
        _sources = sources;
        _descriptors = descriptors;
    }

    /// <summary>The run; null where it does not hold today.</summary>
    /// <param name="bytes">A file's bytes.</param>
    /// <param name="start">Where the run begins in them.</param>
    /// <param name="today">The day.</param>
    /// <param name="sources">The texts of the run.</param>
    /// <param name="descriptors">What can be found.</param>
    /// <exception cref="FormatException">The bytes are no run.</exception>
    /// <exception cref="IOException">The bytes end too early.</exception>
    public static LintRun? Read(byte[] bytes, int start, DateOnly today, CachedSources sources, DescriptorIndex descriptors)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, start, bytes.Length - start), Encoding.UTF8);
        return new LintRunReader(reader, sources, descriptors).Read(today);
    }

    private LintRun? Read(DateOnly today)
    {
        int from = _reader.ReadInt32();
        int until = _reader.ReadInt32();
        if (today.DayNumber < from || today.DayNumber > until)
        {
            return null;
        }

        ImmutableArray<RuleFileKind> kinds = ReadList(() => (RuleFileKind)_reader.ReadByte());
        ImmutableArray<Diagnostic> diagnostics = ReadList(ReadDiagnostic);
        ImmutableArray<SuppressedDiagnostic> suppressed = ReadList(() => new SuppressedDiagnostic(ReadDiagnostic(), ReadOptional()));
        return new LintRun(diagnostics, suppressed, kinds, until == DateOnly.MaxValue.DayNumber ? null : DateOnly.FromDayNumber(until));
    }

    private Diagnostic ReadDiagnostic()
    {
        if (++_depth > MaxDepth)
        {
            throw new FormatException("findings cover each other too deeply");
        }

        string id = _reader.ReadString();
        DiagnosticDescriptor descriptor = _descriptors.Find(id) ?? throw new FormatException($"there is no check '{id}'");
        var severity = (DiagnosticSeverity)_reader.ReadByte();
        Location location = ReadLocation();
        string message = _reader.ReadString();
        string? rule = ReadOptional();
        var confidence = (Confidence)_reader.ReadByte();
        ImmutableArray<Assumption> assumptions = ReadList(ReadAssumption);
        ImmutableArray<AdditionalLocation> related = ReadList(() => new AdditionalLocation(ReadLocation(), _reader.ReadString()));
        ImmutableArray<CodeFix> fixes = ReadList(ReadFix);
        Diagnostic alone = new Diagnostic(descriptor, location, message, related, fixes).Restored(severity, rule, confidence, assumptions);
        Diagnostic whole = alone.Covering(ReadList(ReadDiagnostic), ReadList(ReadDiagnostic));
        _depth--;
        return whole;
    }

    private Assumption ReadAssumption()
    {
        string name = _reader.ReadString();
        return Assumption.All.FirstOrDefault(each => each.Name == name) ?? throw new FormatException($"there is no assumption '{name}'");
    }

    private CodeFix ReadFix() => new(_reader.ReadString(), _reader.ReadBoolean(), ReadList(ReadEdit));

    private TextEdit ReadEdit()
    {
        Location place = ReadLocation();
        return new TextEdit(place.Source, place.Range, _reader.ReadString());
    }

    private Location ReadLocation()
    {
        int number = _reader.Read7BitEncodedInt() - 1;
        SourceText source = number < 0 ? new SourceText(_reader.ReadString(), _reader.ReadString()) : _sources.Find(number) ?? throw new FormatException("there is no such text");
        int start = _reader.Read7BitEncodedInt();
        int end = _reader.Read7BitEncodedInt();
        return start >= 0 && start <= end && end <= source.Text.Length ? new Location(source, new SourceRange(start, end)) : throw new FormatException("a range lies outside of its text");
    }

    private string? ReadOptional() => _reader.ReadBoolean() ? _reader.ReadString() : null;

    private ImmutableArray<T> ReadList<T>(Func<T> read)
    {
        int count = _reader.Read7BitEncodedInt();
        if (count < 0 || count > _reader.BaseStream.Length - _reader.BaseStream.Position)
        {
            throw new FormatException("a list is longer than what follows");
        }

        var list = ImmutableArray.CreateBuilder<T>(count);
        for (int i = 0; i < count; i++)
        {
            list.Add(read());
        }

        return list.MoveToImmutable();
    }
}
