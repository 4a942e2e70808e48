namespace Vlm.Composition.Generative;

/// <summary>Writes texts about pictures from prompts: what stands behind a <see cref="GenerativeModel"/>.</summary>
/// <remarks>Thread-safe. Puts a prompt into the form that its family was trained with, cuts batches into groups, reports progress after each.</remarks>
internal interface IPromptedGenerator : IDisposable
{
    /// <summary>Which of <see cref="ModelCapabilities.Caption"/> and <see cref="ModelCapabilities.Answer"/> it can do.</summary>
    ModelCapabilities Capabilities { get; }

    /// <summary>Writes texts for a batch. A picture that several prompts share is encoded once.</summary>
    /// <param name="prompts">The prompts; none is null.</param>
    /// <param name="call">What is asked of them.</param>
    /// <param name="cancellationToken">Checked at every token, and inside a run.</param>
    /// <returns>Per prompt one text or, where the options ask for several, that many, best first.</returns>
    /// <exception cref="VlmException">A prompt or picture cannot be read; its <see cref="VlmException.Index"/> names the prompt.</exception>
    IReadOnlyList<IReadOnlyList<GeneratedText>> Generate(IReadOnlyList<VisionPrompt> prompts, GenerationCall call, CancellationToken cancellationToken);

    /// <summary>Writes one text piece by piece, as it is read.</summary>
    IEnumerable<TextUpdate> Stream(VisionPrompt prompt, GenerationCall call, CancellationToken cancellationToken);

    /// <summary>A stage of it, or what only this kind can do; null where there is none.</summary>
    object? GetService(Type serviceType);
}
