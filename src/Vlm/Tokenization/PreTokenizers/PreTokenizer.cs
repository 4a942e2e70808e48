namespace Vlm.Tokenization;

/// <summary>One step of cutting a text into pieces for the model. Thread-safe: it holds settings only.</summary>
internal abstract class PreTokenizer
{
    public abstract void Apply(PieceBuffer pieces);
}
