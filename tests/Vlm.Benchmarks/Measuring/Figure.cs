namespace Vlm.Benchmarks.Measuring;

/// <summary>One measured figure: what it is, what came out, and what it must reach.</summary>
/// <param name="Name">What was compared with what.</param>
/// <param name="Value">The median and its interval.</param>
/// <param name="Unit">Empty for a ratio.</param>
/// <param name="Bar">Null where the figure is information only.</param>
/// <param name="Detail">The absolute times behind a ratio, the number of pairs.</param>
internal sealed record Figure(string Name, Interval Value, string Unit, Bar? Bar, string Detail)
{
    public bool IsMissed => Bar is { } bar && !bar.IsMetBy(Value);

    public override string ToString()
    {
        string verdict = Bar is { } bar ? $"bar {bar}: {(bar.IsMetBy(Value) ? "met" : "NOT MET")}" : "information";
        string unit = Unit.Length == 0 ? "" : " " + Unit;
        return $"{Name}: {Value.Median:0.###}{unit} [{Value.Low:0.###}, {Value.High:0.###}]  {verdict}  ({Detail})";
    }
}
