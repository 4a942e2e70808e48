namespace Vlm.Training;

/// <summary>Losses that pull an image and its text together and push the others of the batch apart.</summary>
public static class ContrastiveLosses
{
    /// <summary>
    /// Symmetric InfoNCE as in CLIP (A. Radford et al., 2021): the mean of the cross entropies of images against texts and of
    /// texts against images, with logits e^s · image · text'. An image with several texts averages over them.
    /// </summary>
    /// <param name="image">[N, D], of norm 1.</param>
    /// <param name="text">[M, D], of norm 1.</param>
    /// <param name="logScale">s, a scalar; learned where it is a parameter.</param>
    /// <param name="owners">For each text the number of its image, Int64 [M]; null where text i belongs to image i.</param>
    /// <returns>A number.</returns>
    public static GraphValue InfoNce(GraphValue image, GraphValue text, GraphValue logScale, GraphValue? owners = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(text);
        GraphValue pairs = Pairs(image, text, owners);
        return SoftInfoNce(image, text, logScale, pairs / pairs.Sum([1], keepDims: true), pairs);
    }

    /// <summary>InfoNCE whose targets are distributions: for texts that fit more pictures than their own.</summary>
    /// <param name="image">[N, D], of norm 1.</param>
    /// <param name="text">[M, D], of norm 1.</param>
    /// <param name="logScale">The logarithm of the inverse temperature, a scalar.</param>
    /// <param name="perImage">For each image the shares of the texts, [N, M]; each row sums to 1.</param>
    /// <param name="perText">For each text the shares of the images, [N, M]; each column sums to 1.</param>
    /// <returns>The mean of both cross-entropies, a number.</returns>
    public static GraphValue SoftInfoNce(GraphValue image, GraphValue text, GraphValue logScale, GraphValue perImage, GraphValue perText)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(text);
        GraphValue logits = (image * logScale.Exp()).MatMul(text.Transpose(1, 0));
        GraphValue byText = logits.Transpose(1, 0).LogSoftmax().Transpose(1, 0), byImage = logits.LogSoftmax();
        return -((byImage * perImage).Sum([1]).Mean() + (byText * perText).Sum([0]).Mean()) * 0.5f;
    }

    /// <summary>The sigmoid loss of SigLIP (X. Zhai et al., 2023): −Σ log σ(z (e^t · image · text' + b)) / N, with z = 1 for pairs and −1 for others.</summary>
    /// <param name="image">[N, D], of norm 1.</param>
    /// <param name="text">[N, D], of norm 1.</param>
    /// <param name="logScale">t, a scalar.</param>
    /// <param name="bias">b, a scalar.</param>
    /// <returns>A number.</returns>
    public static GraphValue SigLip(GraphValue image, GraphValue text, GraphValue logScale, GraphValue bias)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(text);
        GraphValue logits = ((image * logScale.Exp()).MatMul(text.Transpose(1, 0))) + bias;
        GraphValue signs = (Pairs(image, text, null) * -2) + 1;
        return (logits * signs).Softplus().Sum([1]).Mean();
    }

    /// <summary>1 where image i and text j belong together, else 0.</summary>
    internal static GraphValue Pairs(GraphValue image, GraphValue text, GraphValue? owners) =>
        Positions.Of(image, 0).Unsqueeze(1).EqualTo((owners ?? Positions.Of(text, 0)).Unsqueeze(0)).AsNumber();
}
