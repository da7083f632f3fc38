using System.Collections.Immutable;
using System.Text;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.Results.Suppressions;
using PromRuleLint.Rules;

namespace PromRuleLint.Hosting.Caching;

/// <summary>Writes what a run gave. <see cref="LintRunReader"/> reads it.</summary>
internal sealed class LintRunWriter
{
    private readonly BinaryWriter _writer;
    private readonly CachedSources _sources;

    private LintRunWriter(BinaryWriter writer, CachedSources sources)
    {
        _writer = writer;
        _sources = sources;
    }

    /// <summary>The run as bytes.</summary>
    /// <param name="run">The run.</param>
    /// <param name="today">Its day.</param>
    /// <param name="sources">Its texts.</param>
    public static byte[] Write(LintRun run, DateOnly today, CachedSources sources)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        new LintRunWriter(writer, sources).Write(run, today);
        writer.Flush();
        return stream.ToArray();
    }

    private void Write(LintRun run, DateOnly today)
    {
        _writer.Write(today.DayNumber);
        _writer.Write((run.HoldsUntil ?? DateOnly.MaxValue).DayNumber);
        _writer.Write7BitEncodedInt(run.Kinds.Length);
        foreach (RuleFileKind kind in run.Kinds)
        {
            _writer.Write((byte)kind);
        }

        Write(run.Diagnostics);
        _writer.Write7BitEncodedInt(run.Suppressed.Length);
        foreach (SuppressedDiagnostic suppressed in run.Suppressed)
        {
            Write(suppressed.Diagnostic);
            WriteOptional(suppressed.Justification);
        }
    }

    private void Write(ImmutableArray<Diagnostic> diagnostics)
    {
        _writer.Write7BitEncodedInt(diagnostics.Length);
        foreach (Diagnostic diagnostic in diagnostics)
        {
            Write(diagnostic);
        }
    }

    // What a finding covers follows it; its related places are made of that anew.
    private void Write(Diagnostic diagnostic)
    {
        Diagnostic alone = diagnostic.Alone ?? diagnostic;
        _writer.Write(alone.Id);
        _writer.Write((byte)alone.Severity);
        Write(alone.Location);
        _writer.Write(alone.Message);
        WriteOptional(alone.RuleName);
        _writer.Write((byte)alone.Confidence);
        _writer.Write7BitEncodedInt(alone.Assumptions.Length);
        foreach (Assumption assumption in alone.Assumptions)
        {
            _writer.Write(assumption.Name);
        }

        _writer.Write7BitEncodedInt(alone.AdditionalLocations.Length);
        foreach (AdditionalLocation related in alone.AdditionalLocations)
        {
            Write(related.Location);
            _writer.Write(related.Message);
        }

        _writer.Write7BitEncodedInt(alone.CodeFixes.Length);
        foreach (CodeFix fix in alone.CodeFixes)
        {
            Write(fix);
        }

        Write(diagnostic.Explained);
        Write(diagnostic.Repeated);
    }

    private void Write(CodeFix fix)
    {
        _writer.Write(fix.Title);
        _writer.Write(fix.IsSafe);
        _writer.Write7BitEncodedInt(fix.Edits.Length);
        foreach (TextEdit edit in fix.Edits)
        {
            Write(new Location(edit.Source, edit.Range));
            _writer.Write(edit.NewText);
        }
    }

    private void Write(Location location)
    {
        int number = _sources.NumberOf(location.Source);
        _writer.Write7BitEncodedInt(number + 1);
        if (number < 0)
        {
            _writer.Write(location.Source.Path);
            _writer.Write(location.Source.Text);
        }

        _writer.Write7BitEncodedInt(location.Range.Start);
        _writer.Write7BitEncodedInt(location.Range.End);
    }

    private void WriteOptional(string? text)
    {
        _writer.Write(text is not null);
        if (text is not null)
        {
            _writer.Write(text);
        }
    }
}
