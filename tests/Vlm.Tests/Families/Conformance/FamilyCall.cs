namespace Vlm.Tests.Families.Conformance;

/// <summary>One way to call a model: by its capability, in a form that all of them share.</summary>
/// <param name="Capability">What it needs.</param>
/// <param name="ShowsPictures">Whether it reads pictures, and not texts alone.</param>
/// <param name="TakesBatch">Whether several items pass in one call.</param>
/// <param name="Run">One row an item. Pictures and their list may be null, and are handed on so.</param>
internal sealed record FamilyCall(ModelCapabilities Capability, bool ShowsPictures, bool TakesBatch, Func<FamilyAsk, Task<IReadOnlyList<CallRow>>> Run)
{
    private static readonly string[] Labels = ["a red square", "a dog"];

    /// <summary>A call for every capability that there is.</summary>
    public static IReadOnlyList<FamilyCall> All { get; } =
    [
        new(ModelCapabilities.Caption, true, true, async ask =>
            [.. (await ask.Model.CaptionAsync(ask.Pictures, ask.Generation(), ask.Token)).Select(caption => new CallRow(string.Join(' ', caption.Ids) + caption.Text, [caption.LogProbability]))]),
        new(ModelCapabilities.Answer, true, true, async ask =>
            [.. (await ask.Model.AnswerAsync(ask.Each(ask.Prompt), new AnswerOptions { Generation = ask.Generation(), BatchSize = ask.BatchSize, Progress = ask.Progress }, ask.Token)).Select(ToRow)]),
        new(ModelCapabilities.EmbedImages, true, true, async ask => Rows(await ask.Model.EmbedImagesAsync(ask.Pictures, ask.Embedding(), ask.Token))),
        new(ModelCapabilities.EmbedTexts, false, true, async ask => Rows(await ask.Model.EmbedTextsAsync(ask.Each(picture => $"a photo of {picture.Name}"), ask.Embedding(), ask.Token))),
        new(ModelCapabilities.Score, true, true, async ask =>
            [.. (await ask.Model.ScoreAsync(ask.Pictures, Labels, ask.Embedding(), ask.Token)).Select(scores => new CallRow("", [.. scores.Select(score => score.Cosine)]))]),
        new(ModelCapabilities.Stream, true, false, ask => StreamAsync(ask, ask.Model.StreamAsync(ask.StreamPrompt(), ask.Generation(), ask.Token))),
        new(ModelCapabilities.Classify, true, true, async ask =>
            [.. (await Service<IImageClassifier>(ask).ClassifyAsync(ask.Pictures, new ClassificationOptions { BatchSize = ask.BatchSize, Progress = ask.Progress }, ask.Token))
                .Select(labels => new CallRow(labels[0].Label, [.. labels.Select(label => label.Probability)]))]),
        new(ModelCapabilities.Detect, true, true, async ask =>
            [.. (await Service<IObjectDetector>(ask).DetectAsync(ask.Pictures, Labels, new DetectionOptions { BatchSize = ask.BatchSize, Progress = ask.Progress, Threshold = 0.01f }, ask.Token)).Select(ToRow)]),
        new(ModelCapabilities.Chat, true, false, async ask =>
        {
            using IVisionConversation conversation = ask.Model.StartConversation(ask.Pictures[0]);
            return await StreamAsync(ask, conversation.StreamAsync(ask.Question, null, ask.Generation(), ask.Token));
        }),
    ];

    private static async Task<IReadOnlyList<CallRow>> StreamAsync(FamilyAsk ask, IAsyncEnumerable<TextUpdate> updates)
    {
        string text = "";
        await foreach (TextUpdate update in updates)
        {
            text += update.Text;
            ask.Progress?.Report(new BatchProgress(0, 1));
        }

        return [new CallRow(text, [])];
    }

    // What a model cannot do it offers no service for; the call that does not exist is refused as the others are.
    private static T Service<T>(FamilyAsk ask)
        where T : class => ask.Model.GetService<T>() ?? throw new NotSupportedException($"{ask.Model.Info.Name} can {ask.Model.Info.Capabilities}: no {typeof(T).Name}.");

    private static CallRow ToRow(Answer answer) => new(string.Join(' ', answer.Ids ?? []) + answer.Text, [answer.LogProbability]);

    private static CallRow ToRow(IReadOnlyList<DetectedRegion> regions) =>
        new(string.Join(' ', regions.Select(region => region.Label)), [.. regions.SelectMany(region => new[] { region.Box.X1, region.Box.Y1, region.Box.X2, region.Box.Y2, region.Score ?? 0 })]);

    private static CallRow[] Rows(IReadOnlyList<Embedding> embeddings) => [.. embeddings.Select(embedding => new CallRow("", embedding.Vector.ToArray()))];
}
