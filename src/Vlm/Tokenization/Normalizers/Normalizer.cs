namespace Vlm.Tokenization;

/// <summary>One step of rewriting a text before it is cut. Thread-safe: it holds settings only.</summary>
internal abstract class Normalizer
{
    /// <summary>Appends the rewritten source to the target.</summary>
    public abstract void Apply(AlignedText source, AlignedText target);
}
