namespace PromRuleLint.PromQL.SeriesNotation;

/// <summary>Reads series descriptions.</summary>
internal sealed class SeriesDescriptionReader
{
    private readonly SeriesText _source;
    private readonly SeriesLabelReader _labels;
    private readonly SeriesValueReader _values;

    public SeriesDescriptionReader(string text)
    {
        _source = new SeriesText(text);
        _labels = new SeriesLabelReader(_source);
        _values = new SeriesValueReader(_source);
    }

    public SeriesDescription Series()
    {
        if (_labels.Metric())
        {
            _values.Values(spaceFirst: true);
        }

        return Result();
    }

    public SeriesDescription MetricOnly()
    {
        if (_labels.Metric())
        {
            _source.SkipSpaces();
            int end = _source.Text.Length;
            if (_source.At < end)
            {
                _source.Error(_source.At, end, $"unexpected '{_source.Part(_source.At, end)}' after the series");
            }
        }

        return Result();
    }

    public SeriesDescription ValuesOnly()
    {
        _values.Values(spaceFirst: false);
        return Result();
    }

    private SeriesDescription Result() => new(_labels.Result(), _values.Result(), [.. _source.Errors]) { HasStartTimes = _source.HasStartTimes };
}
