using System.Text;

namespace Vlm.Tokenization;

/// <summary>
/// The short way for ASCII texts through BERT-style components: one pass that lower-cases, cuts and hashes each word at
/// once. It gives exactly what the components give and steps aside wherever it could not.
/// </summary>
internal sealed class AsciiWordPath
{
    private const int LongestWord = 256;
    private readonly AddedVocabulary _added;
    private readonly WordPieceModel _model;
    private readonly Kind[] _kinds = new Kind[128];
    private readonly char[] _mapped = new char[128];

    private AsciiWordPath(TokenizerPipeline pipeline, WordPieceModel model)
    {
        _added = pipeline.Added;
        _model = model;
        for (int c = 0; c < 128; c++)
        {
            string normalized = pipeline.Normalizer.Normalize(((char)c).ToString());
            if (normalized.Length == 0)
            {
                continue;
            }

            _mapped[c] = normalized[0];
            CharacterClasses classes = CharacterTable.Of(_mapped[c]);
            _kinds[c] = (classes & CharacterClasses.WhiteSpace) != 0 ? Kind.Space
                : (classes & CharacterClasses.Punctuation) != 0 ? Kind.Alone
                : Kind.Word;
        }
    }

    private enum Kind : byte
    {
        Removed,
        Space,
        Alone,
        Word,
    }

    /// <summary>Null where the components are not those that this path stands for.</summary>
    public static AsciiWordPath? TryCreate(TokenizerPipeline pipeline)
    {
        bool eachCharacterAlone = pipeline.Normalizer.Steps.All(step => step is CodePointNormalizer or UnicodeNormalizer);
        return eachCharacterAlone && pipeline.PreTokenizers is [BertPreTokenizer] && pipeline.Model is WordPieceModel model
            ? new AsciiWordPath(pipeline, model)
            : null;
    }

    /// <summary>Appends the tokens; false, and nothing appended, where the text must go the long way.</summary>
    public bool TryEncode(ReadOnlySpan<char> text, TokenSink tokens)
    {
        if (!Ascii.IsValid(text) || _added.InOriginal.MayMatch(text) || !_added.InNormalized.IsEmpty)
        {
            return false;
        }

        int before = tokens.Count;
        Span<char> word = stackalloc char[LongestWord];
        int length = 0;
        uint hash = TokenTable.HashSeed;
        tokens.BeginOriginalPiece(0);
        foreach (char unit in text)
        {
            char mapped = _mapped[unit];
            Kind kind = _kinds[unit];
            if (kind == Kind.Word)
            {
                if (length == LongestWord)
                {
                    tokens.CutBack(before);
                    return false;
                }

                word[length++] = mapped;
                hash = TokenTable.Extend(hash, mapped);
            }
            else if (kind != Kind.Removed)
            {
                if (length > 0)
                {
                    AddWord(word[..length], hash, tokens);
                    length = 0;
                    hash = TokenTable.HashSeed;
                }

                if (kind == Kind.Alone)
                {
                    AddWord([mapped], TokenTable.Extend(TokenTable.HashSeed, mapped), tokens);
                }
            }
        }

        if (length > 0)
        {
            AddWord(word[..length], hash, tokens);
        }

        return true;
    }

    private void AddWord(ReadOnlySpan<char> word, uint hash, TokenSink tokens)
    {
        if (_model.TryWholeWord(word, hash, out int id))
        {
            tokens.Add(id, 0, word.Length);
        }
        else
        {
            _model.Tokenize(word, tokens);
        }
    }
}
