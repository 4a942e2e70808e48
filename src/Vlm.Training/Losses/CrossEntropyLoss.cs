namespace Vlm.Training;

/// <summary>Cross entropy between softmax(logits) and labels or distributions.</summary>
public static class CrossEntropyLoss
{
    /// <summary>
    /// −Σ q log softmax(logits) for q = (1 − ε) one-hot + ε / C. The gradient is known in closed form, softmax − q for each row,
    /// so no distribution over the classes is ever laid out for the labels.
    /// </summary>
    /// <param name="logits">[…, C].</param>
    /// <param name="labels">Int64 […], 0 to C − 1 or the ignored label.</param>
    /// <param name="options">Null for the defaults: no smoothing, −100 ignored, the mean.</param>
    /// <returns>A number, or […] without a reduction. The mean of no rows at all is 0.</returns>
    /// <exception cref="GraphException">The shapes do not fit.</exception>
    public static GraphValue CrossEntropy(this GraphValue logits, GraphValue labels, CrossEntropyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(labels);
        options ??= new CrossEntropyOptions();
        if (labels.Rank != logits.Rank - 1 || !logits.Shape[^1].IsKnown)
        {
            throw new GraphException($"Cross entropy takes logits […, C] with C known and labels […]; found {logits} and {labels}.");
        }

        using IDisposable scope = logits.Graph.Scope("cross_entropy");
        return new LabelCrossEntropy(logits, labels, options).Loss();
    }

    /// <summary>−Σ q log softmax(logits) for given distributions, averaged over the rows.</summary>
    /// <param name="logits">[…, C].</param>
    /// <param name="targets">[…, C]: distributions, which are not differentiated.</param>
    public static GraphValue SoftCrossEntropy(this GraphValue logits, GraphValue targets)
    {
        ArgumentNullException.ThrowIfNull(logits);
        GraphValue terms = logits.LogSoftmax() * targets;
        return -terms.Sum([-1]).Mean();
    }
}
