using System.Text;

namespace Vlm.Evaluation;

/// <summary>How values spread: bars of equal width, or for ranks of growing reach.</summary>
internal static class HistogramChart
{
    private const int Width = 480;
    private const int Height = 200;
    private const int Left = 44;
    private const int Bottom = 30;
    private const int Top = 10;
    private const int Bins = 20;
    private const int MostWholeBars = 40;

    private static readonly int[] RankEnds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, int.MaxValue];

    public static string Svg(ReportDistribution distribution)
    {
        (string Label, int Count)[] bars = distribution.AreRanks ? Ranks(distribution.Values) : Equal(distribution.Values);
        ChartAxis axis = new(0, Math.Max(1, bars.Max(bar => bar.Count)), 4);
        StringBuilder svg = new($"<svg viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" role=\"img\" aria-label=\"{HtmlWriter.Escape(distribution.Title)}\">\n");
        foreach (double tick in axis.Ticks)
        {
            svg.Append($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width}\" y1=\"{Y(tick):0.0}\" y2=\"{Y(tick):0.0}\"/><text class=\"soft\" x=\"{Left - 7}\" y=\"{Y(tick) + 4:0.0}\" text-anchor=\"end\">{tick:0.#}</text>\n");
        }

        double step = (double)(Width - Left) / bars.Length;
        for (int i = 0; i < bars.Length; i++)
        {
            double x = Left + (i * step);
            svg.Append($"<rect class=\"bar\" x=\"{x + 1:0.0}\" y=\"{Y(bars[i].Count):0.0}\" width=\"{step - 2:0.0}\" height=\"{Y(0) - Y(bars[i].Count):0.0}\" rx=\"2\"><title>{bars[i].Label}: {bars[i].Count}</title></rect>");
            if (distribution.AreRanks || i % 5 == 0)
            {
                svg.Append($"<text class=\"soft\" x=\"{(distribution.AreRanks ? x + (step / 2) : x):0.0}\" y=\"{Height - 10}\" text-anchor=\"middle\">{(distribution.AreRanks ? bars[i].Label : bars[i].Label.Split('–')[0])}</text>\n");
            }
        }

        return svg.Append("</svg>\n").ToString();

        double Y(double count) => Top + ((1 - axis.At(count)) * (Height - Top - Bottom));
    }

    private static (string Label, int Count)[] Equal(IReadOnlyList<double> values)
    {
        if (values.All(value => value == Math.Floor(value)) && values.Max() - values.Min() <= MostWholeBars)
        {
            int first = (int)values.Min();
            return [.. Enumerable.Range(first, (int)values.Max() - first + 1).Select(whole => ($"{whole}", values.Count(value => value == whole)))];
        }

        double low = Math.Min(0, values.Min()), high = Math.Max(values.Max(), low + 1e-9), width = (high - low) / Bins;
        int[] counts = new int[Bins];
        foreach (double value in values)
        {
            counts[Math.Clamp((int)((value - low) / width), 0, Bins - 1)]++;
        }

        return [.. counts.Select((count, i) => ($"{low + (i * width):0.##}–{low + ((i + 1) * width):0.##}", count))];
    }

    private static (string Label, int Count)[] Ranks(IReadOnlyList<double> values)
    {
        double most = values.Max();
        List<(string, int)> bars = [];
        int from = 1;
        foreach (int end in RankEnds)
        {
            bars.Add((from == end ? $"{end}" : end == int.MaxValue ? $">{from - 1}" : $"≤{end}", values.Count(value => value >= from && value <= end)));
            from = end == int.MaxValue ? end : end + 1;
            if (end >= most)
            {
                break;
            }
        }

        return [.. bars];
    }
}
