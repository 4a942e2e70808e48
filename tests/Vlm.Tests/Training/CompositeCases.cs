using Vlm.Training;

namespace Vlm.Tests.Training;

/// <summary>The golden cases that are no single ONNX operator, built with the graph builder.</summary>
internal static class CompositeCases
{
    private static readonly Dictionary<string, Func<CaseGraph, IReadOnlyList<GraphValue>>> Builders = new()
    {
        ["Pow"] = g => [g["x"].Pow(g.Case.Single("exponent"))],
        ["Clip"] = g => [g["x"].Clip(g.Case.Single("min"), g.Case.Single("max"))],
        ["Dropout"] = g => [g["x"] * g["mask"].AsNumber() / g.Case.Single("keep_probability")],
        ["Expand"] = g => [g["x"].Expand(g.Case.LongsOf("shape"))],
        ["quick_gelu"] = g => [g["x"].QuickGelu()],
        ["silu"] = g => [g["x"].Silu()],
        ["squared_relu"] = g => [g["x"].SquaredRelu()],
        ["RMSNormalization"] = g => [g["x"].RmsNormalization(g.Case.Name.EndsWith("plus_one", StringComparison.Ordinal) ? g["scale"] + 1 : g["scale"], g.Case.Single("epsilon"))],
        ["BatchNormalization (training)"] = g => [g["x"].BatchNormalizationTrain(g["scale"], g["bias"], g.Case.Single("epsilon"), out _, out _)],
        ["GroupNormalization"] = g => [g["x"].GroupNormalization(g["scale"], g["bias"], g.Case.Int("groups"), g.Case.Single("epsilon"))],
        ["L2 normalise"] = g => [g.Case.Has("epsilon_inside_root")
            ? g["x"] / (g["x"].Square().Sum([g.Case.Int("axis")], keepDims: true) + g.Case.Single("epsilon_inside_root")).Sqrt()
            : g["x"].L2Normalize(g.Case.Int("axis"), g.Case.Single("eps", 1e-12f))],
        ["Slice"] = g => [g["x"].Slice(g.Case.LongsOf("axes"), g.Case.LongsOf("starts"), g.Case.LongsOf("ends"), g.Case.LongsOf("steps"))],
        ["Split"] = g => g["x"].Split(g.Case.Int("axis"), g.Case.LongsOf("parts")),
        ["Reshape"] = g => [g["x"].Reshape(g.Case.LongsOf("shape"))],
        ["Unsqueeze"] = g => [g["x"].Unsqueeze(g.Case.IntsOf("axes"))],
        ["Pad"] = g => [g["x"].Pad(g.Case.LongsOf("pads_begin"), g.Case.LongsOf("pads_end"))],
        ["Tile"] = g => [g["x"].Tile(g.Case.LongsOf("repeats"))],
        ["CumSum"] = g => [g["x"].CumSum(g.Case.Int("axis"))],
        ["ReduceMean"] = g => [Reduced(g, ReductionOperators.Mean)],
        ["ReduceSum"] = g => [Reduced(g, ReductionOperators.Sum)],
        ["ReduceMax"] = g => [Reduced(g, ReductionOperators.MaxAlong)],
        ["ReduceL2"] = g => [Reduced(g, ReductionOperators.Norm)],
        ["ReduceLogSumExp"] = g => [Reduced(g, ReductionOperators.LogSumExp)],
        ["cross entropy"] = g => [CrossEntropy(g)],
        ["cross entropy over [batch, time, class]"] = g => [CrossEntropy(g)],
        ["Embedding"] = g => [g["w"].Embed(g["i"], g.Case.Int("padding_idx"))],
        ["multi-head self-attention"] = g => [Attended(g, g["x"])],
        ["multi-head cross-attention"] = g => [Attended(g, g["memory"])],
        ["attention"] = g => [Attention.ScaledDotProduct(g["q"], g["k"], g["v"])],
        ["rotary embedding (rotate half)"] = g => [Attention.Rotary(g["x"], g["cos"], g["sin"])],
        ["GRU cell"] = g => [RecurrentCells.Gru(g["x"], g["h"], g["w_ih"], g["w_hh"], g["b_ih"], g["b_hh"])],
        ["LSTM cell"] = LstmCell,
        ["GRU over 5 steps"] = g => [GruSequence(g)],
        ["LSTM over 5 steps"] = g => [LstmSequence(g)],
        ["BCE with logits"] = g => [g["x"].BinaryCrossEntropy(g["target"], g.Case.HasInput("pos_weight") ? g["pos_weight"] : null, g.Case.Has("reduction") ? Reduction.Sum : Reduction.Mean)],
        ["CLIP symmetric InfoNCE, learned logit scale (exp)"] = g => [ContrastiveLosses.InfoNce(Unit(g, "image"), Unit(g, "text"), g["logit_scale"])],
        ["InfoNCE, two captions per image: image side averages -log p over its captions"] = g =>
            [ContrastiveLosses.InfoNce(Unit(g, "image"), Unit(g, "text"), g["log_scale"], g.Graph.Constant([0L, 0, 1, 1, 2, 2, 3, 3], 8))],
        ["SigLIP sigmoid loss: -sum log sigmoid(z (s exp(t) + b)) / batch"] = g => [ContrastiveLosses.SigLip(Unit(g, "image"), Unit(g, "text"), g["t_prime"], g["bias"])],
        ["VSE++: hardest in-batch negative, margin 0.2, sum over batch, both directions"] = g => [TripletLoss.Triplet(Unit(g, "image"), Unit(g, "text"), g.Case.Single("margin"))],
        ["VSE0: all in-batch negatives, margin 0.2"] = g => [TripletLoss.Triplet(Unit(g, "image"), Unit(g, "text"), g.Case.Single("margin"), TripletNegatives.All)],
        ["mean squared error"] = g => [g["x"].MeanSquaredError(g["y"])],
        ["mean absolute error"] = g => [g["x"].MeanAbsoluteError(g["y"])],
        ["Huber (smooth L1, beta 1)"] = g => [g["x"].SmoothL1(g["y"])],
        ["1 - cos, mean over rows"] = g => [g["x"].CosineDistance(g["y"])],
        ["T^2 KL(softmax(teacher/T) || softmax(student/T)), mean over rows"] = g => [g["student"].Distillation(g["teacher"], g.Case.Single("T"))],
        ["focal loss, gamma 2, mean"] = g => [g["logits"].Focal(g["labels"], g.Case.Single("gamma"))],
        ["1e-4 * mean(logsumexp^2)"] = g => [g["logits"].ZLoss()],
        ["cross entropy with soft targets"] = g => [g["logits"].SoftCrossEntropy(g["target"])],
    };

