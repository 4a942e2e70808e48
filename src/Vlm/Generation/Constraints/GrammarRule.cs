namespace Vlm.Generation;

/// <summary>A part of a grammar over bytes. Immutable, except that a <see cref="ReferenceRule"/> gets its target later.</summary>
internal abstract class GrammarRule;

/// <summary>Given bytes, one behind the other; at least one.</summary>
internal sealed class LiteralRule(byte[] bytes) : GrammarRule
{
    public byte[] Bytes => bytes;
}

/// <summary>One byte of a set.</summary>
internal sealed class ByteRule(ByteSet set) : GrammarRule
{
    public ByteSet Set => set;
}

/// <summary>Rules one behind the other; none is the empty text.</summary>
internal sealed class SequenceRule(params GrammarRule[] parts) : GrammarRule
{
    public GrammarRule[] Parts => parts;
}

/// <summary>One of several rules.</summary>
internal sealed class ChoiceRule(params GrammarRule[] options) : GrammarRule
{
    public GrammarRule[] Options => options;
}

/// <summary>A rule several times.</summary>
/// <param name="part">The rule; it matches no empty text.</param>
/// <param name="least">How often at least.</param>
/// <param name="most">How often at most; null for any number.</param>
internal sealed class RepeatRule(GrammarRule part, int least, int? most) : GrammarRule
{
    public GrammarRule Part => part;

    public int Least => least;

    public int? Most => most;
}

/// <summary>A rule that stands elsewhere, so that rules can hold themselves.</summary>
internal sealed class ReferenceRule : GrammarRule
{
    /// <summary>Set once all rules are read.</summary>
    public GrammarRule? Target { get; set; }
}
