using System.Text;

namespace Vlm.Evaluation;

/// <summary>How values spread: bars of equal width, or for ranks of growing reach.</summary>
internal static class HistogramChart
{
    private const int Width = 480;
    private const int Height = 200;
    private const int Left = 44;
    private const int Right = 14;
    private const int Bottom = 30;
    private const int Top = 10;
    private const int Bins = 20;
    private const int MostWholeBars = 40;
    private const int MostLabels = 15;
    private const double WidestBar = 60;

    private static readonly int[] RankEnds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, int.MaxValue];

    public static string Svg(ReportDistribution distribution)
    {
        ChartAxis? values = null;
        (string Label, int Count)[] bars = distribution.AreRanks ? Ranks(distribution.Values)
            : distribution.Values.All(value => value == Math.Floor(value)) && distribution.Values.Max() - distribution.Values.Min() <= MostWholeBars ? Whole(distribution.Values)
            : Equal(distribution.Values, values = new ChartAxis(Math.Min(0, distribution.Values.Min()), distribution.Values.Max()));
        ChartAxis counts = new(0, Math.Max(1, bars.Max(bar => bar.Count)), 4, whole: true);
        StringBuilder svg = new($"<svg viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" role=\"img\" aria-label=\"{HtmlWriter.Escape(distribution.Title)}\">\n");
        foreach (double tick in counts.Ticks)
        {
            svg.Append($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(tick):0.0}\" y2=\"{Y(tick):0.0}\"/><text class=\"soft\" x=\"{Left - 7}\" y=\"{Y(tick) + 4:0.0}\" text-anchor=\"end\">{tick:0}</text>\n");
        }

        double step = (double)(Width - Left - Right) / bars.Length;
        int every = distribution.AreRanks ? 1 : (bars.Length + MostLabels - 1) / MostLabels;
        for (int i = 0; i < bars.Length; i++)
        {
            double x = Left + (i * step);
            svg.Append($"<rect class=\"bar\" x=\"{x + 1:0.0}\" y=\"{Y(bars[i].Count):0.0}\" width=\"{Math.Min(WidestBar, step - 2):0.0}\" height=\"{Y(0) - Y(bars[i].Count):0.0}\" rx=\"2\"><title>{bars[i].Label}: {bars[i].Count}</title></rect>\n");
            if (values is null && i % every == 0)
            {
                Label(x + 1 + (Math.Min(WidestBar, step - 2) / 2), bars[i].Label);
            }
        }

        foreach (double tick in values?.Ticks ?? [])
        {
            Label(Left + (values!.At(tick) * (Width - Left - Right)), $"{tick:0.###}");
        }

        return svg.Append("</svg>\n").ToString();

        double Y(double count) => Top + ((1 - counts.At(count)) * (Height - Top - Bottom));

        void Label(double x, string text) => svg.Append($"<text class=\"soft\" x=\"{x:0.0}\" y=\"{Height - 10}\" text-anchor=\"middle\">{text}</text>\n");
    }

    private static (string Label, int Count)[] Whole(IReadOnlyList<double> values)
    {
        int first = (int)values.Min();
        return [.. Enumerable.Range(first, (int)values.Max() - first + 1).Select(whole => ($"{whole}", values.Count(value => value == whole)))];
    }

    private static (string Label, int Count)[] Equal(IReadOnlyList<double> values, ChartAxis axis)
    {
        double low = axis.Ticks[0], width = (axis.Ticks[^1] - low) / Bins;
        int[] counts = new int[Bins];
        foreach (double value in values)
        {
            counts[Math.Clamp((int)((value - low) / width), 0, Bins - 1)]++;
        }

        return [.. counts.Select((count, i) => ($"{low + (i * width):0.###}–{low + ((i + 1) * width):0.###}", count))];
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
