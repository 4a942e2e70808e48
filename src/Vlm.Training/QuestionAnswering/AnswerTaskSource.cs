using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>Makes the question answering task of a data set: a new head, or the model's own trained on.</summary>
internal static class AnswerTaskSource
{
    public static AnswerTask Create(TrainingMaterial material, CancellationToken cancellationToken)
    {
        AnswererSettings settings = material.Settings.Answerer;
        Dictionary<string, IReadOnlyList<string>> captions = CaptionsOf(settings.Captions, material.Data.Name);
        AskedPicture[] train = Of(material.Train), validation = Of(material.Validation);
        string[] texts = [.. train.Concat(validation).SelectMany(picture => picture.Questions).Select(question => question.Text).Distinct(StringComparer.Ordinal)];
        QuestionStates states = new(texts, material.EncodeTexts(texts, "questions", cancellationToken));
        StoredAnswerModel? stored = settings.Continues ? StoredAnswerModel.Read(material.Folder, settings.Fusion) : null;
        AnswerTargets targets = stored is null ? AnswerTargets.Collect(train.SelectMany(picture => picture.Questions)) : new AnswerTargets(stored.Answers);
        return new AnswerTask(settings, targets, states, material.Rows, train, validation, material.Settings.Seed, stored);

        AskedPicture[] Of(IReadOnlyList<DataSetItem> items) => [.. items.Select(item => new AskedPicture(
            item.Picture, material.Features.IndexOf(item.Picture), item.Questions, item.Captions.Count > 0 ? item.Captions : captions.GetValueOrDefault(item.Picture) ?? []))];
    }

    private static Dictionary<string, IReadOnlyList<string>> CaptionsOf(string? path, string questions)
    {
        if (path is null)
        {
            return [];
        }

        using DataSet data = DataSet.Open(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(questions))!, path));
        return data.Items.ToDictionary(item => item.Picture, item => item.Captions, StringComparer.Ordinal);
    }
}
