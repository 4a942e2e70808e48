using System.Globalization;
using System.Text;
using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>A line over the steps of a run, as SVG that stands in a page or alone.</summary>
internal sealed class CurveChart
{
    private const int Width = 760;
    private const int Height = 260;
    private const int Left = 58;
    private const int Right = 16;
    private const int Top = 30;
    private const int Bottom = 38;

    private readonly string _title;
    private readonly IReadOnlyList<(double Step, double Value)> _points;
    private readonly (double Step, double Value)? _marked;
    private readonly ChartAxis _steps;
    private readonly ChartAxis _values;

    /// <param name="title">What the line shows.</param>
    /// <param name="points">Its points in the order of steps; at least one.</param>
    /// <param name="steps">How far the axis goes.</param>
    /// <param name="marked">A point to point out, such as the best one.</param>
    public CurveChart(string title, IReadOnlyList<(double Step, double Value)> points, long steps, (double Step, double Value)? marked = null)
    {
        (_title, _points, _marked) = (title, points, marked);
        _steps = new ChartAxis(0, steps, 6, whole: true);
        _values = new ChartAxis(points.Min(point => point.Value), points.Max(point => point.Value), 5);
    }

    /// <summary>The height of a chart, for those that stand one below the other.</summary>
    public static int Size => Height;

    /// <summary>The chart as an element of its own.</summary>
    public string Svg() => $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" role=\"img\" aria-label=\"{HtmlWriter.Escape(_title)}\">\n{Inner()}</svg>\n";

    /// <summary>Several charts one below the other as a file of its own, with its colours inside.</summary>
    public static string File(IReadOnlyList<CurveChart> charts)
    {
        int height = Height * charts.Count;
        StringBuilder svg = new($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" role=\"img\">\n");
        svg.Append("<style>text { fill: #1c2330; font: 13px system-ui, sans-serif; } .soft { fill: #5d6778; font-size: 12px; } .grid { stroke: #dfe2e8; } .curve { fill: none; stroke: #2563c9; stroke-width: 2; stroke-linejoin: round; } .dot { fill: #2563c9; } .best { fill: #12805c; }</style>\n");
        svg.Append($"<rect width=\"{Width}\" height=\"{height}\" fill=\"#ffffff\"/>\n");
        for (int i = 0; i < charts.Count; i++)
        {
            svg.Append($"<g transform=\"translate(0 {i * Height})\">\n").Append(charts[i].Inner()).Append("</g>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private string Inner()
    {
        StringBuilder svg = new();
        svg.Append($"<text x=\"{Left}\" y=\"18\">{HtmlWriter.Escape(_title)}</text>\n");
        foreach (double tick in _values.Ticks)
        {
            svg.Append($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(tick)}\" y2=\"{Y(tick)}\"/><text class=\"soft\" x=\"{Left - 8}\" y=\"{Y(tick)}\" dy=\"4\" text-anchor=\"end\">{Number(tick)}</text>\n");
        }

        foreach (double tick in _steps.Ticks)
        {
            svg.Append($"<text class=\"soft\" x=\"{X(tick)}\" y=\"{Height - 16}\" text-anchor=\"middle\">{Number(tick)}</text>\n");
        }

        svg.Append($"<polyline class=\"curve\" points=\"{string.Join(' ', _points.Select(point => $"{X(point.Step)},{Y(point.Value)}"))}\"/>\n");
        foreach ((double step, double value) in _points.Count <= 40 ? _points : [])
        {
            svg.Append($"<circle class=\"dot\" cx=\"{X(step)}\" cy=\"{Y(value)}\" r=\"3\"><title>step {Number(step)}: {Number(value)}</title></circle>\n");
        }

        if (_marked is { } best)
        {
            bool isRight = _steps.At(best.Step) > 0.75;
            svg.Append($"<circle class=\"best\" cx=\"{X(best.Step)}\" cy=\"{Y(best.Value)}\" r=\"5\"/><text class=\"soft\" x=\"{X(best.Step)}\" y=\"{Y(best.Value)}\" dx=\"{(isRight ? -9 : 9)}\" dy=\"16\" text-anchor=\"{(isRight ? "end" : "start")}\">best: {Number(best.Value)} at step {Number(best.Step)}</text>\n");
        }

        return svg.ToString();
    }

    private string X(double step) => Place(Left + (_steps.At(step) * (Width - Left - Right)));

    private string Y(double value) => Place(Top + ((1 - _values.At(value)) * (Height - Top - Bottom)));

    private static string Place(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString(Math.Abs(value) is > 0 and < 0.001 ? "0.##e0" : "0.####", CultureInfo.InvariantCulture);
}
