namespace Vlm.Evaluation;

/// <summary>An explanation as one HTML page: heat maps over the picture, words in colour, curves; nothing fetched, nothing run.</summary>
internal static class ExplanationPage
{
    // One picture only, so that it may be large.
    private const int MaxPictureBytes = 24 << 20;

    private const string Sheet = """
        :root { --hot: #f0402b; --cold: #2f6bff; }
        .maps { display: grid; grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); gap: 18px; }
        .maps.small { grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 12px; }
        .maps figure figcaption b { font-size: 15px; }
        svg.map { width: 100%; height: auto; background: var(--line); }
        svg.map .under { filter: grayscale(0.75) brightness(0.88); }
        svg .hot { fill: var(--hot); }
        svg .cold { fill: var(--cold); }
        svg .cell { fill: transparent; stroke: rgb(255 255 255 / 0.14); stroke-width: 0.4%; }
        svg .curve { fill: none; stroke: var(--accent); stroke-width: 2.5; stroke-linejoin: round; }
        svg .curve.random { stroke: var(--rest); stroke-dasharray: 5 5; stroke-width: 2; }
        svg .area { fill: var(--accent); opacity: 0.12; }
        .words { font-size: 22px; line-height: 2; margin: 6px 0 10px; }
        .words span { border-radius: 7px; padding: 3px 8px; margin: 0 1px; }
        .words sub { font-size: 11px; opacity: 0.75; margin-left: 4px; font-variant-numeric: tabular-nums; }
        .scale { display: flex; align-items: center; gap: 10px; color: var(--soft); font-size: 13px; margin-top: 12px; }
        .scale i { display: block; width: 180px; height: 10px; border-radius: 5px; background: linear-gradient(90deg, var(--cold), transparent 50%, var(--hot)); }
        """;

    public static byte[] Make(Explanation explanation, ImageInput picture)
    {
        HtmlWriter page = HtmlWriter.Page($"{explanation.ModelName}: {explanation.Output}", PageStyle.Sheet + "\n" + Sheet);
        string? address = PictureData.Of(picture, MaxPictureBytes, out _);
        page.Markup(HeatMap.Definition(address ?? "", explanation.Width, explanation.Height));
        page.Element("h1", explanation.Output).Element("p", Lead(explanation), "lead");
        Maps(page, explanation);
        Words(page, explanation);
        Additive(page, explanation.Additive);
        Curves(page, explanation.Faithfulness);
        return page.ToBytes();
    }

    private static string Lead(Explanation explanation) => explanation.Kind switch
    {
        ExplanationKind.Answer => $"{explanation.ModelName}'s answer to “{explanation.Question}”: {explanation.ScoreName} {explanation.Score:0.000}",
        ExplanationKind.Similarity => $"How well the text fits the picture by {explanation.ModelName}: {explanation.ScoreName} {explanation.Score:0.000}",
        ExplanationKind.Class => $"One of the classes of {explanation.ModelName}'s image encoder: {explanation.ScoreName} {explanation.Score:0.000}",
        _ => $"{explanation.ModelName}'s caption: {explanation.ScoreName} {explanation.Score:0.000}",
    };

    private static void Maps(HtmlWriter page, Explanation explanation)
    {
        page.Section("Which regions made the score", explanation.Method == "exact"
            ? "Exact: each cell's share of the score; all shares and the bias sum to it."
            : "By occlusion: how far the score falls when a cell alone is made gray. Cells that say the same thing twice can hide behind each other.");
        page.Markup("<div class=\"maps\">");
        Map(page, HeatMap.Picture(explanation.Width, explanation.Height, "the picture"), "the picture", "");
        Map(page, HeatMap.Svg(explanation.Cells, explanation.Width, explanation.Height, "shares of the cells", "blur"), explanation.Method == "exact" ? "exact shares" : "occlusion", "");
        if (explanation.Attention is { } attention)
        {
            Map(page, HeatMap.Svg(attention, explanation.Width, explanation.Height, "attention", "blur-attention"), "attention", "where the encoder looks; no proof that it mattered");
        }

        page.Markup("</div>\n<div class=\"scale\"><span>against</span><i></i><span>for the score</span></div>\n").EndSection();
    }

    private static void Words(HtmlWriter page, Explanation explanation)
    {
        if (explanation.Words.Count == 0)
        {
            return;
        }

        page.Section("Which words", $"A word's share is {explanation.WordMeaning}.").Markup("<div class=\"words\">");
        double most = Math.Max(1e-12, explanation.Words.Max(word => Math.Abs(word.Share)));
        foreach (WordShare word in explanation.Words)
        {
            page.Markup($"<span style=\"background: color-mix(in srgb, var({(word.Share >= 0 ? "--hot" : "--cold")}) {Math.Abs(word.Share) / most * 55:0}%, transparent)\">")
                .Text(word.Text).Markup($"<sub>{word.Share:+0.00;−0.00;0.00}</sub></span> ");
        }

        page.Markup("</div>\n");
        if (explanation.Words.Any(word => word.Cells is not null))
        {
            page.Element("h3", "The regions behind each word").Markup("<div class=\"maps small\">");
            for (int i = 0; i < explanation.Words.Count; i++)
            {
                if (explanation.Words[i].Cells is { } cells)
                {
                    Map(page, HeatMap.Svg(cells, explanation.Width, explanation.Height, explanation.Words[i].Text, $"blur-{i}"), explanation.Words[i].Text, "");
                }
            }

            page.Markup("</div>\n");
        }

        page.EndSection();
    }

    private static void Map(HtmlWriter page, string svg, string name, string note)
    {
        page.Markup("<figure>").Markup(svg).Markup("<figcaption>").Element("b", name);
        if (note.Length > 0)
        {
            page.Element("div", note, "soft");
        }

        page.Markup("</figcaption></figure>\n");
    }

    private static void Additive(HtmlWriter page, AdditiveShares? additive)
    {
        if (additive is not null)
        {
            page.Section("The sum", "A head that is linear in the mean of the cells can be divided without remainder.")
                .Element("p", $"{additive.Shares.Count} shares {additive.Sum - additive.Bias:0.00000} + bias {additive.Bias:0.00000} = {additive.Sum:0.00000}; the model computed {additive.Score:0.00000}, {additive.Error:0.0E+0} away.").EndSection();
        }
    }

    private static void Curves(HtmlWriter page, Faithfulness faithfulness)
    {
        page.Section("Does the score hang on these regions?", "Cells are made gray, or shown on gray, the strongest first. 1 is the score of the whole picture, 0 that of a gray one. Dashed: cells in random order.");
        if (faithfulness.Reason is { } reason)
        {
            page.Element("p", $"Not measured: {reason}.").EndSection();
            return;
        }

        page.Markup("<div class=\"charts\">");
        Curve(page, "deletion", "should fall early: less area is better", faithfulness.Deletion, faithfulness.RandomDeletion, faithfulness.DeletionArea, faithfulness.RandomDeletionArea);
        Curve(page, "insertion", "should rise early: more area is better", faithfulness.Insertion, faithfulness.RandomInsertion, faithfulness.InsertionArea, faithfulness.RandomInsertionArea);
        page.Markup("</div>\n").EndSection();
    }

    private static void Curve(HtmlWriter page, string name, string meaning, IReadOnlyList<double> curve, IReadOnlyList<double> random, double area, double randomArea) =>
        page.Markup("<div>").Element("h3", $"{name}: area {area:0.000}{(double.IsNaN(randomArea) ? "" : $", random {randomArea:0.000}")}").Element("p", meaning, "soft")
            .Markup(CurveChart.Svg(name, curve, random)).Markup("</div>\n");
}
