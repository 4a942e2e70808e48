using System.Net;
using System.Text;
using System.Text.Json;

namespace Vlm.Evaluation;

/// <summary>
/// Makes the page on which people rate: one file with the pictures in it that works from the file system without a network. It is blind (no
/// system's name, no order to learn from), every rater gets an order of their own, and every decision is one key. Members are thread-safe.
/// </summary>
public static class RatingPage
{
    /// <summary>Writes the page and gives the key to it.</summary>
    /// <param name="study">What is to be rated.</param>
    /// <param name="page">Where the page is written, in UTF-8; left open.</param>
    /// <param name="seed">
    /// What the tokens of the tasks are made from. The same study and seed give the same page; choose one that raters do not know, or they could
    /// work out which system made what.
    /// </param>
    /// <returns>Which task is what: keep it from the raters, and write it with <see cref="RatingKeyFile"/>.</returns>
    /// <exception cref="EvaluationException">The study is empty or an item is wrong; names the item.</exception>
    public static RatingKey Write(RatingStudy study, Stream page, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(page);
        RatingKey key = RatingTasks.Make(study, seed);
        string[] parts = Template().Split("{{DATA}}");
        page.Write(Encoding.UTF8.GetBytes(parts[0].Replace("{{TITLE}}", WebUtility.HtmlEncode(study.Title), StringComparison.Ordinal)));

        // The writer's default encoder escapes <, > and &, so that no text can end the script element.
        using (var json = new Utf8JsonWriter(page))
        {
            RatingPageData.Write(json, study, key);
        }

        page.Write(Encoding.UTF8.GetBytes(parts[1]));
        return key;
    }

    private static string Template()
    {
        using Stream resource = typeof(RatingPage).Assembly.GetManifestResourceStream("Vlm.Evaluation.Human.rating-page.html")!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
