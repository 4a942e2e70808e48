using Vlm.Training;

namespace Vlm.Tests.Training.Captioning;

/// <summary>A small captioner over made pictures of four kinds, two captions each.</summary>
internal static class CaptionCase
{
    public static readonly string[] Texts = ["A dog runs in the snow.", "a man sits on a red bench", "Two children play", "a bird flies over water"];

    public static readonly CaptionerSettings Settings = new()
    {
        Reduced = 8,
        Width = 16,
        Layers = 2,
        Heads = 2,
        Inner = 32,
        Positions = 12,
        MaxNewTokens = 10,
        MinWordCount = 1,
        Dropout = 0,
        MemoryDropout = 0,
        LabelSmoothing = 0,
        SampleTemperature = 1,
    };

    public static PatternRows Rows { get; } = new(Texts.Length);

    public static IReadOnlyList<CaptionedPicture> Pictures(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(i => new CaptionedPicture($"picture {i}", i, [Texts[i % Texts.Length], Texts[i % Texts.Length]]))];

    public static CaptionVocabulary Vocabulary { get; } = CaptionVocabulary.Build(Texts, new CaptionVocabularyOptions { LeastCount = 1 });

    public static CaptionTask Task(CaptionerSettings? settings = null, long seed = 1) =>
        new TeacherForcedTask(settings ?? Settings, Vocabulary, Rows, Pictures(0, 12), Pictures(12, 8), seed, threads: 1);
}
