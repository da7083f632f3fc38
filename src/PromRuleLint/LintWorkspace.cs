using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint;

/// <summary>
/// Files that are linted again and again while they change, as in an editor. What is found always equals what
/// <see cref="Linter.Run"/> finds in the same files; only the work is less: of files that did not change only those are
/// checked again whose rules read, or have asked for, something that did. May be used by several threads; they take turns.
/// </summary>
public sealed class LintWorkspace
{
    private readonly Lock _lock = new();
    private readonly Linter _linter;
    private readonly List<LintInput> _inputs = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private LintPass? _pass;

    /// <summary>Makes a workspace without files.</summary>
    /// <param name="linter">What lints; null for one with PromRuleLint's own checks.</param>
    public LintWorkspace(Linter? linter = null) => _linter = linter ?? new Linter();

    /// <summary>The files, in the order in which they came; a file that changed has kept its place.</summary>
    public ImmutableArray<LintInput> Inputs
    {
        get
        {
            lock (_lock)
            {
                return [.. _inputs];
            }
        }
    }

    /// <summary>How many files the actions of checks on files ran over in the last lint.</summary>
    internal int FilesChecked { get; private set; }

    /// <summary>
    /// Adds a file, or puts another text, configuration or what else is known of it in place of those that it has. It is known
    /// by its path. Unit tests that load the file (<see cref="LintInput.TestedRuleFiles"/>) load its new text from then on.
    /// </summary>
    /// <exception cref="ArgumentException">The input is null, or lacks its source, its configuration or a list.</exception>
    public void SetInput(LintInput input)
    {
        LinterArguments.Validate([input], nameof(input));
        lock (_lock)
        {
            if (_places.TryGetValue(input.Source.Path, out int place))
            {
                _inputs[place] = input;
            }
            else
            {
                _places.Add(input.Source.Path, _inputs.Count);
                _inputs.Add(input);
            }

            ForTests(input.Source.Path, _ => input.Source);
        }
    }

    /// <summary>Puts another text in place of that of a file.</summary>
    /// <param name="source">The text, with the path of the file.</param>
    /// <exception cref="ArgumentException">There is no file of that path.</exception>
    public void SetText(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        lock (_lock)
        {
            if (!_places.TryGetValue(source.Path, out int place))
            {
                throw new ArgumentException($"There is no file '{source.Path}'; add it with {nameof(SetInput)}.", nameof(source));
            }

            SetInput(_inputs[place] with { Source = source });
        }
    }

    /// <summary>Takes a file away. Unit tests no longer load it.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>Whether it was there.</returns>
    public bool Remove(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        lock (_lock)
        {
            if (!_places.TryGetValue(path, out int place))
            {
                return false;
            }

            _inputs.RemoveAt(place);
            _places.Clear();
            for (int i = 0; i < _inputs.Count; i++)
            {
                _places.Add(_inputs[i].Source.Path, i);
            }

            ForTests(path, static _ => null);
            return true;
        }
    }

    /// <summary>Lints the files as they are.</summary>
    /// <param name="today">The day on which suppressions may have expired; null to let none expire.</param>
    /// <param name="cancellation">Ends the work early with an <see cref="OperationCanceledException"/>; the next call goes on with what is done.</param>
    public LintRun Run(DateOnly? today = null, CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            LintInput[] inputs = [.. _inputs];
            LintPass? pass = _pass;
            _pass = null;
            if (pass?.TryContinue(inputs, today, cancellation) == true)
            {
                LintRun continued = Finish(pass);
                if (_pass is not null)
                {
                    return continued;
                }
            }

            pass = _linter.Begin(inputs, today, isKept: true, cancellation);
            pass.Read();
            pass.FindRuleSets();
            return Finish(pass);
        }
    }

    /// <summary>Does what is open in a lint, and keeps it if another one may go on from there.</summary>
    private LintRun Finish(LintPass pass)
    {
        try
        {
            pass.Check();
            FilesChecked = pass.FilesChecked;
            LintRun run = pass.Report();
            _pass = pass.MayContinue ? pass : null;
            return run;
        }
        catch (OperationCanceledException)
        {
            _pass = pass;
            throw;
        }
    }

    /// <summary>Puts another text in place of a rule file's in what is known of unit tests.</summary>
    private void ForTests(string path, Func<SourceText, SourceText?> replace)
    {
        for (int i = 0; i < _inputs.Count; i++)
        {
            if (_inputs[i].TestedRuleFiles is { } tested)
            {
                foreach ((string entry, ImmutableArray<SourceText> files) in tested)
                {
                    if (files.Any(file => file.Path == path))
                    {
                        tested = tested.SetItem(entry, [.. files.Select(file => file.Path == path ? replace(file) : file).OfType<SourceText>()]);
                    }
                }

                if (tested != _inputs[i].TestedRuleFiles)
                {
                    _inputs[i] = _inputs[i] with { TestedRuleFiles = tested };
                }
            }
        }
    }
}
