namespace Vlm.Training;

/// <summary>How an encoder is trained together with the head that reads it. In settings files <c>null</c> stands for an encoder that stays as it is.</summary>
public sealed record EncoderTuning
{
    /// <summary>How many of the encoder's last blocks of layers are trained; null for all that leads to what heads read, embeddings and last layers too.</summary>
    public int? Blocks { get; init; }

    /// <summary>
    /// The rank of low-rank adapters beside the matrices of these blocks, which then stay as they are themselves; they are added to the
    /// matrices in the file that comes out. Null for training the weights themselves.
    /// </summary>
    public int? LoraRank { get; init; }

    /// <summary>α of the adapters, which are scaled by α / rank.</summary>
    public double LoraAlpha { get; init; } = 16;

    /// <summary>How fast the encoder is trained, as a share of the learning rate; above 0. What was learned from much is changed slowly.</summary>
    public double Rate { get; init; } = 0.1;

    internal void Check(string source)
    {
        if (Blocks is < 1 || LoraRank is < 1 || !(LoraAlpha > 0) || !(Rate > 0) || !double.IsFinite(LoraAlpha + Rate))
        {
            throw new TrainingException($"{source}: found blocks {Blocks}, loraRank {LoraRank}, loraAlpha {LoraAlpha}, rate {Rate}; expected at least 1 or null for the first two, and finite numbers above 0.");
        }
    }
}
