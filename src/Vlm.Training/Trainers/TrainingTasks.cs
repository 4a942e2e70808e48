using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>The tasks by their kinds: what each is called, learns from, and is made of.</summary>
internal static class TrainingTasks
{
    public static string NameOf(TrainingTaskKind kind) => kind switch
    {
        TrainingTaskKind.Retrieval => "retrieval",
        TrainingTaskKind.Classify => "classify",
        _ => throw Unknown(kind),
    };

    /// <summary>What an item must have, in words.</summary>
    public static string NeedOf(TrainingTaskKind kind) => kind switch
    {
        TrainingTaskKind.Retrieval => "captions",
        TrainingTaskKind.Classify => "a label (or a folder for each class)",
        _ => throw Unknown(kind),
    };

    public static bool CanLearnFrom(TrainingTaskKind kind, DataSetItem item) => kind switch
    {
        TrainingTaskKind.Retrieval => item.Captions.Count > 0,
        TrainingTaskKind.Classify => item.Label is not null,
        _ => throw Unknown(kind),
    };

    /// <summary>The views of each picture that the feature cache keeps.</summary>
    public static IReadOnlyList<PictureView> ViewsOf(TrainingTaskKind kind, TrainingSettings settings)
    {
        _ = settings;
        return kind switch
        {
            TrainingTaskKind.Retrieval or TrainingTaskKind.Classify => [PictureView.Whole, PictureView.Mirrored],
            _ => throw Unknown(kind),
        };
    }

    public static TrainingTask Create(TrainingTaskKind kind, TrainingMaterial material, CancellationToken cancellationToken) => kind switch
    {
        TrainingTaskKind.Retrieval => RetrievalTaskSource.Create(material, cancellationToken),
        TrainingTaskKind.Classify => ClassifierTaskSource.Create(material),
        _ => throw Unknown(kind),
    };

    private static ArgumentOutOfRangeException Unknown(TrainingTaskKind kind) => new(nameof(kind), kind, "There is no such task.");
}
