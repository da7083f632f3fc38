using System.Collections.Immutable;
using System.Net;
using PromRuleLint.Hosting;
using PromRuleLint.Operations.Http;
using PromRuleLint.Operations.Rules;

namespace PromRuleLint.Operations.Reloading;

/// <summary>
/// Reloads a server's rules so that it either runs exactly the files that were checked, healthy, or says at which step it is
/// not so. Every step looks; none is passed for want of an answer.
/// </summary>
internal sealed class SafeReload(PrometheusClient client, ReloadSettings settings, TimeProvider clock, Random jitter, Action<string> report)
{
    /// <summary>Runs the steps after the check of the files.</summary>
    /// <exception cref="ReloadException">A step has failed.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        CheckTextfileDirectory();
        await StepAsync(ReloadStep.Ready, () => client.AssertReadyAsync(cancellation)).ConfigureAwait(false);
        report($"{client.DisplayUrl} is ready");
        await CheckExporterAsync(cancellation).ConfigureAwait(false);
        await CheckRuleFilesAsync(cancellation).ConfigureAwait(false);
        if (settings.IsDryRun)
        {
            report("dry run: nothing is sent");
            return;
        }

        RuntimeInformation before = await StepAsync(ReloadStep.Loaded, () => client.RuntimeAsync(cancellation)).ConfigureAwait(false);
        await WaitForNextSecondAsync(before, cancellation).ConfigureAwait(false);
        await SendAsync(cancellation).ConfigureAwait(false);
        await CheckLoadedAsync(before, cancellation).ConfigureAwait(false);
        await CheckRuleFilesAsync(cancellation).ConfigureAwait(false);
        await new RuleRounds(client, settings, clock, report).RunAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>What the server has loaded now, for a person.</summary>
    public async Task<string> DescribeLoadedAsync(CancellationToken cancellation)
    {
        try
        {
            RuntimeInformation runtime = await client.RuntimeAsync(cancellation).ConfigureAwait(false);
            ImmutableArray<RuleGroupRecord> groups = await client.RulesAsync(settings.Paths, cancellation).ConfigureAwait(false);
            string outcome = runtime.IsReloadSuccessful ? "" : "; its last reload failed";
            return $"loaded now: {groups.Length} groups with {groups.Sum(static group => group.Rules.Length)} rules, of {runtime.ConfigurationTime}{outcome}";
        }
        catch (ServerException exception)
        {
            return $"what is loaded now is not known: {exception.Message}";
        }
    }

    private static async Task<T> StepAsync<T>(ReloadStep step, Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (ServerException exception)
        {
            throw new ReloadException(step, exception.Message);
        }
    }

    private static Task<bool> StepAsync(ReloadStep step, Func<Task> ask) => StepAsync(step, async () =>
    {
        await ask().ConfigureAwait(false);
        return true;
    });

