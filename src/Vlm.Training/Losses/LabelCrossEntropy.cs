namespace Vlm.Training;

/// <summary>The nodes of cross entropy with labels, and of its gradient.</summary>
internal sealed class LabelCrossEntropy
{
    private readonly TrainingGraph _graph;
    private readonly GraphValue _logits;
    private readonly CrossEntropyOptions _options;
    private readonly long _classes;
    private readonly GraphValue _rows;
    private readonly GraphValue _places;
    private readonly GraphValue _counts;

    public LabelCrossEntropy(GraphValue logits, GraphValue labels, CrossEntropyOptions options)
    {
        _graph = logits.Graph;
        _logits = logits;
        _options = options;
        _classes = logits.Shape[^1].Size;

        // As a matrix of rows; a label that is ignored points at class 0 and counts 0.
        GraphValue flat = labels.Reshape(-1, 1);
        GraphValue ignored = flat.EqualTo(_graph.Constant([options.IgnoredLabel], 1));
        _rows = logits.Reshape(-1, _classes);
        _places = ignored.Where(_graph.Constant([0L], 1), flat);
        _counts = ignored.Not().AsNumber();
    }

    public GraphValue Loss()
    {
        GraphValue log = _rows.LogSoftmax();
        GraphValue weight = _options.ClassWeights is { } weights ? weights.Gather(_places.Reshape(-1)).Reshape(-1, 1) * _counts : _counts;
        float smoothing = _options.LabelSmoothing;
        GraphValue perRow = -(log.GatherElements(_places, 1) * weight);
        if (smoothing > 0)
        {
            perRow = (perRow * (1 - smoothing)) - (Spread(log) * _counts * (smoothing / _classes));
        }

        GraphValue divisor = weight.Sum().Max(_graph.Constant(float.Epsilon));
        GraphValue loss = _options.Reduction switch
        {
            Reduction.Sum => perRow.Sum(),
            Reduction.Mean => perRow.Sum() / divisor,
            _ => perRow.Reshape([.. OuterSizes()]),
        };
        loss = _graph.Copy(loss);
        loss.Producer!.Gradient = new CustomGradient([_logits], dy => [Gradient(dy, log, weight, divisor)]);
        return loss;
    }

    // Σ w log p over the classes: what smoothing spreads.
    private GraphValue Spread(GraphValue log) => _options.ClassWeights is { } weights ? (log * weights).Sum([1], keepDims: true) : log.Sum([1], keepDims: true);

    // d row / d logits = w ((1 − ε)(p − one-hot)) + ε / C (p Σ w − w) for each row that counts.
    private GraphValue Gradient(GraphValue dy, GraphValue log, GraphValue weight, GraphValue divisor)
    {
        GraphValue upstream = _options.Reduction switch
        {
            Reduction.Mean => dy / divisor,
            Reduction.Sum => dy,
            _ => dy.Reshape(-1, 1),
        };
        float smoothing = _options.LabelSmoothing, spread = smoothing / _classes;
        GraphValue label = weight * upstream * (1 - smoothing);
        GraphValue even = _counts * upstream * spread;
        GraphValue total = _options.ClassWeights is { } all ? all.Sum() : _graph.Constant((float)_classes);
        GraphValue dense = log.Exp() * (smoothing > 0 ? label + (even * total) : label);
        if (smoothing > 0)
        {
            dense -= _options.ClassWeights is { } weights ? even * weights : even;
        }

        return dense.ScatterAdd(_places, -label, 1).ReshapeLike(_logits);
    }

    private IEnumerable<long> OuterSizes() => _logits.Shape.Take(_logits.Rank - 1).Select((size, i) => size.IsKnown ? size.Size : i == 0 ? -1 : throw new GraphException(
        $"Losses without a reduction need known sizes beside the first; found {_logits}."));
}
