using Vlm.Encoders;
using Vlm.Generation;
using Vlm.Onnx;

namespace Vlm.Composition.Generative.EncoderDecoder;

/// <summary>Writes texts about pictures with a decoder beside an encoder. A picture that several prompts share passes its encoder once.</summary>
internal sealed class EncoderDecoderGenerator(EncoderDecoderStages stages) : IPromptedGenerator
{
    private readonly ImagePipeline _images = new(stages.ImageDecoder, stages.Processor, stages.ImageEncoder);

    public ModelCapabilities Capabilities => stages.Form.Capabilities;

    public IReadOnlyList<IReadOnlyList<GeneratedText>> Generate(IReadOnlyList<VisionPrompt> prompts, GenerationCall call, CancellationToken cancellationToken)
    {
        EncoderDecoderPrompt[] written = new EncoderDecoderPrompt[prompts.Count];
        for (int i = 0; i < written.Length; i++)
        {
            written[i] = Write(prompts[i], call.Task, null, i);
        }

        SharedPictures shared = new(prompts);
        IReadOnlyList<GeneratedText>[] results = new IReadOnlyList<GeneratedText>[prompts.Count];
        int done = 0;
        foreach ((int start, int count) in Groups.Of(shared.Distinct.Count, call.Options))
        {
            StageClock clock = new();
            PictureSize[] sizes = new PictureSize[count];
            using ImageFeatures pictures = Encode(shared, start, sizes, call.Options, clock, cancellationToken);
            PromptRow[] rows = [.. Enumerable.Range(0, count).SelectMany(place => shared.PromptsOf[start + place].Select(prompt =>
                new PromptRow(prompt, place, written[prompt].DependsOnPicture ? Write(prompts[prompt], call.Task, sizes[place], prompt) : written[prompt], sizes[place])))];
            foreach (PromptRow[] batch in Batches(rows, call))
            {
                Decode(batch, pictures, call, clock, results, cancellationToken);
                done += batch.Length;
                Groups.Report(call.Options, done, prompts.Count);
            }
        }

        return results;
    }

    public IEnumerable<TextUpdate> Stream(VisionPrompt prompt, GenerationCall call, CancellationToken cancellationToken)
    {
        Write(prompt, call.Task, null, null);
        StageClock clock = new();
        PictureSize[] sizes = new PictureSize[1];
        using ImageFeatures pictures = Encode(new SharedPictures([prompt]), 0, sizes, call.Options, clock, cancellationToken);
        PromptRow row = new(0, 0, Write(prompt, call.Task, sizes[0], null), sizes[0]);
        using EncoderStates states = stages.States.Encode(pictures, [row.Prompt.EncoderIds], cancellationToken);
        using SessionDecoderSteps steps = Steps([row], states);
        foreach (TextUpdate update in stages.Engine.Stream(steps, call.Options, cancellationToken, stages.Form.Lead(row.Prompt).ToArray()))
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType) =>
        Array.Find<object>([stages, stages.Tokenizer, stages.ImageEncoder, stages.Processor, stages.ImageDecoder], serviceType.IsInstanceOfType);

    public void Dispose() => stages.Dispose();

    // One picture a prompt: what these families were trained with.
    private EncoderDecoderPrompt Write(VisionPrompt prompt, PromptTask task, PictureSize? picture, int? index)
    {
        string place = index is { } i ? $"prompt {i}" : "the prompt";
        if (prompt.Messages is not null)
        {
            throw new NotSupportedException($"{stages.Name} does not converse: {place} is a conversation. Ask about a picture in one text, or use a model of a chat family.");
        }

        if (prompt.Images.Count != 1)
        {
            throw new NotSupportedException($"{stages.Name} reads one picture a prompt; {place} has {prompt.Images.Count}. Ask about each picture in a prompt of its own.");
        }

        try
        {
            EncoderDecoderPrompt written = stages.Form.Write(prompt.Text, task, picture);
            return written.DecoderIds.Length <= (stages.MaxPositions ?? int.MaxValue) ? written : throw new InvalidInputException(
                $"The prompt has {written.DecoderIds.Length} tokens, but the model has {stages.MaxPositions} positions. Shorten the text.");
        }
        catch (VlmException e) when (index is not null && e.Index is null)
        {
            throw e.AtIndex(index.Value);
        }
    }

    private ImageFeatures Encode(
        SharedPictures shared, int start, PictureSize[] sizes, GenerationOptions? options, StageClock clock, CancellationToken cancellationToken)
    {
        try
        {
            return _images.Encode(shared.Distinct, start, sizes.Length, options?.Decode, clock, cancellationToken, ImageParts.Rows, sizes);
        }
        catch (ImageDecodeException e) when (e.Index is { } picture)
        {
            // What the caller passed is prompts, so that the error is told of the first one that shows the picture.
            throw new ImageDecodeException(e.Reason, e.Name, e.Detail, e.InnerException).AtIndex(shared.PromptsOf[picture][0]);
        }
    }

    // Rows that pass together have decoder prompts of one length, and encoder prompts too where padding would be seen.
    private IEnumerable<PromptRow[]> Batches(PromptRow[] rows, GenerationCall call) => rows
        .GroupBy(row => (row.Prompt.DecoderIds.Length, stages.MasksPadding || call.Raw ? 0 : row.Prompt.EncoderIds.Length))
        .SelectMany(group => group.Chunk(call.Options?.BatchSize ?? Groups.DefaultSize));

    private void Decode(
        PromptRow[] batch, ImageFeatures pictures, GenerationCall call, StageClock clock, IReadOnlyList<GeneratedText>[] results, CancellationToken cancellationToken)
    {
        int[] order = Array.ConvertAll(batch, row => row.Place);
        using ImageFeatures? selected = RowOrder.IsIdentity(order, pictures.BatchSize) ? null : FeatureSelection.Select(pictures, order);
        long began = StageClock.Now;
        using EncoderStates states = stages.States.Encode(selected ?? pictures, Array.ConvertAll(batch, row => row.Prompt.EncoderIds), cancellationToken);
        clock.Encoded(began);
        began = StageClock.Now;
        using SessionDecoderSteps steps = Steps(batch, states);
        GeneratedSequence[][] texts = call.Run(stages.Engine, steps, cancellationToken);
        clock.Headed(began);
        StageTimings timings = clock.Timings();
        for (int i = 0; i < batch.Length; i++)
        {
            PromptRow row = batch[i];
            results[row.Index] = call.Select(texts[i], (text, candidates) => ToText(row, text, candidates, call.Options, timings));
        }
    }

    private GeneratedText ToText(
        PromptRow row, GeneratedSequence sequence, IReadOnlyList<LabelScore> candidates, GenerationOptions? options, StageTimings timings)
    {
        ReadText read = stages.Form.Read(row.Prompt, sequence.Ids, row.Size);
        return new GeneratedText
        {
            Text = sequence.FinishReason == FinishReason.Choice ? sequence.Text : StopStrings.Cut(options?.StopStrings, read.Text),
            Candidates = candidates,
            Sequence = sequence,
            Regions = read.Regions,
            Structured = read.Structured,
            Truncated = row.Prompt.Truncated,
            Timings = timings,
        };
    }

    private SessionDecoderSteps Steps(PromptRow[] batch, EncoderStates states) => new(
        stages.Decoder, states, Array.ConvertAll(batch, row => row.Prompt.DecoderIds), Array.ConvertAll(batch, row => row.Prompt.EncoderIds));

    private readonly record struct PromptRow(int Index, int Place, EncoderDecoderPrompt Prompt, PictureSize Size);
}
