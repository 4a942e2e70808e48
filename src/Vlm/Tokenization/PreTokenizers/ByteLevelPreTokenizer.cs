using System.Text;

namespace Vlm.Tokenization;

/// <summary>ByteLevel: cuts as GPT-2 does and writes each byte of UTF-8 as one printable character.</summary>
internal sealed class ByteLevelPreTokenizer(bool addPrefixSpace, bool cut) : PreTokenizer
{
    /// <summary>Whether a space is put before the text.</summary>
    public bool AddsPrefixSpace => addPrefixSpace;

    /// <summary>Whether the text is cut as GPT-2 does.</summary>
    public bool Cuts => cut;

    public override void Apply(PieceBuffer pieces)
    {
        if (addPrefixSpace)
        {
            AddPrefixSpaces(pieces);
        }

        if (cut)
        {
            CutPieces(pieces);
        }

        AlignedText old = pieces.Text, target = pieces.BeginRewrite();
        for (int i = 0; i < pieces.Count; i++)
        {
            Piece piece = pieces[i];
            int begin = target.Length;
            if (piece.TokenId >= 0)
            {
                target.Append(old, piece.Start, piece.Length);
            }
            else
            {
                AppendBytes(old, piece, target);
            }

            pieces.Emit(begin, target.Length - begin, piece.IsFirst, piece.TokenId);
        }

        pieces.EndRewrite();
    }

    private static void AddPrefixSpaces(PieceBuffer pieces)
    {
        AlignedText old = pieces.Text, target = pieces.BeginRewrite();
        for (int i = 0; i < pieces.Count; i++)
        {
            Piece piece = pieces[i];
            int begin = target.Length;
            if (piece.TokenId < 0 && pieces.SpanOf(piece)[0] != ' ')
            {
                target.Append(' ', old.Start(piece.Start), old.End(piece.Start));
            }

            target.Append(old, piece.Start, piece.Length);
            pieces.Emit(begin, target.Length - begin, piece.IsFirst, piece.TokenId);
        }

        pieces.EndRewrite();
    }

    private static void CutPieces(PieceBuffer pieces)
    {
        for (int i = 0; i < pieces.Count; i++)
        {
            Piece piece = pieces[i];
            if (piece.TokenId >= 0)
            {
                pieces.EmitUnchanged(piece);
                continue;
            }

            ReadOnlySpan<char> text = pieces.SpanOf(piece);
            for (int start = 0; start < text.Length;)
            {
                int length = Gpt2Words.Next(text[start..]);
                pieces.EmitPart(piece, start, length);
                start += length;
            }
        }

        pieces.EndStep();
    }

    private static void AppendBytes(AlignedText text, in Piece piece, AlignedText target)
    {
        Span<byte> bytes = stackalloc byte[4];
        for (int i = piece.Start; i < piece.Start + piece.Length;)
        {
            int count = new Rune(text.CodePointAt(i, out int units)).EncodeToUtf8(bytes);
            foreach (byte value in bytes[..count])
            {
                target.Append(ByteLevelAlphabet.Of(value), text.Start(i), text.End(i));
            }

            i += units;
        }
    }
}
