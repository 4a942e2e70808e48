namespace Vlm.Training;

/// <summary>What a <see cref="TrainingDataReport"/> looks at.</summary>
public sealed class TrainingDataOptions
{
    /// <summary>The split whose words make the vocabulary. Default <c>train</c>.</summary>
    public string TrainSplit { get; set; } = "train";

    /// <summary>The vocabulary's rules.</summary>
    public CaptionVocabularyOptions Vocabulary { get; set; } = new();

    /// <summary>When pictures are duplicates; null to read no pictures: then neither duplicates nor unreadable pictures are found.</summary>
    public DuplicateOptions? Duplicates { get; set; } = new();
}
