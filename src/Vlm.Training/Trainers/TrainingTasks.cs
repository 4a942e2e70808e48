using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>The tasks by their kinds: what each is called, learns from, and is made of.</summary>
internal static class TrainingTasks
{
    public static string NameOf(TrainingTaskKind kind) => kind switch
    {
        TrainingTaskKind.Retrieval => "retrieval",
        TrainingTaskKind.Caption => "caption",
        TrainingTaskKind.Vqa => "vqa",
        TrainingTaskKind.Classify => "classify",
        _ => throw Unknown(kind),
    };

    /// <summary>What an item must have, in words.</summary>
    public static string NeedOf(TrainingTaskKind kind) => kind switch
    {
        TrainingTaskKind.Retrieval or TrainingTaskKind.Caption => "captions",
        TrainingTaskKind.Vqa => "questions with answers",
        TrainingTaskKind.Classify => "a label (or a folder for each class)",
        _ => throw Unknown(kind),
    };

    public static bool CanLearnFrom(TrainingTaskKind kind, DataSetItem item) => kind switch
    {
        TrainingTaskKind.Retrieval or TrainingTaskKind.Caption => item.Captions.Count > 0,
        TrainingTaskKind.Vqa => item.Questions.Count > 0,
        TrainingTaskKind.Classify => item.Label is not null,
        _ => throw Unknown(kind),
    };

    /// <summary>The views of each picture that the feature cache keeps.</summary>
    public static IReadOnlyList<PictureView> ViewsOf(TrainingTaskKind kind, TrainingSettings settings)
    {
        return kind switch
        {
            TrainingTaskKind.Classify => Views(crops: false),
            TrainingTaskKind.Retrieval => Views(settings.Retrieval.Crops),
            TrainingTaskKind.Caption => Views(settings.Captioner.Crops),
            TrainingTaskKind.Vqa => Views(settings.Answerer.Crops),
            _ => throw Unknown(kind),
        };
    }

    public static TrainingTask Create(TrainingTaskKind kind, TrainingMaterial material, CancellationToken cancellationToken) => kind switch
    {
        TrainingTaskKind.Retrieval => RetrievalTaskSource.Create(material, cancellationToken),
        TrainingTaskKind.Caption => CaptionTaskSource.Create(material),
        TrainingTaskKind.Vqa => AnswerTaskSource.Create(material, cancellationToken),
        TrainingTaskKind.Classify => ClassifierTaskSource.Create(material),
        _ => throw Unknown(kind),
    };

    // With crops, the four corners of 80 % of each side, two of them mirrored.
    private static PictureView[] Views(bool crops) => crops
        ? [PictureView.Whole, PictureView.Mirrored, new(false, 0, 0, 0.8, 0.8), new(true, 0.2, 0, 0.8, 0.8), new(true, 0, 0.2, 0.8, 0.8), new(false, 0.2, 0.2, 0.8, 0.8)]
        : [PictureView.Whole, PictureView.Mirrored];

    private static ArgumentOutOfRangeException Unknown(TrainingTaskKind kind) => new(nameof(kind), kind, "There is no such task.");
}
