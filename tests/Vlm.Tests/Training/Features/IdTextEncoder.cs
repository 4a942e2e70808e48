namespace Vlm.Tests.Training.Features;

/// <summary>The state of a token is its id, its place and their sum, in hundredths; no text sees another.</summary>
internal sealed class IdTextEncoder : ITextEncoder
{
    public const int Width = 3;

    public FeatureSizes OutputSizes { get; } = new() { Sequence = Width };

    /// <summary>Texts that it was given since it was made.</summary>
    public int Encoded { get; private set; }

    /// <summary>After so many texts it throws, to play a process that dies.</summary>
    public int DiesAfter { get; init; } = int.MaxValue;

    /// <summary>What it says of one token.</summary>
    public static float[] StateOf(long id, int place) => [(float)(Half)(id / 100f), (float)(Half)(place / 100f), (float)(Half)((id + place) / 100f)];

    public TextFeatures Encode(TokenIds tokens, CancellationToken cancellationToken = default)
    {
        Encoded += tokens.BatchSize;
        if (Encoded > DiesAfter)
        {
            throw new InvalidOperationException("The process died.");
        }

        int length = (int)tokens.Ids.Shape[1];
        TensorBuffer<float> states = TensorBuffer.Rent<float>(tokens.BatchSize, length, Width);
        TensorBuffer<long> mask = TensorBuffer.Rent<long>(tokens.BatchSize, length);
        tokens.AttentionMask.Span.CopyTo(mask.Span);
        for (int i = 0; i < tokens.Ids.Length; i++)
        {
            StateOf(tokens.Ids.Span[i], i % length).CopyTo(states.Span[(i * Width)..]);
        }

        return new TextFeatures(tokens.BatchSize, states, mask);
    }

    public void Dispose()
    {
    }
}