    public static IReadOnlyList<GraphValue> Build(CaseGraph graph) =>
        Builders.TryGetValue(graph.Case.Operator, out var builder) ? builder(graph) : throw new InvalidOperationException($"No builder for '{graph.Case.Operator}'.");

    // The goldens' embeddings are normalized inside.
    private static GraphValue Unit(CaseGraph g, string name) => g[name].L2Normalize();

    private static GraphValue Reduced(CaseGraph g, Func<GraphValue, IReadOnlyList<int>?, bool, GraphValue> reduce) =>
        reduce(g["x"], g.Case.IntsOf("axes"), g.Case.Attribute("keepdims").GetBoolean());

    private static GraphValue Attended(CaseGraph g, GraphValue memory)
    {
        GraphValue query = g["x"].MatMul(g["wq"]) + g["bq"], key = memory.MatMul(g["wk"]) + g["bk"], value = memory.MatMul(g["wv"]) + g["bv"];
        return Attention.MultiHead(query, key, value, g.Case.Int("heads"), g["mask"]).MatMul(g["wo"]) + g["bo"];
    }

    private static GraphValue[] LstmCell(CaseGraph g)
    {
        (GraphValue hidden, GraphValue cell) = RecurrentCells.Lstm(g["x"], g["h"], g["c"], g["w_ih"], g["w_hh"], g["b_ih"], g["b_hh"]);
        return [hidden, cell];
    }

    private static GraphValue GruSequence(CaseGraph g)
    {
        GraphValue hidden = g["h"];
        return RecurrentCells.Unroll(g["x"], x => hidden = RecurrentCells.Gru(x, hidden, g["w_ih"], g["w_hh"], g["b_ih"], g["b_hh"]));
    }

    private static GraphValue LstmSequence(CaseGraph g)
    {
        (GraphValue hidden, GraphValue cell) = (g["h"], g["c"]);
        return RecurrentCells.Unroll(g["x"], x =>
        {
            (hidden, cell) = RecurrentCells.Lstm(x, hidden, cell, g["w_ih"], g["w_hh"], g["b_ih"], g["b_hh"]);
            return hidden;
        });
    }

    private static GraphValue CrossEntropy(CaseGraph g) => g["logits"].CrossEntropy(g["labels"], new CrossEntropyOptions
    {
        LabelSmoothing = g.Case.Single("label_smoothing"),
        IgnoredLabel = g.Case.Int("ignore_index", -100),
        ClassWeights = g.Case.HasInput("weight") ? g["weight"] : null,
        Reduction = g.Case.Has("reduction") ? Enum.Parse<Reduction>(g.Case.Attribute("reduction").GetString()!, ignoreCase: true) : Reduction.Mean,
    });
}
