using System.Text;

namespace Vlm.Evaluation;

/// <summary>Cells laid over a picture as soft colour: warm where they speak for the score, cold where against.</summary>
internal static class HeatMap
{
    public const string PictureId = "picture";

    // Below this share of the strongest cell there is nothing to see.
    private const double Faintest = 0.02;

    /// <summary>The picture itself, once in the page; every map refers to it.</summary>
    public static string Definition(string address, int width, int height) =>
        $"<svg width=\"0\" height=\"0\" style=\"position:absolute\" aria-hidden=\"true\"><defs><image id=\"{PictureId}\" href=\"{address}\" width=\"{width}\" height=\"{height}\" preserveAspectRatio=\"none\"/></defs></svg>\n";

    public static string Picture(int width, int height, string label) =>
        $"<svg class=\"map\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{HtmlWriter.Escape(label)}\"><use href=\"#{PictureId}\"/></svg>";

    public static string Svg(IReadOnlyList<IReadOnlyList<double>> cells, int width, int height, string label, string id)
    {
        double most = cells.Max(row => row.Max(Math.Abs));
        double cellWidth = (double)width / cells[0].Count, cellHeight = (double)height / cells.Count;
        StringBuilder svg = new($"<svg class=\"map\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{HtmlWriter.Escape(label)}\">");
        svg.Append($"<filter id=\"{id}\" x=\"0\" y=\"0\" width=\"1\" height=\"1\" filterUnits=\"objectBoundingBox\"><feGaussianBlur stdDeviation=\"{cellWidth * 0.36:0.##} {cellHeight * 0.36:0.##}\"/></filter>");
        svg.Append($"<use href=\"#{PictureId}\" class=\"under\"/><g filter=\"url(#{id})\"><rect width=\"{width}\" height=\"{height}\" fill=\"none\"/>");
        for (int row = 0; row < cells.Count; row++)
        {
            for (int column = 0; column < cells[row].Count; column++)
            {
                double strength = most > 0 ? cells[row][column] / most : 0;
                if (Math.Abs(strength) >= Faintest)
                {
                    svg.Append($"<rect class=\"{(strength > 0 ? "hot" : "cold")}\" x=\"{column * cellWidth:0.##}\" y=\"{row * cellHeight:0.##}\" width=\"{cellWidth:0.##}\" height=\"{cellHeight:0.##}\" opacity=\"{Math.Abs(strength) * 0.85:0.###}\"/>");
                }
            }
        }

        svg.Append("</g>");
        for (int row = 0; row < cells.Count; row++)
        {
            for (int column = 0; column < cells[row].Count; column++)
            {
                svg.Append($"<rect class=\"cell\" x=\"{column * cellWidth:0.##}\" y=\"{row * cellHeight:0.##}\" width=\"{cellWidth:0.##}\" height=\"{cellHeight:0.##}\"><title>{cells[row][column]:0.####}</title></rect>");
            }
        }

        return svg.Append("</svg>").ToString();
    }
}
