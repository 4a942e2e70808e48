namespace Vlm.Training;

/// <summary>A text encoder that stays as it is while heads are trained on its token states.</summary>
/// <param name="Encoder">The encoder.</param>
/// <param name="Tokens">What prepares its texts.</param>
/// <param name="Key">Names the files of both: another key, another cache.</param>
internal sealed record FrozenTextEncoder(ITextEncoder Encoder, ITokenizer Tokens, string Key)
{
    /// <summary>The text encoder of a composed model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="modelFolder">The folder that it was loaded from.</param>
    /// <exception cref="TrainingException">It has none, or one that tells nothing of single tokens.</exception>
    public static FrozenTextEncoder Of(IVisionLanguageModel model, string modelFolder)
    {
        if (new ComposedModelFiles(modelFolder).TextEncoder is not var (folder, settings) || model.GetService<ITextEncoder>() is not { } encoder || model.GetService<ITokenizer>() is not { } tokenizer)
        {
            throw new TrainingException($"{modelFolder}: the model has no text encoder, which captions and questions are read with. Begin from a composed model with one, such as the embedded default.");
        }

        return encoder.OutputSizes.Sequence is not null
            ? new FrozenTextEncoder(encoder, tokenizer, FolderKey.Of(folder, settings, ".md"))
            : throw new TrainingException($"{modelFolder}: the text encoder gives no token states; these heads look at single words. Use a model whose text encoder gives last_hidden_state.");
    }
}
