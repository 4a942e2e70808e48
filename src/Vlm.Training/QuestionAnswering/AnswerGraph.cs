namespace Vlm.Training;

/// <summary>
/// The parts of a question answering head, built over one parameter set for training, scoring and the exported files. A
/// picture's rows stand once for all of its K questions: rows [P, R, D], questions [P, K, L, T].
/// </summary>
internal sealed class AnswerGraph(TrainingGraph graph, ParameterSet parameters, AnswererSettings settings, int answers)
{
    private readonly LayerScope _fusion = new(graph, parameters, "fusion.");
    private readonly LayerScope _head = new(graph, parameters, "head.");

    /// <summary>The rows of a picture made smaller, with a vector for each place, [P, R, reduced].</summary>
    public GraphValue Reduced(GraphValue rows)
    {
        GraphValue reduced = _fusion.Linear(rows, "reduction", settings.Reduced);
        GraphValue places = _fusion.Parameter("places.weight", [rows.Shape[1].Size, settings.Reduced], Initialization.Normal(0.02));
        return _fusion.LayerNormalization(reduced + places, "rows_norm").Dropout(settings.InputDropout);
    }

    /// <summary>The picture as one vector [P, width].</summary>
    public GraphValue PictureVector(GraphValue reduced)
    {
        GraphValue pooled = Pooled(reduced);
        return _fusion.LayerNormalization(_fusion.Linear(pooled, "picture", settings.Width).Gelu(), "picture_norm");
    }

    /// <summary>The question as the mean of its tokens [P, K, T].</summary>
    /// <param name="states">[P, K, L, T].</param>
    /// <param name="mask">Int64 [P, K, L]: 1 at tokens, 0 at padding.</param>
    public static GraphValue MeanQuestion(GraphValue states, GraphValue mask)
    {
        GraphValue counted = mask.AsNumber().Unsqueeze(3);
        return (states * counted).Sum([2]) / counted.Sum([2]).Max(states.Graph.Constant(1f));
    }

    /// <summary>Picture and question side by side [P, K, width + T].</summary>
    public GraphValue Concatenated(GraphValue picture, GraphValue states, GraphValue mask) =>
        SelectionOperators.Concat(2, Repeated(picture, states), MeanQuestion(states, mask).Dropout(settings.InputDropout));

    /// <summary>
    /// The question whose every token has looked at the picture, the picture as it is and the question as it was, side by side
    /// [P, K, 3 · width].
    /// </summary>
    public GraphValue Attended(GraphValue reduced, GraphValue picture, GraphValue states, GraphValue mask)
    {
        long questions = states.Shape[1].Size, width = settings.Width;
        GraphValue cells = _fusion.Linear(reduced, "cells", width);
        GraphValue tokens = _fusion.Linear(_fusion.LayerNormalization(states, "tokens_norm").Dropout(settings.InputDropout), "tokens", width);

        // The tokens of all questions of a picture stand in one row: they share its cells.
        GraphValue x = tokens.Reshape(0, -1, width);
        for (int layer = 0; layer < settings.Layers; layer++)
        {
            LayerScope own = _fusion.Inner($"layers.{layer}");
            GraphValue seen = own.LayerNormalization(cells, "cells_norm");
            x += own.MultiHeadAttention(own.LayerNormalization(x, "attention_norm"), seen, "attention", settings.Heads).Dropout(settings.Dropout);
            x += own.FeedForward(own.LayerNormalization(x, "feed_forward_norm"), "feed_forward", width * 2, settings.Dropout).Dropout(settings.Dropout);
        }

        GraphValue answered = _fusion.LayerNormalization(x, "final_norm").Reshape(0, questions, -1, width);
        return SelectionOperators.Concat(2, MeanQuestion(answered, mask), Repeated(picture, states), MeanQuestion(tokens, mask));
    }

    /// <summary>The numbers that <see cref="Fused"/> gives for a pair.</summary>
    public int FusedSize(int stateSize) => settings.Fusion == FusionKind.Concatenation ? settings.Width + stateSize : 3 * settings.Width;

    /// <summary>Picture and question as one vector a pair, [P, K, <see cref="FusedSize"/>].</summary>
    public GraphValue Fused(GraphValue rows, GraphValue states, GraphValue mask, out GraphValue picture)
    {
        GraphValue reduced = Reduced(rows);
        picture = PictureVector(reduced);
        return settings.Fusion == FusionKind.Concatenation ? Concatenated(picture, states, mask) : Attended(reduced, picture, states, mask);
    }

    /// <summary>The logits of the answers to all questions [P, K, answers].</summary>
    public GraphValue Logits(GraphValue rows, GraphValue states, GraphValue mask, bool hasWords, out AnswerParts parts)
    {
        GraphValue picture;
        if (settings.Fusion != FusionKind.Late)
        {
            GraphValue fused = Fused(rows, states, mask, out picture);
            parts = new AnswerParts([], hasWords ? Words(picture) : null);
            return Answers(fused);
        }

        picture = PictureVector(Reduced(rows));
        GraphValue seen = Repeated(Answers(picture, "image"), states), asked = QuestionAnswers(states, mask);
        parts = new AnswerParts([seen, asked], hasWords ? Words(picture) : null);
        return (seen.LogSoftmax().StopGradient() * LateWeight("image")) + (asked.LogSoftmax().StopGradient() * LateWeight("question"));
    }

    /// <summary>The logits of the answers for a picture alone [P, answers].</summary>
    public GraphValue PictureAnswers(GraphValue rows) => Answers(PictureVector(Reduced(rows)), "image");

    /// <summary>The logits of the answers for questions alone [P, K, answers].</summary>
    public GraphValue QuestionAnswers(GraphValue states, GraphValue mask) => Answers(MeanQuestion(states, mask), "question");

    /// <summary>The logits of the answers [..., answers]: a gated layer and a linear one.</summary>
    public GraphValue Answers(GraphValue fused, string name = "answers")
    {
        GraphValue x = _head.LayerNormalization(fused, $"{name}.norm").Dropout(settings.Dropout);
        GraphValue inner = _head.Linear(x, $"{name}.inner", settings.Inner).Gelu() * _head.Linear(x, $"{name}.gate", settings.Inner).Sigmoid();
        return _head.Linear(inner.Dropout(settings.Dropout), $"{name}.output", answers);
    }

    /// <summary>The weight of one side of a late fusion, a number.</summary>
    public GraphValue LateWeight(string side) => _head.Parameter($"{side}_weight", [1], Initialization.Ones);

    /// <summary>The logits of the second task's words [P, words].</summary>
    public GraphValue Words(GraphValue picture) => new LayerScope(graph, parameters, "words.").Linear(picture.Dropout(settings.Dropout), "output", settings.Words);

    // Softmax over the rows, a weighted mean for each of the pools: [P, R, S] → [P, pools · S].
    private GraphValue Pooled(GraphValue rows) =>
        _fusion.Linear(rows, "picture_pool", settings.Pools, bias: false).Transpose(0, 2, 1).Softmax().MatMul(rows).Reshape(0, settings.Pools * rows.Shape[^1].Size);

    private static GraphValue Repeated(GraphValue picture, GraphValue states) => picture.Unsqueeze(1).Tile(1, states.Shape[1].Size, 1);
}
