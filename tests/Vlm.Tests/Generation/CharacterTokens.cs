namespace Vlm.Tests.Generation;

/// <summary>A vocabulary of single ASCII characters by their codes, and an end token.</summary>
internal sealed class CharacterTokens : ITokenDecoder
{
    public const int End = 128, Count = 129;

    public bool RevisesText => false;

    public string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens = true) =>
        string.Concat(ids.ToArray().Where(id => id is > 0 and < End).Select(id => (char)id));
}
