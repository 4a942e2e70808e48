namespace Vlm.Tokenization;

/// <summary>All steps of a file's normalizer, sequences flattened, and the buffers to run them.</summary>
internal sealed class NormalizerChain(IReadOnlyList<Normalizer> steps)
{
    private readonly Normalizer[] _steps = [.. steps];

    public bool IsEmpty => _steps.Length == 0;

    public IReadOnlyList<Normalizer> Steps => _steps;

    /// <summary>Runs the steps over what stands in the workspace and returns the buffer that holds the result.</summary>
    public AlignedText Apply(AlignedText text, AlignedText spare)
    {
        foreach (Normalizer step in _steps)
        {
            spare.Clear();
            step.Apply(text, spare);
            Effort.Spend(Effort.RewriteStep * ((long)text.Length + spare.Length));
            (text, spare) = (spare, text);
        }

        return text;
    }

    /// <summary>The normal form of a short text, such as an added token's content.</summary>
    public string Normalize(string text)
    {
        AlignedText source = new();
        source.AppendOriginal(text, 0, text.Length);
        return Apply(source, new AlignedText()).Span.ToString();
    }
}
