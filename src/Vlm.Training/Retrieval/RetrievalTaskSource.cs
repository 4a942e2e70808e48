using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>Makes the retrieval task of a data set: pairs its pictures with the states of their captions.</summary>
internal static class RetrievalTaskSource
{
    public static RetrievalTask Create(TrainingMaterial material, CancellationToken cancellationToken)
    {
        List<string> texts = [];
        PairedPicture[] train = Pair(material.Train), validation = Pair(material.Validation);
        RetrievalSettings settings = material.Settings.Retrieval;
        settings.Check("settings");
        ITextInput captions = material.TextInput(texts, "captions", settings.TextEncoder, cancellationToken);
        IPictureInput pictures = material.PictureInput(settings.ImageEncoder);
        StoredTowers? stored = settings.Continues && new ComposedModelFiles(material.Folder).Retrieval is var (image, text) ? new StoredTowers(image, text) : null;
        return new RetrievalTask(settings, material.Rows, pictures, captions, train, validation, material.Settings.Seed, material.Settings.Threads, stored);

        PairedPicture[] Pair(IReadOnlyList<DataSetItem> items) => [.. items.Select(item =>
        {
            int first = texts.Count;
            texts.AddRange(item.Captions);
            return new PairedPicture(item.Picture, material.Features.IndexOf(item.Picture), [.. Enumerable.Range(first, item.Captions.Count)]);
        })];
    }
}
