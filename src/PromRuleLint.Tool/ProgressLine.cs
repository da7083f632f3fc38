using System.Globalization;

namespace PromRuleLint.Tool;

/// <summary>A line on the terminal that says what a long run is at; it appears after a second and is gone at the end.</summary>
internal sealed class ProgressLine : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly TextWriter? _writer;
    private readonly string _text;
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly ITimer? _timer;
    private readonly Lock _lock = new();
    private int _length;
    private bool _isEnded;

    /// <summary>Begins; where no person looks, nothing is written.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="text">What is done, such as <c>Linting 1,034 files</c>.</param>
    public ProgressLine(ToolConsole console, string text)
    {
        _writer = console.Progress;
        _text = text;
        _clock = console.Clock;
        _start = _clock.GetTimestamp();
        _timer = _writer is null ? null : _clock.CreateTimer(_ => Show(), null, Period, Period);
    }

    /// <summary>Removes the line.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isEnded = true;
            if (_length > 0)
            {
                _writer?.Write($"\r{new string(' ', _length)}\r");
            }
        }

        _timer?.Dispose();
    }

    private void Show()
    {
        lock (_lock)
        {
            if (!_isEnded)
            {
                string line = string.Create(CultureInfo.InvariantCulture, $"{_text}: {_clock.GetElapsedTime(_start).TotalSeconds:0} s");
                _writer?.Write($"\r{line}");
                _length = line.Length;
            }
        }
    }
}
