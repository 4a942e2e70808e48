using Vlm.Evaluation;
using Vlm.Training;

namespace Vlm.Tests.Training.QuestionAnswering;

/// <summary>Made pictures of four kinds and two questions about each: which kind it is, and whether it is one of the first two.</summary>
internal static class AnswerCase
{
    public const string Which = "Which is it?";
    public const string First = "Is it first?";

    public static readonly string[] Answers = ["bird", "boat", "dog", "man", "no", "yes"];

    public static PatternRows Rows { get; } = new(4);

    public static QuestionStates States { get; } = RandomStates(6, Which, First);

    public static IReadOnlyList<AskedPicture> Pictures(int first, int count) => [.. Enumerable.Range(first, count).Select(i => new AskedPicture(
        $"picture {i}",
        i,
        [new DataSetQuestion($"{i} which", Which, [Answers[i % 4]], "kind"), new DataSetQuestion($"{i} first", First, [i % 4 < 2 ? "yes" : "no"], "exist")],
        [$"one {Answers[i % 4]} is here"]))];

    public static AnswerTask Task(FusionKind fusion, long seed = 1, float dropout = 0, int places = 2) =>
        new(Settings(fusion, dropout, places), new AnswerTargets(Answers), States, Rows, Pictures(0, 16), Pictures(16, 8), seed);

    public static AnswererSettings Settings(FusionKind fusion, float dropout = 0, int places = 2) => new()
    {
        Fusion = fusion,
        Reduced = 8,
        Width = 16,
        Heads = 2,
        Pools = 2,
        Layers = 2,
        Inner = 16,
        Dropout = dropout,
        InputDropout = dropout,
        RowDropout = 0,
        LabelSmoothing = 0,
        QuestionsPerPicture = places,
        WordWeight = 1,
        Words = 4,
        TrainsReduction = true,
    };

    /// <summary>The states of a question [1, tokens, 6] and their mask.</summary>
    public static TextFeatures Question(QuestionStates states, string text)
    {
        int length = states.Length(text);
        float[] values = new float[length * states.Size];
        states.Copy(text, values);
        return new TextFeatures(1, new TensorBuffer<float>(values, [1, length, states.Size]), new TensorBuffer<long>(Enumerable.Repeat(1L, length).ToArray(), [1, length]));
    }

    /// <summary>Random states of two questions, of three tokens and of two.</summary>
    public static QuestionStates RandomStates(int size, string first, string second)
    {
        Random random = new(3);
        return new QuestionStates([first, second], new MemoryTextStates(size, [.. new[] { 3, 2 }.Select(tokens => Enumerable.Range(0, tokens * size).Select(_ => (Half)(random.NextSingle() - 0.5f)).ToArray())]));
    }
}
