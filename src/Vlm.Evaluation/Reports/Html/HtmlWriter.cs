using System.Net;
using System.Text;

namespace Vlm.Evaluation;

/// <summary>Builds one HTML page. Texts are always escaped; only markup that stands in the code is taken as it is.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _page = new();

    /// <summary>Escapes a text for an element or a quoted attribute.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Begins a page without anything that is fetched or run.</summary>
    public static HtmlWriter Page(string title, string style)
    {
        HtmlWriter page = new();
        page._page.Append($$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
            <title>{{Escape(title)}}</title>
            <style>
            {{style}}
            </style>
            </head>
            <body>
            <main>

            """);
        return page;
    }

    /// <summary>Markup of the code's own.</summary>
    public HtmlWriter Markup(string markup)
    {
        _page.Append(markup);
        return this;
    }

    /// <summary>A text.</summary>
    public HtmlWriter Text(string text)
    {
        _page.Append(Escape(text));
        return this;
    }

    /// <summary>An element that holds a text.</summary>
    public HtmlWriter Element(string tag, string text, string? style = null)
    {
        _page.Append(style is null ? $"<{tag}>" : $"<{tag} class=\"{style}\">");
        _page.Append(Escape(text)).Append($"</{tag}>\n");
        return this;
    }

    /// <summary>Opens a section with its heading and a sentence that says what it shows.</summary>
    public HtmlWriter Section(string heading, string? lead = null)
    {
        Markup("<section>\n").Element("h2", heading);
        return lead is null ? this : Element("p", lead, "lead");
    }

    public HtmlWriter EndSection() => Markup("</section>\n");

    /// <summary>The whole page.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_page + "</main>\n</body>\n</html>\n");
}
