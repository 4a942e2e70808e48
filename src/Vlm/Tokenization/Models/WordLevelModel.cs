namespace Vlm.Tokenization;

/// <summary>WordLevel: a piece is in the vocabulary, or it is unknown; where the vocabulary lacks the unknown token too, it is left out.</summary>
internal sealed class WordLevelModel(Vocabulary vocabulary, int? unknownId) : TokenModel(vocabulary)
{
    public override void Tokenize(ReadOnlySpan<char> piece, TokenSink tokens)
    {
        if (Vocabulary.TryGetId(piece, out int id) || (id = unknownId ?? -1) >= 0)
        {
            tokens.Add(id, 0, piece.Length);
        }
    }
}
