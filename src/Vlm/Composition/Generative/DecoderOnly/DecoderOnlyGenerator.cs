using Vlm.Generation;

namespace Vlm.Composition.Generative.DecoderOnly;

/// <summary>The generator of every decoder-only family.</summary>
internal sealed class DecoderOnlyGenerator(DecoderOnlyParts parts) : IPromptedGenerator, IConversingGenerator
{
    public ModelCapabilities Capabilities => ModelCapabilities.Answer | (parts.Pictures is null ? 0 : ModelCapabilities.Caption);

    public bool Converses => parts.Form.Converses;

    public ConversationTurns Converse(IReadOnlyList<ImageInput> images, ConversationOptions? options) => new(parts, images, options);

    public IReadOnlyList<IReadOnlyList<GeneratedText>> Generate(IReadOnlyList<VisionPrompt> prompts, GenerationCall call, CancellationToken cancellationToken)
    {
        GeneratedText[][] results = new GeneratedText[prompts.Count][];
        using PromptReader reader = new(parts, prompts, call.Task, call.Options?.Decode);
        int done = 0;
        foreach (int[] group in reader.Groups(call.Options?.BatchSize ?? Groups.DefaultSize))
        {
            StageClock clock = new();
            long began = StageClock.Now;
            using CausalDecoderSteps steps = reader.Read(group, clock, cancellationToken);
            GeneratedSequence[][] texts = call.Run(parts.Engine, steps, cancellationToken);
            clock.Headed(began);
            for (int i = 0; i < group.Length; i++)
            {
                results[group[i]] = call.Select(texts[i], (text, candidates) => new GeneratedText { Text = text.Text, Sequence = text, Candidates = candidates, Timings = clock.Timings() });
            }

            done += group.Length;
            Groups.Report(call.Options, done, prompts.Count);
        }

        return results;
    }

    public IEnumerable<TextUpdate> Stream(VisionPrompt prompt, GenerationCall call, CancellationToken cancellationToken)
    {
        using PromptReader reader = new(parts, [prompt], call.Task, call.Options?.Decode);
        using CausalDecoderSteps steps = reader.Read([0], new StageClock(), cancellationToken);
        foreach (TextUpdate update in parts.Engine.Stream(steps, call.Options, cancellationToken))
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType)
    {
        object?[] services = [parts, parts.Tokenizer, parts.Pictures?.Encoder, parts.Pictures?.Processor, parts.Pictures?.Decoder];
        return Array.Find(services, service => service is not null && serviceType.IsInstanceOfType(service));
    }

    public void Dispose() => parts.Dispose();
}
