using System.Net;
using System.Text;
using Vlm.Search;

namespace Vlm.Cli.Output;

/// <summary>One HTML page of what was found, with the pictures in it; no script, nothing fetched.</summary>
internal static class SearchPage
{
    // Larger pictures are linked where they lie, so that a page of photographs stays a page.
    private const long MaxEmbeddedBytes = 1 << 20;

    public static void Write(string path, string? folder, string query, IReadOnlyList<SearchResult> found)
    {
        StringBuilder page = new();
        string title = WebUtility.HtmlEncode(query);
        page.Append($$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>{{title}}</title>
            <style>
            body { font-family: sans-serif; margin: 2em; }
            main { display: flex; flex-wrap: wrap; gap: 1em; }
            figure { margin: 0; width: 240px; }
            img { width: 240px; height: 180px; object-fit: cover; background: #ddd; }
            figcaption { font-size: 0.85em; overflow-wrap: anywhere; }
            </style>
            </head>
            <body>
            <h1>{{title}}</h1>
            <main>

            """);
        foreach (SearchResult result in found)
        {
            string id = WebUtility.HtmlEncode(result.Id);
            string picture = Source(folder, result.Id) is { } source ? $"<img src=\"{WebUtility.HtmlEncode(source)}\" alt=\"{id}\">" : "";
            page.Append($"<figure>{picture}<figcaption>{result.Score:0.0000} {id}</figcaption></figure>\n");
        }

        page.Append("</main>\n</body>\n</html>\n");
        FileReplacement.Write(path, file => file.Write(Encoding.UTF8.GetBytes(page.ToString())));
    }

    private static string? Source(string? folder, string id)
    {
        if (folder is null)
        {
            return null;
        }

        // An id that climbs out of its folder was not written by an indexer.
        string path = Path.GetFullPath(Path.Combine(folder, id));
        if (!path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return null;
        }

        FileInfo file = new(path);
        return file.Exists && file.Length <= MaxEmbeddedBytes
            ? $"data:{MediaType(path)};base64,{Convert.ToBase64String(File.ReadAllBytes(path))}"
            : new Uri(path).AbsoluteUri;
    }

    private static string MediaType(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".PNG" => "image/png",
        ".WEBP" => "image/webp",
        ".BMP" => "image/bmp",
        ".GIF" => "image/gif",
        _ => "image/jpeg",
    };
}
