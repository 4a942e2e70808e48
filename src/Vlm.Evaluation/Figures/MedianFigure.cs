namespace Vlm.Evaluation;

/// <summary>The median of values of which each item may have several.</summary>
internal sealed class MedianFigure(string name, FigureUnit unit, double[][] values) : Figure(name, unit, values.Length)
{
    public override double Over(ReadOnlySpan<int> items)
    {
        List<double> all = new(items.Length);
        foreach (int item in items)
        {
            all.AddRange(values[item]);
        }

        all.Sort();
        int middle = all.Count / 2;
        return all.Count == 0 ? double.NaN : all.Count % 2 == 1 ? all[middle] : (all[middle - 1] + all[middle]) / 2;
    }
}
