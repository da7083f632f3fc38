namespace PromRuleLint.PromQL.SeriesNotation;

/// <summary>Reads series descriptions.</summary>
internal sealed class SeriesDescriptionReader
{
    private readonly SeriesText source;
    private readonly SeriesLabelReader labels;
    private readonly SeriesValueReader values;

    public SeriesDescriptionReader(string text)
    {
        source = new SeriesText(text);
        labels = new SeriesLabelReader(source);
        values = new SeriesValueReader(source);
    }

    public SeriesDescription Series()
    {
        if (labels.Metric())
        {
            values.Values(spaceFirst: true);
        }

        return Result();
    }

    public SeriesDescription MetricOnly()
    {
        if (labels.Metric())
        {
            source.SkipSpaces();
            int end = source.Text.Length;
            if (source.At < end)
            {
                source.Error(source.At, end, $"unexpected '{source.Part(source.At, end)}' after the series");
            }
        }

        return Result();
    }

    public SeriesDescription ValuesOnly()
    {
        values.Values(spaceFirst: false);
        return Result();
    }

    private SeriesDescription Result() => new(labels.Result(), values.Result(), [.. source.Errors]) { HasStartTimes = source.HasStartTimes };
}
