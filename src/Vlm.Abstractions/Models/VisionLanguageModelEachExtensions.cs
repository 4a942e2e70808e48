using System.Runtime.CompilerServices;

namespace Vlm;

/// <summary>Calls for long inputs: in order, group by group, and one bad item does not stop the rest.</summary>
public static class VisionLanguageModelEachExtensions
{
    private const int DefaultGroup = 8;

    /// <summary>Puts any number of pictures into the joint space; what cannot be read becomes an <see cref="ItemResult{T}.Error"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="images">The pictures; read as the results are consumed.</param>
    /// <param name="options">Null for the model's own defaults; <see cref="InferenceOptions.BatchSize"/> is the size of a group.</param>
    /// <param name="cancellationToken">Works within 100 ms.</param>
    public static IAsyncEnumerable<ItemResult<Embedding>> EmbedImagesEachAsync(
        this IVisionLanguageModel model, IEnumerable<ImageInput> images, EmbeddingOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        return EachAsync(images, options, group => model.EmbedImagesAsync(group, options, cancellationToken), cancellationToken);
    }

    /// <summary>Describes any number of pictures; what cannot be read becomes an <see cref="ItemResult{T}.Error"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="images">The pictures; read as the results are consumed.</param>
    /// <param name="options">Null for the model's own defaults; <see cref="InferenceOptions.BatchSize"/> is the size of a group.</param>
    /// <param name="cancellationToken">Works within 100 ms or one decode step.</param>
    public static IAsyncEnumerable<ItemResult<Caption>> CaptionEachAsync(
        this IVisionLanguageModel model, IEnumerable<ImageInput> images, GenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        return EachAsync(images, options, group => model.CaptionAsync(group, options, cancellationToken), cancellationToken);
    }

    /// <summary>Answers any number of prompts; what cannot be read becomes an <see cref="ItemResult{T}.Error"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prompts">The prompts; read as the results are consumed.</param>
    /// <param name="options">Null for the model's own defaults; <see cref="InferenceOptions.BatchSize"/> is the size of a group.</param>
    /// <param name="cancellationToken">Works within 100 ms or one decode step.</param>
    public static IAsyncEnumerable<ItemResult<Answer>> AnswerEachAsync(
        this IVisionLanguageModel model, IEnumerable<VisionPrompt> prompts, AnswerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        return EachAsync(prompts, options, group => model.AnswerAsync(group, options, cancellationToken), cancellationToken);
    }

    /// <summary>Labels any number of pictures, as <see cref="VisionLanguageModelExtensions.ClassifyAsync"/> does; what cannot be read becomes an <see cref="ItemResult{T}.Error"/>.</summary>
    /// <param name="model">A model that scores pictures against texts.</param>
    /// <param name="images">The pictures; read as the results are consumed.</param>
    /// <param name="labels">The labels, one or more.</param>
    /// <param name="template">The sentence a label is put into, where <c>{}</c> stands for it.</param>
    /// <param name="options">Null for the model's own defaults; <see cref="InferenceOptions.BatchSize"/> is the size of a group.</param>
    /// <param name="cancellationToken">Works within 100 ms.</param>
    public static IAsyncEnumerable<ItemResult<IReadOnlyList<LabelScore>>> ClassifyEachAsync(
        this IVisionLanguageModel model, IEnumerable<ImageInput> images, IReadOnlyList<string> labels, string template = "a photo of {}",
        EmbeddingOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        return EachAsync(images, options, group => model.ClassifyAsync(group, labels, template, options, cancellationToken), cancellationToken);
    }

    internal static async IAsyncEnumerable<ItemResult<TResult>> EachAsync<TInput, TResult>(
        IEnumerable<TInput> inputs, InferenceOptions? options, Func<IReadOnlyList<TInput>, Task<IReadOnlyList<TResult>>> call,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TResult : class
    {
        ArgumentNullException.ThrowIfNull(inputs);
        int start = 0;
        foreach (TInput[] group in inputs.Chunk(options?.BatchSize ?? DefaultGroup))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (ItemResult<TResult> item in await GroupAsync(group, start, call).ConfigureAwait(false))
            {
                yield return item;
            }

            start += group.Length;
        }
    }

    // A group is tried again without the item that failed; an error that names no item belongs to the whole call.
    private static async Task<ItemResult<TResult>[]> GroupAsync<TInput, TResult>(
        TInput[] group, int start, Func<IReadOnlyList<TInput>, Task<IReadOnlyList<TResult>>> call)
        where TResult : class
    {
        ItemResult<TResult>[] results = new ItemResult<TResult>[group.Length];
        List<int> open = [.. Enumerable.Range(0, group.Length)];
        while (open.Count > 0)
        {
            try
            {
                IReadOnlyList<TResult> values = await call([.. open.Select(i => group[i])]).ConfigureAwait(false);
                for (int k = 0; k < open.Count; k++)
                {
                    results[open[k]] = new ItemResult<TResult>(start + open[k], values[k]);
                }

                break;
            }
            catch (VlmException e) when (e.Index is { } k && k >= 0 && k < open.Count)
            {
                results[open[k]] = new ItemResult<TResult>(start + open[k], e);
                open.RemoveAt(k);
            }
        }

        return results;
    }
}