    private void CheckTextfileDirectory()
    {
        if (settings.TextfileDirectory is not { } folder)
        {
            report("the textfile directory is not looked at");
            return;
        }

        try
        {
            // Permissions do not say it all: the file system may be full or read-only.
            string probe = Path.Combine(folder, $".promrulelint.{Environment.ProcessId}.probe");
            using var stream = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            stream.WriteByte((byte)'\n');
            stream.Flush(flushToDisk: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            throw new ReloadException(ReloadStep.Sources, Directory.Exists(folder) ? $"the textfile directory '{folder}' cannot be written to: {exception.Message.TrimEnd('.')}" : $"the textfile directory '{folder}' is not there");
        }

        report($"the textfile directory '{folder}' can be written to");
    }

    private async Task CheckExporterAsync(CancellationToken cancellation)
    {
        if (settings.ExporterJob is not { } job)
        {
            report("the node exporter is not looked at");
            return;
        }

        ImmutableArray<ServerTarget> all = await StepAsync(ReloadStep.Sources, () => client.TargetsAsync(cancellation)).ConfigureAwait(false);
        ImmutableArray<ServerTarget> targets = [.. all.Where(target => target.Job == job)];
        if (targets.IsEmpty)
        {
            throw new ReloadException(ReloadStep.Sources, $"the server has no target of the job '{job}'; its jobs are {string.Join(", ", all.Select(static target => $"'{target.Job}'").Distinct().DefaultIfEmpty("none"))}");
        }

        if (targets.FirstOrDefault(static target => target.Health != "up") is { } down)
        {
            string why = down.LastError.Length == 0 ? "" : $": {down.LastError}";
            throw new ReloadException(ReloadStep.Sources, $"the node exporter {down.Instance} (job '{job}') is {down.Health}{why}");
        }

        report($"{targets.Length} node exporter targets of the job '{job}' are up");
    }

    private async Task CheckRuleFilesAsync(CancellationToken cancellation)
    {
        ImmutableArray<string> entries = await StepAsync(ReloadStep.Configuration, () => client.RuleFilesAsync(cancellation)).ConfigureAwait(false);
        var loaded = new HashSet<string>(StringComparer.Ordinal);
        foreach (string entry in entries)
        {
            string local = settings.Paths.ToLocal(entry);
            string[] files = [.. settings.Expand(local)];
            if (files.Length == 0)
            {
                throw new ReloadException(ReloadStep.Configuration, $"the server's rule_files has '{entry}', which matches nothing at '{settings.Display(local)}'; map its path with --path-map");
            }

            loaded.UnionWith(files);
        }

        if (settings.Files.FirstOrDefault(file => !loaded.Contains(file)) is { } unloaded)
        {
            throw new ReloadException(ReloadStep.Configuration, $"the server does not load '{settings.Display(unloaded)}'; its rule_files are {string.Join(", ", entries.Select(static entry => $"'{entry}'").DefaultIfEmpty("empty"))}");
        }

        if (loaded.FirstOrDefault(file => !settings.Files.Contains(file, StringComparer.Ordinal)) is { } uncheckedFile)
        {
            throw new ReloadException(ReloadStep.Configuration, $"the server loads '{settings.Display(uncheckedFile)}', which was not checked; name it too");
        }

        report($"the server's rule_files are the {loaded.Count} files that were checked");
    }

    // The server gives the time of its configuration in whole seconds: a reload within the same one would not be seen.
    private async Task WaitForNextSecondAsync(RuntimeInformation before, CancellationToken cancellation)
    {
        if (DateTimeOffset.TryParse(before.ConfigurationTime, System.Globalization.CultureInfo.InvariantCulture, out DateTimeOffset time))
        {
            DateTimeOffset now = await StepAsync(ReloadStep.Loaded, () => client.TimeAsync(cancellation)).ConfigureAwait(false);
            TimeSpan left = time.AddSeconds(1) - now;
            if (left > TimeSpan.Zero && left <= TimeSpan.FromSeconds(1))
            {
                await Task.Delay(left, clock, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task SendAsync(CancellationToken cancellation)
    {
        if (settings.ProcessId is { } process)
        {
            ReloadSignal.Send(process);
            report($"process {process} was sent SIGHUP");
            return;
        }

        for (int attempt = 1; ; attempt++)
        {
            ReloadException failure;
            try
            {
                ServerAnswer answer = await client.ReloadAsync(cancellation).ConfigureAwait(false);
                if (answer.IsSuccess)
                {
                    report($"the server has answered the reload{(attempt > 1 ? $" at try {attempt}" : "")}");
                    return;
                }

                failure = Refusal(answer);
            }
            catch (ServerException exception)
            {
                failure = new ReloadException(ReloadStep.Answered, exception.Message);
            }

            // What is off stays off, and what the request lacks it lacks the next time too.
            if (attempt >= settings.Tries || failure.Step == ReloadStep.Lifecycle)
            {
                throw new ReloadException(failure.Step, failure.Message + (attempt > 1 ? $", {attempt} times" : ""));
            }

            TimeSpan pause = settings.Pause * Math.Pow(2, attempt - 1) * (1 + (jitter.NextDouble() / 2));
            report($"try {attempt}: {failure.Message}; again in {pause.TotalSeconds:0.0} s");
            await Task.Delay(pause, clock, cancellation).ConfigureAwait(false);
        }
    }

    private ReloadException Refusal(ServerAnswer answer) => answer.Status switch
    {
        HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed =>
            new(ReloadStep.Lifecycle, $"{client.Refused(answer).Message}; start the server with --web.enable-lifecycle, or give --pid"),
        >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => new(ReloadStep.Lifecycle, client.Refused(answer).Message),
        HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => new(ReloadStep.Answered, client.Refused(answer).Message),
        _ => new(ReloadStep.Accepted, client.Refused(answer).Message),
    };

    private async Task CheckLoadedAsync(RuntimeInformation before, CancellationToken cancellation)
    {
        long start = clock.GetTimestamp();
        while (true)
        {
            RuntimeInformation now = await StepAsync(ReloadStep.Loaded, () => client.RuntimeAsync(cancellation)).ConfigureAwait(false);
            if (now.IsReloadSuccessful && now.ConfigurationTime != before.ConfigurationTime)
            {
                report($"the server has read its configuration at {now.ConfigurationTime}");
                return;
            }

            if (clock.GetElapsedTime(start) >= settings.LoadTimeout)
            {
                throw new ReloadException(
                    now.IsReloadSuccessful ? ReloadStep.Loaded : ReloadStep.Accepted,
                    now.IsReloadSuccessful ? $"the server's configuration is still that of {now.ConfigurationTime}" : "the server says that its last reload failed; its log says why");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), clock, cancellation).ConfigureAwait(false);
        }
    }
}
