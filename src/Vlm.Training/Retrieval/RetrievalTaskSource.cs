using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>Makes the retrieval task of a data set: pairs its pictures with the states of their captions.</summary>
internal static class RetrievalTaskSource
{
    public static RetrievalTask Create(TrainingMaterial material, CancellationToken cancellationToken)
    {
        List<string> texts = [];
        PairedPicture[] train = Pair(material.Train), validation = Pair(material.Validation);
        TextStates states = material.EncodeTexts(texts, "captions", cancellationToken);
        return new RetrievalTask(material.Settings.Retrieval, material.Rows, states, train, validation, material.Settings.Seed, material.Settings.Threads);

        PairedPicture[] Pair(IReadOnlyList<DataSetItem> items) => [.. items.Select(item =>
        {
            int first = texts.Count;
            texts.AddRange(item.Captions);
            return new PairedPicture(item.Picture, material.Features.IndexOf(item.Picture), [.. Enumerable.Range(first, item.Captions.Count)]);
        })];
    }
}
