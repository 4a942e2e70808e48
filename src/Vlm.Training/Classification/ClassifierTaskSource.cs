using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>The classes of a data set, and its pictures with the numbers of theirs.</summary>
internal static class ClassifierTaskSource
{
    public static ClassifierTask Create(TrainingMaterial material)
    {
        material.Settings.Classify.Check("settings");
        string[] labels = LabelsOf(material);
        if (PicturesOf(material, material.Validation, labels).Length == 0)
        {
            throw new TrainingException($"{material.Data.Name}: no picture of the validation split has a class of the training split. Split the data so that both have every class.");
        }

        return new ClassifierTask(
            material.Settings.Classify, material.PictureInput(material.Settings.Classify.ImageEncoder), labels,
            PicturesOf(material, material.Train, labels), PicturesOf(material, material.Validation, labels), material.Settings.Seed, material.Settings.Threads);
    }

    /// <summary>The classes of the training split, in ordinal order; what stands out about them is told.</summary>
    public static string[] LabelsOf(TrainingMaterial material)
    {
        IGrouping<string, DataSetItem>[] classes = [.. material.Train.GroupBy(item => item.Label!, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)];
        if (classes.Where(group => group.Count() == 1).Select(group => group.Key).ToArray() is { Length: > 0 } single)
        {
            material.Log($"{single.Length} of {classes.Length} classes have one training picture only, such as '{single[0]}': they are learned from it, and not to be relied on");
        }

        string[] labels = [.. classes.Select(group => group.Key)];
        string[] unknown = [.. material.Validation.Select(item => item.Label!).Except(labels, StringComparer.Ordinal)];
        if (unknown.Length > 0)
        {
            material.Log($"{unknown.Length} classes stand in the validation split only, such as '{unknown[0]}': their pictures are not scored");
        }

        return labels;
    }

    public static LabelledPicture[] PicturesOf(TrainingMaterial material, IReadOnlyList<DataSetItem> items, string[] labels) =>
    [
        .. from item in items
           let label = Array.BinarySearch(labels, item.Label!, StringComparer.Ordinal)
           where label >= 0
           select new LabelledPicture(item.Picture, material.Features.IndexOf(item.Picture), label),
    ];
}
