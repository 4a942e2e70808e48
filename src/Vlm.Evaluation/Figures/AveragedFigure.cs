namespace Vlm.Evaluation;

/// <summary>The mean of several forms of one figure over the same items, such as one for each person who is left out.</summary>
internal sealed class AveragedFigure(string name, FigureUnit unit, IReadOnlyList<Figure> forms) : Figure(name, unit, forms[0].SampleSize)
{
    public override double Over(ReadOnlySpan<int> items)
    {
        double sum = 0;
        foreach (Figure form in forms)
        {
            sum += form.Over(items);
        }

        return sum / forms.Count;
    }
}
