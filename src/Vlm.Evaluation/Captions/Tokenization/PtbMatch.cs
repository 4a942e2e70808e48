namespace Vlm.Evaluation;

/// <summary>How a matched token is written.</summary>
internal enum PtbKind
{
    Skip,
    AsIs,
    Word,
    LeftQuote,
    RightQuote,
    Dash,
    Ampersand,
    Ellipsis,
    Currency,
    Fraction,
    NoSpaces,
    Brackets,
    Less,
    Greater,
    AbbreviationAndPeriod,
}

/// <summary>The longest match so far at one place; of two as long, the one offered first.</summary>
internal ref struct PtbMatch
{
    /// <summary>With the text looked at beyond the token.</summary>
    public int Total;

    /// <summary>The characters of the token itself.</summary>
    public int Length;

    public PtbKind Kind;

    public void Offer(int length, PtbKind kind) => Offer(length, length, kind);

    /// <summary>Offers a match that looks further than it takes; 0 is no match.</summary>
    public void Offer(int total, int length, PtbKind kind)
    {
        if (total > Total && length > 0)
        {
            Total = total;
            Length = length;
            Kind = kind;
        }
    }
}
