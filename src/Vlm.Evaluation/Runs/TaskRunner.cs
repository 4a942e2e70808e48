namespace Vlm.Evaluation;

/// <summary>Runs one group of pictures through a model.</summary>
internal sealed class TaskRunner(IVisionLanguageModel model, DataSet data, EvaluationTask task, GenerationOptions? generation)
{
    /// <summary>The ids of the records that an item gives, in order.</summary>
    public static IEnumerable<string> IdsOf(DataSetItem item, EvaluationTask task) =>
        task == EvaluationTask.Answer ? item.Questions.Select(question => question.Id) : [item.Id];

    public async Task<IReadOnlyList<RunRecord>> RunAsync(DataSetItem[] items, CancellationToken cancellationToken)
    {
        Dictionary<string, RunRecord> records = new(StringComparer.Ordinal);
        List<(DataSetItem Item, ImageInput Picture)> opened = [];
        foreach (DataSetItem item in items)
        {
            try
            {
                opened.Add((item, data.Open(item)));
            }
            catch (ImageDecodeException e)
            {
                Fail(records, item, e);
            }
        }

        await (task switch
        {
            EvaluationTask.Caption => CaptionAsync(opened, records, cancellationToken),
            EvaluationTask.Answer => AnswerAsync(opened, records, cancellationToken),
            _ => EmbedAsync(opened, records, cancellationToken),
        }).ConfigureAwait(false);
        return [.. items.SelectMany(item => IdsOf(item, task)).Select(id => records[id])];
    }

    private async Task CaptionAsync(List<(DataSetItem Item, ImageInput Picture)> opened, Dictionary<string, RunRecord> records, CancellationToken cancellationToken)
    {
        GenerationOptions options = generation?.Clone() ?? new GenerationOptions();
        options.BatchSize = Math.Max(1, opened.Count);
        options.Progress = null;
        await foreach (ItemResult<Caption> result in model.CaptionEachAsync(opened.Select(pair => pair.Picture), options, cancellationToken).ConfigureAwait(false))
        {
            DataSetItem item = opened[result.Index].Item;
            if (result.Value is { } caption)
            {
                records[item.Id] = new RunRecord { Id = item.Id, Text = caption.Text, LogProbability = caption.LogProbability };
            }
            else
            {
                Fail(records, item, result.Error!);
            }
        }
    }

    private async Task AnswerAsync(List<(DataSetItem Item, ImageInput Picture)> opened, Dictionary<string, RunRecord> records, CancellationToken cancellationToken)
    {
        (string Id, VisionPrompt Prompt)[] prompts = [.. opened.SelectMany(pair => pair.Item.Questions.Select(question => (question.Id, new VisionPrompt(pair.Picture, question.Text))))];
        AnswerOptions options = new() { BatchSize = Math.Max(1, prompts.Length), Top = 1 };
        await foreach (ItemResult<Answer> result in model.AnswerEachAsync(prompts.Select(prompt => prompt.Prompt), options, cancellationToken).ConfigureAwait(false))
        {
            string id = prompts[result.Index].Id;
            records[id] = result.Value is { } answer
                ? new RunRecord { Id = id, Text = answer.Text, LogProbability = answer.LogProbability }
                : new RunRecord { Id = id, Error = MessageOf(result.Error!) };
        }
    }

    private async Task EmbedAsync(List<(DataSetItem Item, ImageInput Picture)> opened, Dictionary<string, RunRecord> records, CancellationToken cancellationToken)
    {
        EmbeddingOptions options = new() { BatchSize = Math.Max(1, opened.Count) };
        await foreach (ItemResult<Embedding> result in model.EmbedImagesEachAsync(opened.Select(pair => pair.Picture), options, cancellationToken).ConfigureAwait(false))
        {
            DataSetItem item = opened[result.Index].Item;
            if (result.Value is not { } image)
            {
                Fail(records, item, result.Error!);
                continue;
            }

            try
            {
                IReadOnlyList<Embedding> texts = task == EvaluationTask.Retrieval ? await model.EmbedTextsAsync(item.Captions, null, cancellationToken).ConfigureAwait(false) : [];
                records[item.Id] = new RunRecord { Id = item.Id, Image = image, Texts = texts };
            }
            catch (VlmException e)
            {
                Fail(records, item, e);
            }
        }
    }

    private void Fail(Dictionary<string, RunRecord> records, DataSetItem item, VlmException error)
    {
        foreach (string id in IdsOf(item, task))
        {
            records[id] = new RunRecord { Id = id, Error = MessageOf(error) };
        }
    }

    // The place in a group means nothing outside it.
    private static string MessageOf(VlmException error) => error is ImageDecodeException decode ? $"{decode.Name}: {decode.Detail}" : error.Message;
}
