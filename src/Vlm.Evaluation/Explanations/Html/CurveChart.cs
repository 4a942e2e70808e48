using System.Text;

namespace Vlm.Evaluation;

/// <summary>A curve and its random counterpart over the share of cells.</summary>
internal static class CurveChart
{
    private const int Width = 480;
    private const int Height = 230;
    private const int Left = 40;
    private const int Bottom = 34;
    private const int Top = 8;

    public static string Svg(string title, IReadOnlyList<double> curve, IReadOnlyList<double> random)
    {
        ChartAxis axis = new(Math.Min(0, curve.Concat(random).Min()), Math.Max(1, curve.Concat(random).Max()), 4);
        StringBuilder svg = new($"<svg viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" role=\"img\" aria-label=\"{HtmlWriter.Escape(title)}\">\n");
        foreach (double tick in axis.Ticks)
        {
            svg.Append($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width}\" y1=\"{Y(tick):0.0}\" y2=\"{Y(tick):0.0}\"/><text class=\"soft\" x=\"{Left - 7}\" y=\"{Y(tick) + 4:0.0}\" text-anchor=\"end\">{tick:0.##}</text>\n");
        }

        foreach (int share in (int[])[0, 25, 50, 75, 100])
        {
            svg.Append($"<text class=\"soft\" x=\"{X(share / 100.0):0.0}\" y=\"{Height - 10}\" text-anchor=\"{(share == 0 ? "start" : share == 100 ? "end" : "middle")}\">{share} %</text>\n");
        }

        svg.Append($"<polygon class=\"area\" points=\"{X(0):0.0},{Y(0):0.0} {Points(curve)} {X(1):0.0},{Y(0):0.0}\"/>");
        if (random.Count > 1)
        {
            svg.Append($"<polyline class=\"curve random\" points=\"{Points(random)}\"/>");
        }

        return svg.Append($"<polyline class=\"curve\" points=\"{Points(curve)}\"/></svg>\n").ToString();

        double X(double share) => Left + (share * (Width - Left - 4));

        double Y(double value) => Top + ((1 - axis.At(value)) * (Height - Top - Bottom));

        string Points(IReadOnlyList<double> values) => string.Join(' ', values.Select((value, i) => $"{X((double)i / (values.Count - 1)):0.0},{Y(value):0.0}"));
    }
}
