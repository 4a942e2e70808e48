using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>Makes the captioning task of a data set: a new captioner, or the model's own trained on.</summary>
internal static class CaptionTaskSource
{
    public static TrainingTask Create(TrainingMaterial material)
    {
        CaptionerSettings settings = material.Settings.Captioner;
        long seed = material.Settings.Seed;
        int? threads = material.Settings.Threads;
        CachedRows rows = material.Rows;
        CaptionedPicture[] train = Of(material.Train), validation = Of(material.Validation);
        ComposedModelFiles files = new(material.Folder);
        if (settings.SelfCriticalSamples > 0)
        {
            CaptionVocabulary words = CaptionVocabulary.Of(Tokenizer.Load(files.Captioner));
            SelfCriticalTask task = new(settings, words, rows, train, validation, settings.SelfCriticalSamples, seed, threads);
            StoredHead.Fill(files.CaptionDecoder, task.Parameters);
            return task;
        }

        if (settings.Continues)
        {
            return new StoredCaptionTask(files.Captioner, files.CaptionDecoder, settings, rows, train, validation, threads);
        }

        CaptionVocabularyOptions options = new() { LeastCount = settings.MinWordCount, MaxLength = settings.Positions };
        CaptionVocabulary vocabulary = CaptionVocabulary.TryBuild(train.SelectMany(picture => picture.Captions), options)
            ?? throw new TrainingException($"{material.Data.Name}: no word stands {settings.MinWordCount} times or more in the training captions. Lower captioner.minWordCount in the settings.");
        return new TeacherForcedTask(settings, vocabulary, rows, train, validation, seed, threads);

        CaptionedPicture[] Of(IReadOnlyList<DataSetItem> items) => [.. items.Select(item => new CaptionedPicture(item.Picture, material.Features.IndexOf(item.Picture), item.Captions))];
    }
}
