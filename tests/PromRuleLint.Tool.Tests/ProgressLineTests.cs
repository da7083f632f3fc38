namespace PromRuleLint.Tool.Tests;

public sealed class ProgressLineTests
{
    [Test]
    public void Line_shows_each_second_and_is_gone_at_the_end()
    {
        var clock = new SteppedClock();
        using var progress = new StringWriter();
        using var console = new ToolConsole(static () => Stream.Null, TextWriter.Null, TextWriter.Null, Path.GetTempPath()) { Progress = progress, Clock = clock };
        using (new ProgressLine(console, "Linting 2 files"))
        {
            clock.Step();
            clock.Step();
        }

        clock.Step();

        Assert.That(progress.ToString(), Is.EqualTo($"\rLinting 2 files: 1 s\rLinting 2 files: 2 s\r{new string(' ', 20)}\r"));
    }

    [Test]
    public void Nobody_who_looks_gets_no_line()
    {
        using var error = new StringWriter();
        var clock = new SteppedClock();
        using var console = new ToolConsole(static () => Stream.Null, TextWriter.Null, error, Path.GetTempPath()) { Clock = clock };
        using (new ProgressLine(console, "Linting 2 files"))
        {
            clock.Step();
        }

        Assert.That(error.ToString(), Is.Empty);
    }

    /// <summary>A clock that goes on by a second where a test says so.</summary>
    private sealed class SteppedClock : TimeProvider
    {
        private readonly List<Action> _timers = [];
        private long _seconds;

        public override long TimestampFrequency => 1;

        public void Step()
        {
            _seconds++;
            _timers.ForEach(static timer => timer());
        }

        public override long GetTimestamp() => _seconds;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _timers.Add(() => callback(state));
            return new Timer();
        }

        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
