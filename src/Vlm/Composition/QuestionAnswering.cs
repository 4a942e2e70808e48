using System.Numerics.Tensors;
using Vlm.Onnx;

namespace Vlm.Composition;

/// <summary>The question answering of a composed model. A picture that several prompts share is encoded once.</summary>
internal sealed class QuestionAnswering(ImagePipeline images, TextPipeline texts, QuestionAnsweringBranch branch, string modelName, ConfidenceModel? confidence)
{
    private const int DefaultTop = 5;
    private readonly Dictionary<string, int> _indices = branch.Labels.Select((label, i) => (label, i)).ToDictionary(p => p.label, p => p.i, StringComparer.Ordinal);

    public IReadOnlyList<Answer> Run(IReadOnlyList<VisionPrompt> prompts, AnswerOptions? options, CancellationToken cancellationToken)
    {
        Check(prompts);
        int[]? choices = Choices(options);
        SharedPictures shared = new(prompts);
        Answer[] answers = new Answer[prompts.Count];
        int done = 0;
        foreach ((int start, int count) in Groups.Of(shared.Distinct.Count, options))
        {
            StageClock clock = new();
            using ImageFeatures features = Encode(shared, start, count, options, clock, cancellationToken);
            (int Prompt, int Image)[] pairs = [.. Enumerable.Range(0, count).SelectMany(i => shared.PromptsOf[start + i].Select(p => (p, i)))];
            foreach ((int Prompt, int Image)[] group in pairs.Chunk(options?.BatchSize ?? Groups.DefaultSize))
            {
                Score(group, features, prompts, answers, choices, options, clock, cancellationToken);
                done += group.Length;
                Groups.Report(options, done, prompts.Count);
            }
        }

        return answers;
    }

    // An error about a picture is told of the first prompt that shows it, since a prompt is what the caller passed.
    private ImageFeatures Encode(
        SharedPictures shared, int start, int count, AnswerOptions? options, StageClock clock, CancellationToken cancellationToken)
    {
        try
        {
            return images.Encode(shared.Distinct, start, count, options?.Decode, clock, cancellationToken);
        }
        catch (ImageDecodeException e) when (e.Index is { } image)
        {
            throw new ImageDecodeException(e.Reason, e.Name, e.Detail, e.InnerException).AtIndex(shared.PromptsOf[image][0]);
        }
    }

    private void Score(
        (int Prompt, int Image)[] group, ImageFeatures features, IReadOnlyList<VisionPrompt> prompts, Answer[] answers, int[]? choices,
        AnswerOptions? options, StageClock clock, CancellationToken cancellationToken)
    {
        int[] order = Array.ConvertAll(group, pair => pair.Image);
        using TextFeatures questions =
            texts.Encode(Array.ConvertAll(group, pair => prompts[pair.Prompt].Text), clock, out IReadOnlyList<bool> truncated, cancellationToken);
        long began = StageClock.Now;
        using ImageFeatures? selected = RowOrder.IsIdentity(order, features.BatchSize) ? null : FeatureSelection.Select(features, order);
        using TensorBuffer<float> scores = branch.Score(selected ?? features, questions, cancellationToken);
        clock.Headed(began);
        StageTimings timings = clock.Timings();
        for (int i = 0; i < group.Length; i++)
        {
            answers[group[i].Prompt] = Best(scores.Row(i), choices, options?.Top ?? DefaultTop, truncated[i], timings, confidence?.Distance(features, group[i].Image));
        }
    }

    private Answer Best(ReadOnlySpan<float> scores, int[]? choices, int top, bool truncated, StageTimings timings, float? distance)
    {
        float[] kept = choices is null ? scores.ToArray() : new float[choices.Length];
        for (int i = 0; choices is not null && i < choices.Length; i++)
        {
            kept[i] = scores[choices[i]];
        }

        if (kept.Any(float.IsNaN))
        {
            throw new VlmException($"{modelName}: the answer head gave NaN. The model's weights or the pictures' features are damaged; run vlm inspect model.");
        }

        TensorPrimitives.Subtract(kept, LogSumExp.Of(kept), kept);
        int[] ranked = Ranking.Top(kept, Math.Max(top, 2));
        return new Answer
        {
            Text = Label(ranked[0]),
            Probability = MathF.Exp(kept[ranked[0]]),
            LogProbability = kept[ranked[0]],
            // What was learned is of all answers; of a choice among some nothing is known.
            Confidence = choices is null ? confidence?.OfAnswer(MathF.Exp(kept[ranked[0]]), ranked.Length > 1 ? MathF.Exp(kept[ranked[1]]) : 0, distance) : null,
            Candidates = Array.ConvertAll(ranked[..Math.Min(top, ranked.Length)], i => new LabelScore(Label(i), MathF.Exp(kept[i]))),
            Truncated = truncated,
            Timings = timings,
        };

        string Label(int i) => branch.Labels[choices is null ? i : choices[i]];
    }

    private void Check(IReadOnlyList<VisionPrompt> prompts)
    {
        TextPipeline.CheckQuestions(prompts);
        for (int i = 0; i < prompts.Count; i++)
        {
            if (prompts[i].Messages is not null)
            {
                throw new NotSupportedException($"{modelName} answers single questions; prompt {i} is a conversation. Pass the question alone, or use a model of a chat family.");
            }

            if (prompts[i].Images.Count != 1)
            {
                throw new NotSupportedException(
                    $"{modelName} answers questions about one picture; prompt {i} has {prompts[i].Images.Count}. Ask about each picture in a prompt of its own.");
            }
        }
    }

    private int[]? Choices(AnswerOptions? options)
    {
        if (options?.Choices is not { } choices)
        {
            return null;
        }

        if (choices.Count == 0)
        {
            throw new InvalidInputException("The list of choices is empty; give at least one, or null for all answers.");
        }

        string[] unknown = [.. choices.Where(c => !_indices.ContainsKey(c))];
        return unknown.Length == 0
            ? [.. choices.Select(c => _indices[c]).Distinct()]
            : throw new InvalidInputException(
                $"{modelName} knows {branch.Labels.Count} answers, and these choices are not among them: {string.Join(", ", unknown)}. It knows, for example, {string.Join(", ", branch.Labels.Take(8))}.");
    }
}
