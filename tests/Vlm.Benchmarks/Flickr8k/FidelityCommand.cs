using System.Diagnostics;
using Vlm.Evaluation;

namespace Vlm.Benchmarks.Flickr8k;

/// <summary>
/// The scores of the default model on Flickr8k's val split, from JPEG and text through the public API, beside those that the
/// makers of its heads reached with the same files.
/// </summary>
internal static class FidelityCommand
{
    private const string Split = "val";

    private static readonly (string Name, string Figure, double Expected)[] Retrieval =
    [
        ("text -> image, R@1", "text_to_image_R@1", 23.94),
        ("text -> image, R@5", "text_to_image_R@5", 53.18),
        ("text -> image, R@10", "text_to_image_R@10", 66.68),
        ("image -> text, R@1", "image_to_text_R@1", 30.9),
        ("image -> text, R@5", "image_to_text_R@5", 58.3),
        ("image -> text, R@10", "image_to_text_R@10", 71.7),
    ];

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
        using DataSet captions = DataSet.Open(Path.Combine(data, "dataset.json")), questions = DataSet.Open(Path.Combine(data, "vqa.json"));
        IReadOnlyList<DataSetItem> described = captions.OfSplit(Split), asked = questions.OfSplit(Split);
        Console.WriteLine($"Flickr8k {Split}: {described.Count} pictures, {described.Sum(p => p.Captions.Count)} captions, {asked.Sum(p => p.Questions.Count)} questions");
        List<FidelityRow> rows = [];
        Console.WriteLine($"{"per cent",-28} {"reached",7} {"expected",9} {"off by",7}");
        await foreach (FidelityRow row in RowsAsync(captions, questions))
        {
            rows.Add(row);
            Console.WriteLine(row);
        }

        int off = rows.Count(r => r.IsOff);
        Console.WriteLine($"{rows.Count - off} of {rows.Count} within {FidelityRow.Tolerance}, {watch.Elapsed.TotalSeconds:0} s");
        return off == 0 ? 0 : 1;
    }

    private static async IAsyncEnumerable<FidelityRow> RowsAsync(DataSet captions, DataSet questions)
    {
        SystemScores retrieval = await EvaluateAsync(captions, EvaluationTask.Retrieval, null);
        foreach ((string name, string figure, double expected) in Retrieval)
        {
            yield return new FidelityRow(name, 100 * retrieval.Find(figure)!.Value, expected);
        }

        foreach ((FusionKind kind, double expected) in Fusions)
        {
            SystemScores answers = await EvaluateAsync(questions, EvaluationTask.Answer, kind);
            yield return new FidelityRow($"answers, {kind}", 100 * answers.Find("accuracy")!.Value, expected);
        }
    }

    private static async Task<SystemScores> EvaluateAsync(DataSet data, EvaluationTask task, FusionKind? fusion)
    {
        using IVisionLanguageModel model = VisionLanguageModel.LoadDefault(new VlmOptions { Fusion = fusion });
        EvaluationOptions options = new() { Run = new RunOptions { Split = Split }, NeighbourLimit = 0, Resampling = new ResamplingOptions { Count = 1 } };
        return (await ModelEvaluation.EvaluateAsync(model, data, task, options)).Model;
    }
}
