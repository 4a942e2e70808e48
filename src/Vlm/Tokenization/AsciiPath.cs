using System.Text;

namespace Vlm.Tokenization;

/// <summary>
/// The short way for ASCII texts, where every character is normalized alone and has one byte: characters are replaced one
/// by one, words cut and looked up, and a token's place is its place. It gives exactly what the components give, and
/// steps aside wherever it could not.
/// </summary>
internal sealed class AsciiPath
{
    private const int AsciiEnd = 0x80;

    // Where the words of CLIP's expression are cut again as GPT-2 does, only its special tokens come apart.
    private const string ClipSpecial = "<|";
    private readonly AddedVocabulary _added;
    private readonly TokenModel _model;
    private readonly KnownExpressions.MatchLength _words;
    private readonly string? _refused;
    private readonly char[] _normal = new char[AsciiEnd];
    private readonly char[]? _standIns;

    private AsciiPath(TokenizerPipeline pipeline, KnownExpressions.MatchLength words, bool bytes, string? refused)
    {
        _added = pipeline.Added;
        _model = pipeline.Model;
        _words = words;
        _refused = refused;
        _standIns = bytes ? [.. Enumerable.Range(0, AsciiEnd).Select(unit => ByteLevelAlphabet.Of((byte)unit))] : null;
    }

    /// <summary>Null where the components are not those that this path stands for.</summary>
    public static AsciiPath? TryCreate(TokenizerPipeline pipeline)
    {
        AsciiPath? path = pipeline.PreTokenizers switch
        {
            [BertPreTokenizer] => new AsciiPath(pipeline, BertPreTokenizer.NextWord, bytes: false, refused: null),
            [ByteLevelPreTokenizer { AddsPrefixSpace: false, Cuts: true }] => new AsciiPath(pipeline, Gpt2Words.Next, bytes: true, refused: null),
            [SplitPreTokenizer { KnownWords: { } words }, ByteLevelPreTokenizer { AddsPrefixSpace: false } bytes] when !bytes.Cuts || words == KnownExpressions.Clip =>
                new AsciiPath(pipeline, KnownExpressions.Find(words)!, bytes: true, bytes.Cuts ? ClipSpecial : null),
            _ => null,
        };
        bool dropsWhiteSpace = pipeline.PreTokenizers is [BertPreTokenizer] or [SplitPreTokenizer { KnownWords: KnownExpressions.Clip }, _];
        bool eachAlone = pipeline.Normalizer.Steps.All(step => step is CodePointNormalizer or UnicodeNormalizer or ReplaceNormalizer { JoinsWhiteSpace: true } && (step is not ReplaceNormalizer || dropsWhiteSpace));
        return path is not null && eachAlone && path.TryNormalizeAll(pipeline.Normalizer) ? path : null;
    }

    /// <summary>Appends the tokens; false, and nothing appended, where the text must go the long way.</summary>
    public bool TryEncode(ReadOnlySpan<char> text, Workspace workspace)
    {
        if (!Ascii.IsValid(text) || _added.InOriginal.MayMatch(text))
        {
            return false;
        }

        Span<char> normal = workspace.Characters(text.Length), standIns = _standIns is null ? normal : workspace.StandIns(text.Length);
        if (!TryNormalize(text, normal, standIns) || _added.InNormalized.MayMatch(normal) || (_refused is not null && normal.IndexOf(_refused) >= 0))
        {
            return false;
        }

        TokenSink tokens = workspace.Tokens;
        for (int at = 0; at < normal.Length;)
        {
            int length = _words(normal[at..]);
            if (length > 0)
            {
                tokens.BeginOriginalPiece(at);
                _model.Tokenize(standIns.Slice(at, length), tokens);
            }

            at += Math.Max(length, 1);
        }

        return true;
    }

    /// <summary>False where a character has no normal form here.</summary>
    private bool TryNormalize(ReadOnlySpan<char> text, Span<char> normal, Span<char> standIns)
    {
        char[] table = _normal;
        int least = char.MaxValue;
        for (int i = 0; i < text.Length; i++)
        {
            char unit = table[text[i] & (AsciiEnd - 1)];
            least = Math.Min(least, unit);
            normal[i] = unit;
        }

        if (_standIns is { } letters)
        {
            for (int i = 0; i < normal.Length; i++)
            {
                standIns[i] = letters[normal[i] & (AsciiEnd - 1)];
            }
        }

        return least > 0;
    }

    /// <summary>Fills the table; a character that goes, and NUL, stay 0. False where one becomes more than one, or leaves ASCII.</summary>
    private bool TryNormalizeAll(NormalizerChain normalizer)
    {
        for (int unit = 1; unit < AsciiEnd; unit++)
        {
            string normal = normalizer.Normalize(((char)unit).ToString());
            if (normal.Length > 1 || !Ascii.IsValid(normal))
            {
                return false;
            }

            _normal[unit] = normal.Length == 0 ? '\0' : normal[0];
        }

        return true;
    }
}
