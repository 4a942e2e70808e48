namespace Vlm.Evaluation;

/// <summary>Items of a data set as cards: the picture, what the model gave, what people said.</summary>
internal static class ExampleCards
{
    public static void Write(HtmlWriter page, string heading, string lead, IReadOnlyList<ReportExample> examples, DataSet data, string style)
    {
        if (examples.Count == 0)
        {
            return;
        }

        page.Section(heading, lead).Markup("<div class=\"examples\">\n");
        foreach (ReportExample example in examples)
        {
            page.Markup("<figure>");
            Picture(page, data, example);
            page.Markup("<figcaption>");
            if (example.Question is { } question)
            {
                page.Element("div", question, "question");
            }

            page.Element("div", example.Output, "output").Markup("<ul>\n");
            foreach (string reference in example.References)
            {
                page.Element("li", reference);
            }

            page.Markup("</ul>\n").Element("span", $"{example.ScoreName} {example.Score:0.###}", $"tag {style}").Text(" ").Element("span", example.Id, "id").Markup("</figcaption></figure>\n");
        }

        page.Markup("</div>\n").EndSection();
    }

    private static void Picture(HtmlWriter page, DataSet data, ReportExample example)
    {
        string? reason = null;
        string? address = data.Pictures.Contains(example.Picture) ? PictureData.Of(data.Pictures.Open(example.Picture), out reason) : null;
        if (address is null)
        {
            page.Element("div", $"{example.Picture}: {reason ?? "not there"}", "missing");
        }
        else
        {
            page.Markup($"<img src=\"{address}\" alt=\"{HtmlWriter.Escape(example.Picture)}\" loading=\"lazy\">");
        }
    }
}
