using PromRuleLint.Operations.Heartbeats;
using PromRuleLint.Operations.Textfiles;

namespace PromRuleLint.Tool.Tests.Operations.Heartbeats;

public sealed class HeartbeatWriterTests
{
    private static readonly HeartbeatSeries Series = new("duri_textfile_heartbeat", "prod", "metric_realm");

    private readonly StoppedClock _clock = new();
    private Scratch _scratch = null!;

    [SetUp]
    public void MakeFolder() => _scratch = new Scratch();

    [TearDown]
    public void DropFolder() => _scratch.Dispose();

    [Test]
    public void Beat_is_both_series_with_help_and_type_in_one_file_that_all_may_read()
    {
        Assert.That(Write(), Is.EqualTo(new Heartbeat(1, 1_772_366_400)));

        Assert.That(File.ReadAllText(_scratch[Series.FileName]), Is.EqualTo("""
            # HELP duri_textfile_heartbeat_seq Number of the last heartbeat; changes with every one.
            # TYPE duri_textfile_heartbeat_seq gauge
            duri_textfile_heartbeat_seq{metric_realm="prod"} 1
            # HELP duri_textfile_heartbeat_ts Unix time of the last heartbeat in seconds.
            # TYPE duri_textfile_heartbeat_ts gauge
            duri_textfile_heartbeat_ts{metric_realm="prod"} 1772366400

            """.ReplaceLineEndings("\n")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(_scratch[Series.FileName]), Is.EqualTo((UnixFileMode)0b110_100_100));
        }
    }

    [Test]
    public void Sequence_goes_on_after_a_restart()
    {
        Write();
        Write();
        Assert.That(Write().Sequence, Is.EqualTo(3));
    }

    [TestCase(".hb_seq", "41\n")]
    [TestCase(".heartbeat_seq", "41")]
    [TestCase("duri_textfile_heartbeat.prom", "duri_textfile_heartbeat_seq{metric_realm=\"prod\"} 4.1e+01\n")]
    [TestCase("duri_textfile_heartbeat.prom", "duri_textfile_heartbeat_seq 41\n")]
    public void Sequence_of_another_writer_is_taken_over(string file, string text)
    {
        _scratch.With(file, text);
        Assert.That(Write().Sequence, Is.EqualTo(42));
    }

    [Test]
    public void Highest_number_counts_whichever_file_holds_it()
    {
        _scratch.With(".hb_seq", "7\n").With(".duri_textfile_heartbeat.seq", "3\n").With("duri_textfile_heartbeat.prom", "duri_textfile_heartbeat_seq 5\n");
        Assert.That(Write().Sequence, Is.EqualTo(8));
        File.Delete(_scratch[".hb_seq"]);
        File.Delete(_scratch["duri_textfile_heartbeat.prom"]);
        Assert.That(Write().Sequence, Is.EqualTo(9));
    }

    [Test]
    public void Spoilt_state_beside_a_good_one_is_told_and_not_used()
    {
        _scratch.With(".hb_seq", "seven\n").With("duri_textfile_heartbeat.prom", "duri_textfile_heartbeat_seq 5\n");
        using HeartbeatWriter writer = Start()!;
        Assert.That(writer.Write().Sequence, Is.EqualTo(6));
        Assert.That(writer.Sequence.Warnings, Has.One.Contains(".hb_seq"));
    }

    [Test]
    public void Spoilt_state_alone_starts_no_sequence_anew()
    {
        _scratch.With(".duri_textfile_heartbeat.seq", "");
        using HeartbeatWriter writer = Start()!;
        Assert.That(writer.Write, Throws.InstanceOf<IOException>().With.Message.Contains("delete"));
    }

    [Test]
    public void Sequence_that_a_sample_can_no_longer_hold_ends_in_a_failure()
    {
        _scratch.With(".hb_seq", "9007199254740991\n");
        using HeartbeatWriter writer = Start()!;
        Assert.That(writer.Write, Throws.InstanceOf<IOException>().With.Message.Contains("come to its end"));
    }

    [Test]
    public void One_writer_at_a_time()
    {
        using (HeartbeatWriter? first = Start())
        {
            Assert.That(first, Is.Not.Null);
            Assert.That(Start(), Is.Null);
        }

        using HeartbeatWriter? next = Start();
        Assert.That(next, Is.Not.Null);
    }

    [Test]
    public void Writer_killed_before_the_rename_leaves_the_old_file_and_hinders_nobody()
    {
        Write();
        string before = File.ReadAllText(_scratch[Series.FileName]);
        TextfileWriter.Prepare(_scratch[Series.FileName], "half of a");

        Assert.That(File.ReadAllText(_scratch[Series.FileName]), Is.EqualTo(before));
        Assert.That(Write().Sequence, Is.EqualTo(2));
        Assert.That(Directory.GetFiles(_scratch.Folder, "*.new"), Is.Empty);
    }

    [Test]
    public void Writer_killed_between_state_and_file_leaves_a_gap_and_no_number_twice()
    {
        Write();
        using (HeartbeatWriter writer = Start()!)
        {
            writer.Sequence.Remember(2);
        }

        Assert.That(Write().Sequence, Is.EqualTo(3));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public void Link_where_the_new_text_is_prepared_is_not_written_through()
    {
        _scratch.With("victim", "precious");
        File.CreateSymbolicLink(_scratch[$".{Series.FileName}.new"], _scratch["victim"]);

        Write();

        Assert.That(File.ReadAllText(_scratch["victim"]), Is.EqualTo("precious"));
    }

    [Test]
    public void Folder_that_is_not_there_is_not_made() => Assert.That(() => HeartbeatWriter.Start(_scratch["gone"], Series, _clock, TimeSpan.Zero, default), Throws.InstanceOf<DirectoryNotFoundException>());

    [Test]
    public void Folder_that_goes_away_ends_in_a_failure()
    {
        Directory.CreateDirectory(_scratch["textfile"]);
        using HeartbeatWriter writer = HeartbeatWriter.Start(_scratch["textfile"], Series, _clock, TimeSpan.Zero, default)!;
        Directory.Delete(_scratch["textfile"], recursive: true);
        Assert.That(writer.Write, Throws.InstanceOf<IOException>());
    }

    private Heartbeat Write()
    {
        using HeartbeatWriter writer = Start()!;
        return writer.Write();
    }

    private HeartbeatWriter? Start() => HeartbeatWriter.Start(_scratch.Folder, Series, _clock, TimeSpan.Zero, default);

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    }
}
