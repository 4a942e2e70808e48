namespace Vlm.Evaluation;

/// <summary>One of the image encoder's own classes and its probability.</summary>
internal sealed class ClassOutput(IImageClassifier classifier, string label) : ScoredOutput
{
    public override string ScoreName => "probability";

    public override async Task<double[][]> ScoreAsync(IReadOnlyList<ImageInput> pictures, CancellationToken cancellationToken)
    {
        ClassificationOptions options = new() { Top = classifier.Labels.Count };
        IReadOnlyList<IReadOnlyList<LabelScore>> labels = await classifier.ClassifyAsync(pictures, options, cancellationToken).ConfigureAwait(false);
        return [.. labels.Select(own => new[] { (double)(own.FirstOrDefault(score => score.Label == label)?.Probability ?? 0) })];
    }
}
