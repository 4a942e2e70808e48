using System.Globalization;
using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>Makes the retrieval task of a data set: encodes its captions once, and pairs them with their pictures.</summary>
internal static class RetrievalTaskSource
{
    private const int ReportEvery = 5000;

    public static RetrievalTask Create(TrainingMaterial material, CancellationToken cancellationToken)
    {
        ITextEncoder encoder = material.Model.GetService(typeof(ITextEncoder)) as ITextEncoder ?? throw Missing("text encoder", material);
        ITokenizer tokenizer = material.Model.GetService(typeof(ITokenizer)) as ITokenizer ?? throw Missing("tokenizer", material);
        List<string> texts = [];
        PairedPicture[] train = Pair(material.Train), validation = Pair(material.Validation);
        TextStates states = TextStates.Encode(encoder, tokenizer, texts, new Progress(material.Log, texts.Count), cancellationToken);
        return new RetrievalTask(material.Settings.Retrieval, new CachedRows(material.Features), states, train, validation, material.Settings.Seed, material.Settings.Threads);

        PairedPicture[] Pair(IReadOnlyList<DataSetItem> items) => [.. items.Select(item =>
        {
            int first = texts.Count;
            texts.AddRange(item.Captions);
            return new PairedPicture(item.Picture, material.Features.IndexOf(item.Picture), [.. Enumerable.Range(first, item.Captions.Count)]);
        })];
    }

    private static TrainingException Missing(string what, TrainingMaterial material) =>
        new($"{material.Folder}: the model has no {what}, and a retrieval head needs one. Begin from a composed model with a text encoder, such as the embedded default.");

    private sealed class Progress(Action<string> log, int total) : IProgress<int>
    {
        private int _told;

        public void Report(int value)
        {
            if (value - _told >= ReportEvery || value == total)
            {
                _told = value;
                log(string.Create(CultureInfo.InvariantCulture, $"{value:#,0} of {total:#,0} captions encoded"));
            }
        }
    }
}
