using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>On what a model's confidence is fitted and checked.</summary>
public sealed class ConfidenceOptions
{
    /// <summary>The split that the heads were trained on: its pictures say what is usual. Default <c>train</c>.</summary>
    public string TrainSplit { get; set; } = "train";

    /// <summary>A split that the heads were not trained on: one half of its pictures is fitted, the other checked. Default <c>val</c>.</summary>
    public string FitSplit { get; set; } = "val";

    /// <summary>At most so many pictures of the training split, spread evenly; null for all. Default null.</summary>
    public int? TrainPictures { get; set; }

    /// <summary>At most so many pictures of the other split, spread evenly; null for all. Default null.</summary>
    public int? FitPictures { get; set; }

    /// <summary>The number of directions in which the spread of the training pictures is told apart. Default 32.</summary>
    public int Directions { get; set; } = 32;

    /// <summary>Questions about the same pictures (by their names); null to fit captions alone.</summary>
    public DataSet? Questions { get; set; }

    /// <summary>Pictures of other things than the model knows, on which its confidence should be low; null to leave that unchecked. Never fitted on.</summary>
    public IPictureSource? OtherPictures { get; set; }

    /// <summary>The confidence below which a caption counts as unsure. Default 0.3.</summary>
    public double Threshold { get; set; } = 0.3;

    /// <summary>How many pictures are captioned side by side; null for the number of processors.</summary>
    public int? Workers { get; set; }
}
