namespace Vlm.Training;

/// <summary>An image classifier over the cells of a picture, and how it is trained.</summary>
public sealed record ClassifierSettings
{
    /// <summary>The numbers of the layer between; 0 for a linear classifier.</summary>
    public int Hidden { get; init; }

    /// <summary>Whether cells are weighed by learned weights before they are averaged, or count alike.</summary>
    public bool WeighsCells { get; init; }

    /// <summary>The share of numbers that are dropped before the last layer; at least 0, below 1.</summary>
    public double Dropout { get; init; } = 0.2;

    /// <summary>The share of each target that is spread over all classes; at least 0, below 1.</summary>
    public double LabelSmoothing { get; init; } = 0.05;

    /// <summary>Whether rare classes count as much as frequent ones.</summary>
    public bool BalancesClasses { get; init; }

    /// <summary>How the image encoder is trained with the classifier; null where it stays as it is. Pictures are then decoded anew for every step.</summary>
    public EncoderTuning? ImageEncoder { get; init; }

    internal void Check(string source)
    {
        ImageEncoder?.Check($"{source}: classify: imageEncoder");
        if (Hidden < 0 || Dropout is not (>= 0 and < 1) || LabelSmoothing is not (>= 0 and < 1))
        {
            throw new TrainingException($"{source}: classify: found hidden {Hidden}, dropout {Dropout}, labelSmoothing {LabelSmoothing}; expected at least 0, and for the last two below 1.");
        }
    }
}
