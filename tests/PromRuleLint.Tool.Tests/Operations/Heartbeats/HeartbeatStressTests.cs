using System.Diagnostics;
using System.Globalization;
using PromRuleLint.Operations.Heartbeats;
using PromRuleLint.Operations.Textfiles;

namespace PromRuleLint.Tool.Tests.Operations.Heartbeats;

/// <summary>
/// Many writers that are killed at any moment: a reader sees whole files only, and a sequence that never falls. Set
/// HEARTBEAT_WRITERS and HEARTBEAT_KILLS for a longer run: 50 and 1200 are a minute with a kill every 50 ms.
/// </summary>
[Platform("Linux,MacOsX")]
public sealed class HeartbeatStressTests
{
    private static readonly HeartbeatSeries Series = new("duri_textfile_heartbeat", "prod", "metric_realm");

    [Test]
    public void Reader_sees_whole_files_and_a_sequence_that_never_falls_whoever_is_killed()
    {
        int writers = Setting("HEARTBEAT_WRITERS", 6);
        int kills = Setting("HEARTBEAT_KILLS", 60);
        using var scratch = new Scratch();
        string path = scratch[Series.FileName];
        using var reader = new Reader(path);
        var running = new List<Process>();
        int holders = 0;
        try
        {
            for (int i = 0; i < writers; i++)
            {
                running.Add(Start(scratch.Folder));
            }

            for (int killed = 0, next = 0; killed < kills; killed++)
            {
                // Every third is the one that holds the lock and writes, wherever it is in its work; the others wait for it.
                long seen = reader.States;
                Operations.Servers.Sandbox.WaitUntil(() => killed % 3 != 0 || reader.States > seen, () => $"nobody writes after {killed} kills");
                next = (next + 1) % writers;
                Process victim = (killed % 3 == 0 ? HolderAmong(running) : null) ?? running[next];
                holders += victim == HolderAmong(running) ? 1 : 0;
                int at = running.IndexOf(victim);
                victim.Kill();
                victim.WaitForExit();
                victim.Dispose();
                running[at] = Start(scratch.Folder);
                Thread.Sleep(50);
            }

            long last = reader.States;
            Operations.Servers.Sandbox.WaitUntil(() => reader.States > last, static () => "nobody writes at the end");
        }
        finally
        {
            foreach (Process process in running)
            {
                process.Kill();
                process.WaitForExit();
                process.Dispose();
            }
        }

        reader.Stop();
        TestContext.Out.WriteLine($"{writers} writers, {kills} kills, {holders} of them of the one at work: {reader.States} states seen in {reader.Looks} looks, last sequence {reader.LastSequence}");
        Assert.That(reader.Faults, Is.Empty);
        Assert.That(reader.States, Is.GreaterThan(kills / 3));
        Assert.That(Directory.GetFiles(scratch.Folder).Length, Is.LessThanOrEqualTo(4), "killed writers leave no litter");
    }

    private static int Setting(string name, int fallback) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : fallback;

    private static Process Start(string folder) =>
        Process.Start(new ProcessStartInfo("sh", ["-c", $"exec dotnet '{ToolRun.ToolPath}' heartbeat --textfile-dir . --every 2ms --wait 1h >/dev/null 2>&1 </dev/null"]) { WorkingDirectory = folder })!;

    /// <summary>The process that holds a lock, by what the kernel says; null where none does or the kernel does not say.</summary>
    private static Process? HolderAmong(List<Process> running)
    {
        if (!File.Exists("/proc/locks"))
        {
            return null;
        }

        var holders = File.ReadLines("/proc/locks").Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(static parts => parts.Length > 4 && parts[1] == "FLOCK" && parts[3] == "WRITE").Select(static parts => parts[4]).ToHashSet();
        return running.Find(process => holders.Contains(process.Id.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Looks at the file all the time.</summary>
    private sealed class Reader : IDisposable
    {
        private readonly Thread _thread;
        private volatile bool _stop;
        private long _states;

        public Reader(string path)
        {
            _thread = new Thread(() => Look(path));
            _thread.Start();
        }

        public List<string> Faults { get; } = [];

        public long Looks { get; private set; }

        public long LastSequence { get; private set; }

        public long States => Interlocked.Read(ref _states);

        public void Stop()
        {
            _stop = true;
            _thread.Join();
        }

        public void Dispose() => Stop();

        private void Look(string path)
        {
            while (!_stop && Faults.Count < 10)
            {
                Thread.Sleep(1);
                if (!File.Exists(path))
                {
                    if (LastSequence > 0)
                    {
                        Faults.Add("the file is gone");
                    }

                    continue;
                }

                string text = File.ReadAllText(path);
                Looks++;
                if (Series.ReadFrom(ExpositionReader.Read(text)) is not { } beat)
                {
                    Faults.Add($"not whole: {text}");
                }
                else if (beat.Sequence < LastSequence)
                {
                    Faults.Add($"{beat.Sequence} after {LastSequence}");
                }
                else if (beat.Sequence > LastSequence)
                {
                    LastSequence = beat.Sequence;
                    Interlocked.Increment(ref _states);
                }
            }
        }
    }
}
