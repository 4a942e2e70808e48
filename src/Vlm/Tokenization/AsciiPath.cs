using System.Text;

namespace Vlm.Tokenization;

/// <summary>
/// The short way for ASCII texts, where every character is normalized alone and has one byte: characters are replaced one
/// by one, words cut and looked up, and a token's place is its place. It gives exactly what the components give, and
/// steps aside wherever it could not: for words with other characters, and for texts that may hold added tokens.
/// </summary>
internal sealed class AsciiPath
{
    private const int AsciiEnd = 0x80;

    // Where the words of CLIP's expression are cut again as GPT-2 does, only its special tokens come apart.
    private const string ClipSpecial = "<|";
    private readonly TokenizerPipeline _pipeline;
    private readonly KnownExpressions.MatchLength _words;
    private readonly string? _refused;
    private readonly char[] _normal = new char[AsciiEnd];
    private readonly char[]? _standIns;

    private AsciiPath(TokenizerPipeline pipeline, KnownExpressions.MatchLength words, bool bytes, string? refused)
    {
        _pipeline = pipeline;
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
            [SplitPreTokenizer { KnownWords: { } words }, ByteLevelPreTokenizer { AddsPrefixSpace: false } bytes] when !bytes.Cuts || IsClip(words) =>
                new AsciiPath(pipeline, KnownExpressions.Find(words)!, bytes: true, bytes.Cuts && words == KnownExpressions.Clip ? ClipSpecial : null),
            _ => null,
        };
        bool dropsWhiteSpace = pipeline.PreTokenizers is [BertPreTokenizer] || (pipeline.PreTokenizers is [SplitPreTokenizer { KnownWords: { } clip }, _] && IsClip(clip));
        bool eachAlone = pipeline.Normalizer.Steps.All(step =>
            step is CodePointNormalizer or UnicodeNormalizer || (dropsWhiteSpace && step is ReplaceNormalizer { JoinsWhiteSpace: true }));
        return path is not null && eachAlone && path.TryNormalizeAll() ? path : null;
    }

    /// <summary>Appends the tokens; where it returns false, what it has appended must go, and the text take the long way.</summary>
    public bool TryEncode(ReadOnlySpan<char> text, Workspace workspace)
    {
        if (_pipeline.Added.InOriginal.MayMatch(text))
        {
            return false;
        }

        int begin = workspace.Tokens.Count;
        for (int at = 0; at < text.Length;)
        {
            int foreign = text[at..].IndexOfAnyExceptInRange('\0', (char)(AsciiEnd - 1));
            int partStart = foreign < 0 ? text.Length : SeamBefore(text, at, at + foreign);
            int partEnd = foreign < 0 ? text.Length : SeamAfter(text, at + foreign);
            if (!TryEncodeAscii(text, at, partStart, workspace, begin) || (foreign >= 0 && !TryEncodePart(text, partStart, partEnd, workspace, begin)))
            {
                return false;
            }

            at = partEnd;
        }

        return true;
    }

    private static bool IsClip(string words) => words is KnownExpressions.Clip or KnownExpressions.ClipWithoutSpecials;

    private bool TryEncodeAscii(ReadOnlySpan<char> text, int start, int end, Workspace workspace, int begin)
    {
        Span<char> normal = workspace.Characters(end - start), standIns = _standIns is null ? normal : workspace.StandIns(end - start);
        if (!TryNormalize(text[start..end], normal, standIns) || _pipeline.Added.InNormalized.MayMatch(normal) || (_refused is not null && normal.IndexOf(_refused) >= 0))
        {
            return false;
        }

        TokenSink tokens = workspace.Tokens;
        int from = tokens.Count;
        for (int at = 0; at < normal.Length;)
        {
            int length = _words(normal[at..]);
            if (length > 0)
            {
                tokens.BeginOriginalPiece(start + at);
                _pipeline.Model.Tokenize(standIns.Slice(at, length), tokens);
            }

            at += Math.Max(length, 1);
        }

        _pipeline.TrimOffsets(text, [], tokens, from, begin);
        return true;
    }

    /// <summary>The long way for a part of the text.</summary>
    private bool TryEncodePart(ReadOnlySpan<char> text, int start, int end, Workspace workspace, int begin)
    {
        workspace.Found.Clear();
        workspace.Found.Add((start, end - start, -1));
        _pipeline.NormalizeFound(text, workspace);
        if (_pipeline.Added.InNormalized.MayMatch(workspace.Pieces.Text.Span))
        {
            return false;
        }

        _pipeline.EncodePieces(text, workspace, begin);
        return true;
    }

    /// <summary>The last place from which on a part of a text may be taken by itself, or the start.</summary>
    private int SeamBefore(ReadOnlySpan<char> text, int start, int index)
    {
        while (index > start && !IsSeam(text, index))
        {
            index--;
        }

        return index;
    }

    private int SeamAfter(ReadOnlySpan<char> text, int index)
    {
        while (index < text.Length && !IsSeam(text, index))
        {
            index++;
        }

        return index;
    }

    /// <summary>A single space between printable ASCII characters: no normal form and no word reaches over its beginning.</summary>
    private bool IsSeam(ReadOnlySpan<char> text, int index) =>
        text[index] == ' ' && index > 0 && index + 1 < text.Length && IsPrintable(text[index - 1]) && IsPrintable(text[index + 1]);

    private bool IsPrintable(char unit) => unit < AsciiEnd && _normal[unit] is > ' ' and < (char)(AsciiEnd - 1);

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

    /// <summary>Fills the table; a character that goes, and NUL, stay 0. False where one becomes more than one, or leaves ASCII, or the space is none.</summary>
    private bool TryNormalizeAll()
    {
        for (int unit = 1; unit < AsciiEnd; unit++)
        {
            string normal = _pipeline.Normalizer.Normalize(((char)unit).ToString());
            if (normal.Length > 1 || !Ascii.IsValid(normal))
            {
                return false;
            }

            _normal[unit] = normal.Length == 0 ? '\0' : normal[0];
        }

        return _normal[' '] == ' ';
    }
}
