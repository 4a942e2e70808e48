namespace Vlm.Training;

/// <summary>Which negatives of the batch a triplet loss looks at.</summary>
public enum TripletNegatives
{
    /// <summary>The one with the highest score (VSE++, F. Faghri et al., 2017).</summary>
    Hardest,

    /// <summary>All (VSE0).</summary>
    All,
}

/// <summary>The hinge loss of image and text embeddings.</summary>
public static class TripletLoss
{
    /// <summary>Σ max(0, margin + score of a negative − score of the pair), over the batch and in both directions.</summary>
    /// <param name="image">[N, D]; the score is the dot product.</param>
    /// <param name="text">[N, D].</param>
    /// <param name="margin">By how much a pair should win.</param>
    /// <param name="negatives">Which negatives count.</param>
    /// <returns>A number.</returns>
    public static GraphValue Triplet(GraphValue image, GraphValue text, float margin = 0.2f, TripletNegatives negatives = TripletNegatives.Hardest)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(text);
        GraphValue scores = image.MatMul(text.Transpose(1, 0));
        GraphValue pairs = ContrastiveLosses.Pairs(image, text, null);
        GraphValue own = (scores * pairs).Sum([1]);
        GraphValue others = image.Graph.Constant(1f) - pairs;
        GraphValue perImage = (scores - own.Unsqueeze(1) + margin).Relu() * others, perText = (scores - own.Unsqueeze(0) + margin).Relu() * others;
        return negatives == TripletNegatives.All
            ? (perImage + perText).Sum()
            : perImage.MaxAlong([1]).Sum() + perText.MaxAlong([0]).Sum();
    }
}
