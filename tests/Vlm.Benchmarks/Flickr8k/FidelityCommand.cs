using System.Diagnostics;

namespace Vlm.Benchmarks.Flickr8k;

/// <summary>
/// The scores of the default model on Flickr8k's val split, from JPEG and text through the public API, beside those that the
/// makers of its heads reached with the same files.
/// </summary>
internal static class FidelityCommand
{
    private static readonly (FusionKind Kind, double Expected)[] Fusions =
        [(FusionKind.Concatenation, 71.59), (FusionKind.CrossAttention, 71.72), (FusionKind.Late, 57.77)];

    /// <summary>Runs it; 1 where a figure is off by more than the tolerance.</summary>
    public static async Task<int> RunAsync(string? folder)
    {
        string data = folder ?? SharedFolder.Find("data/flickr8k");
        if (!File.Exists(Path.Combine(data, "dataset.json")))
        {
            await Console.Error.WriteLineAsync($"{data}: there is no dataset.json. Pass the folder that has dataset.json, vqa.json and images.zip.");
            return 2;
        }

        Stopwatch watch = Stopwatch.StartNew();
        using Flickr8kData flickr = Flickr8kData.Open(data, "val");
        Console.WriteLine($"Flickr8k val: {flickr.Pictures.Count} pictures, {flickr.Pictures.Sum(p => p.Captions.Count)} captions, {flickr.Questions.Count} questions");
        List<FidelityRow> rows = [];
        Console.WriteLine($"{"per cent",-28} {"reached",7} {"expected",9} {"off by",7}");
        await foreach (FidelityRow row in RowsAsync(flickr))
        {
            rows.Add(row);
            Console.WriteLine(row);
        }

        int off = rows.Count(r => r.IsOff);
        Console.WriteLine($"{rows.Count - off} of {rows.Count} within {FidelityRow.Tolerance}, {watch.Elapsed.TotalSeconds:0} s");
        return off == 0 ? 0 : 1;
    }

    private static async IAsyncEnumerable<FidelityRow> RowsAsync(Flickr8kData flickr)
    {
        foreach (FidelityRow row in await RetrievalAsync(flickr))
        {
            yield return row;
        }

        foreach ((FusionKind kind, double expected) in Fusions)
        {
            yield return new FidelityRow($"answers, {kind}", await AccuracyAsync(flickr, kind), expected);
        }
    }

    private static async Task<FidelityRow[]> RetrievalAsync(Flickr8kData flickr)
    {
        using IVisionLanguageModel model = VisionLanguageModel.LoadDefault();
        List<Embedding> images = [], texts = [];
        foreach (CaptionedPicture picture in flickr.Pictures)
        {
            images.Add(await model.EmbedImageAsync(flickr.ReadJpeg(picture.Filename)));
            texts.AddRange(await model.EmbedTextsAsync(picture.Captions));
        }

        int[] owners = [.. flickr.Pictures.SelectMany((p, i) => p.Captions.Select(_ => i))];
        (Recall textToImage, Recall imageToText) = RetrievalScores.Of(images, texts, owners);
        return
        [
            new("text -> image, R@1", textToImage.At1, 23.94),
            new("text -> image, R@5", textToImage.At5, 53.18),
            new("text -> image, R@10", textToImage.At10, 66.68),
            new("image -> text, R@1", imageToText.At1, 30.9),
            new("image -> text, R@5", imageToText.At5, 58.3),
            new("image -> text, R@10", imageToText.At10, 71.7),
        ];
    }

    private static async Task<double> AccuracyAsync(Flickr8kData flickr, FusionKind kind)
    {
        using IVisionLanguageModel model = VisionLanguageModel.LoadDefault(new VlmOptions { Fusion = kind });
        int right = 0;
        foreach (IGrouping<string, PictureQuestion> asked in flickr.Questions.GroupBy(q => q.Filename))
        {
            ImageInput picture = flickr.ReadJpeg(asked.Key);
            IReadOnlyList<Answer> answers = await model.AnswerAsync([.. asked.Select(q => new VisionPrompt(picture, q.Question))]);
            right += asked.Zip(answers).Count(pair => pair.First.Answer == pair.Second.Text);
        }

        return 100.0 * right / flickr.Questions.Count;
    }
}
