using System.Diagnostics;
using Vlm.Evaluation;

namespace Vlm.Benchmarks.Flickr8k;

/// <summary>
/// Scores on Flickr8k's val split, from JPEG and text through the public API: of the starter heads beside those that their makers
/// reached with the same files, and of the default model beside those on its card.
/// </summary>
internal static class FidelityCommand
{
    private const string Split = "val";
    private const string StarterHeads = "models/starter";

    private static readonly (string Name, string Figure)[] Recalls =
    [
        ("text -> image, R@1", "text_to_image_R@1"), ("text -> image, R@5", "text_to_image_R@5"), ("text -> image, R@10", "text_to_image_R@10"),
        ("image -> text, R@1", "image_to_text_R@1"), ("image -> text, R@5", "image_to_text_R@5"), ("image -> text, R@10", "image_to_text_R@10"),
    ];

    private static readonly FusionKind[] Fusions = [FusionKind.Concatenation, FusionKind.CrossAttention, FusionKind.Late];

    // The row "Through the shared files only" of the starter heads' README: recalls, then fusions.
    private static readonly double[] Starter = [23.94, 53.18, 66.68, 30.9, 58.3, 71.7, 71.59, 71.72, 57.77];

    // models/default/README.md.
    private static readonly double[] Default = [25.06, 54.2, 68.16, 31.5, 61.3, 72.6, 71.93, 72.61, 57.77];

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
        if (Directory.Exists(SharedFolder.Find(StarterHeads)))
        {
            await MeasureAsync("starter heads", LoadStarter, Starter);
        }
        else
        {
            Console.WriteLine($"The starter heads are not measured: there is no {SharedFolder.Find(StarterHeads)}.");
        }

        await MeasureAsync("default model", fusion => VisionLanguageModel.LoadDefault(new VlmOptions { Fusion = fusion }), Default);
        int off = rows.Count(r => r.IsOff);
        Console.WriteLine($"{rows.Count - off} of {rows.Count} within {FidelityRow.Tolerance}, {watch.Elapsed.TotalSeconds:0} s");
        return off == 0 ? 0 : 1;

        async Task MeasureAsync(string name, Func<FusionKind?, IVisionLanguageModel> load, IReadOnlyList<double> expected)
        {
            Console.WriteLine($"{$"{name}, per cent",-28} {"reached",7} {"expected",9} {"off by",7}");
            await foreach ((string figure, double reached) in FiguresAsync(captions, questions, load))
            {
                rows.Add(new FidelityRow(figure, reached, expected[rows.Count % expected.Count]));
                Console.WriteLine(rows[^1]);
            }
        }
    }

    private static async IAsyncEnumerable<(string Name, double Reached)> FiguresAsync(DataSet captions, DataSet questions, Func<FusionKind?, IVisionLanguageModel> load)
    {
        SystemScores retrieval = await EvaluateAsync(load(null), captions, EvaluationTask.Retrieval);
        foreach ((string name, string figure) in Recalls)
        {
            yield return (name, 100 * retrieval.Find(figure)!.Value);
        }

        foreach (FusionKind kind in Fusions)
        {
            SystemScores answers = await EvaluateAsync(load(kind), questions, EvaluationTask.Answer);
            yield return ($"answers, {kind}", 100 * answers.Find("accuracy")!.Value);
        }
    }

    private static IVisionLanguageModel LoadStarter(FusionKind? fusion)
    {
        string heads = SharedFolder.Find(StarterHeads), encoders = SharedFolder.Search(Path.Combine("models", "default"))!;
        return VisionLanguageModel.CreateBuilder()
            .UseImageEncoder(OnnxImageEncoder.Load(Path.Combine(encoders, "image-encoder")))
            .UseTextEncoder(OnnxTextEncoder.Load(Path.Combine(encoders, "text-encoder")))
            .AddRetrieval(Path.Combine(heads, "retrieval"))
            .AddQuestionAnswering(Path.Combine(heads, "vqa"), fusion ?? FusionKind.CrossAttention)
            .Build();
    }

    private static async Task<SystemScores> EvaluateAsync(IVisionLanguageModel loaded, DataSet data, EvaluationTask task)
    {
        using IVisionLanguageModel model = loaded;
        EvaluationOptions options = new() { Run = new RunOptions { Split = Split }, NeighbourLimit = 0, Resampling = new ResamplingOptions { Count = 1 } };
        return (await ModelEvaluation.EvaluateAsync(model, data, task, options)).Model;
    }
}
