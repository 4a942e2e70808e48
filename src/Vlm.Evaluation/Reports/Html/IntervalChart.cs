using System.Text;

namespace Vlm.Evaluation;

/// <summary>Figures as dots with their intervals as lines, one below the other on one axis.</summary>
internal static class IntervalChart
{
    private const int Width = 520;
    private const int LabelWidth = 178;
    private const int RowHeight = 30;
    private const int AxisHeight = 26;
    private const int Right = 22;

    public static string Svg(string title, FigureUnit unit, IReadOnlyList<(string Name, Estimate Estimate, string Style)> rows)
    {
        (string Name, Estimate Estimate, string Style)[] shown = [.. rows.Where(row => row.Estimate.IsDefined)];
        if (shown.Length == 0)
        {
            return "";
        }

        double high = shown.Max(row => Upper(row.Estimate));
        double low = Math.Min(0, shown.Min(row => Lower(row.Estimate)));
        ChartAxis axis = new(low, high, 4);
        int height = (shown.Length * RowHeight) + AxisHeight;
        StringBuilder svg = new($"<svg viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" role=\"img\" aria-label=\"{HtmlWriter.Escape(title)}\">\n");
        foreach (double tick in axis.Ticks)
        {
            svg.Append($"<line class=\"grid\" x1=\"{X(tick)}\" x2=\"{X(tick)}\" y1=\"0\" y2=\"{height - AxisHeight + 4}\"/><text class=\"soft\" x=\"{X(tick)}\" y=\"{height - 6}\" text-anchor=\"middle\">{Tick(tick, unit)}</text>\n");
        }

        for (int i = 0; i < shown.Length; i++)
        {
            (string name, Estimate estimate, string style) = shown[i];
            int y = (i * RowHeight) + (RowHeight / 2);
            svg.Append($"<text x=\"0\" y=\"{y + 4}\">{HtmlWriter.Escape(Short(name))}</text>");
            svg.Append($"<line class=\"mark {style}\" x1=\"{X(Lower(estimate))}\" x2=\"{X(Upper(estimate))}\" y1=\"{y}\" y2=\"{y}\"/>");
            svg.Append($"<circle class=\"mark {style}\" cx=\"{X(estimate.Value)}\" cy=\"{y}\" r=\"5\"><title>{HtmlWriter.Escape($"{name}: {estimate}")}</title></circle>\n");
        }

        return svg.Append("</svg>\n").ToString();

        string X(double value) => (LabelWidth + (axis.At(value) * (Width - LabelWidth - Right))).ToString("0.0");
    }

    private static string Tick(double value, FigureUnit unit) => unit == FigureUnit.Share ? $"{value * 100:0.##} %" : $"{value:0.###}";

    private static double Lower(Estimate estimate) => double.IsNaN(estimate.Lower) ? estimate.Value : estimate.Lower;

    private static double Upper(Estimate estimate) => double.IsNaN(estimate.Upper) ? estimate.Value : estimate.Upper;

    private static string Short(string name) => name.Length <= 26 ? name : name[..25] + "…";
}
