using System.Text;

namespace Vlm.Tokenization;

/// <summary>What a SentencePiece .model holds (ModelProto of sentencepiece_model.proto), as far as encoding needs it.</summary>
internal sealed class SentencePieceModel
{
    public const int Unigram = 1, Bpe = 2, Control = 3, UserDefined = 4;
    private const int MostPieces = 4_000_000;
    private readonly List<(string Piece, float Score, int Type)> _pieces = [];

    /// <summary>The pieces by id, with score and type.</summary>
    public IReadOnlyList<(string Piece, float Score, int Type)> Pieces => _pieces;

    /// <summary>Unigram 1, BPE 2; words 3 and characters 4 are not supported.</summary>
    public int Kind { get; private set; } = Unigram;

    public bool ByteFallback { get; private set; }

    public bool SplitByWhiteSpace { get; private set; } = true;

    public bool WhiteSpaceAsSuffix { get; private set; }

    public int UnknownId { get; private set; }

    public bool AddDummyPrefix { get; private set; } = true;

    public bool RemoveExtraWhiteSpace { get; private set; } = true;

    public bool EscapeWhiteSpace { get; private set; } = true;

    public byte[] PrecompiledMap { get; private set; } = [];

    /// <exception cref="FormatException">The bytes are no such model.</exception>
    public static SentencePieceModel Parse(ReadOnlySpan<byte> bytes)
    {
        SentencePieceModel model = new();
        ProtobufReader fields = new(bytes);
        while (fields.Read())
        {
            switch (fields.Field)
            {
                case 1:
                    model.AddPiece(fields.Bytes);
                    break;
                case 2:
                    model.ReadTrainer(fields.Bytes);
                    break;
                case 3:
                    model.ReadNormalizer(fields.Bytes);
                    break;
                default:
                    break;
            }
        }

        return model._pieces.Count == 0 ? throw new FormatException("it holds no pieces")
            : model.UnknownId < 0 || model.UnknownId >= model._pieces.Count ? throw new FormatException($"unk_id is {model.UnknownId}, but there are {model._pieces.Count} pieces")
            : model;
    }

    private void AddPiece(ReadOnlySpan<byte> message)
    {
        string piece = "";
        float score = 0;
        int type = 1;
        ProtobufReader fields = new(message);
        while (fields.Read())
        {
            switch (fields.Field)
            {
                case 1:
                    piece = System.Text.Unicode.Utf8.IsValid(fields.Bytes) ? Encoding.UTF8.GetString(fields.Bytes) : throw new FormatException($"piece {_pieces.Count} is not UTF-8");
                    break;
                case 2:
                    score = float.IsFinite(fields.Single) ? fields.Single : throw new FormatException($"the score of piece {_pieces.Count} is not finite");
                    break;
                case 3:
                    type = (int)Math.Min(fields.Number, 99);
                    break;
                default:
                    break;
            }
        }

        _pieces.Add((piece, score, type));
        if (_pieces.Count > MostPieces)
        {
            throw new FormatException($"it holds more than {MostPieces} pieces");
        }
    }

    private void ReadTrainer(ReadOnlySpan<byte> message)
    {
        ProtobufReader fields = new(message);
        while (fields.Read())
        {
            switch (fields.Field)
            {
                case 3:
                    Kind = (int)Math.Min(fields.Number, 99);
                    break;
                case 22:
                    SplitByWhiteSpace = fields.Flag;
                    break;
                case 24:
                    WhiteSpaceAsSuffix = fields.Flag;
                    break;
                case 35:
                    ByteFallback = fields.Flag;
                    break;
                case 40:
                    UnknownId = (int)Math.Min(fields.Number, int.MaxValue);
                    break;
                default:
                    break;
            }
        }
    }

    private void ReadNormalizer(ReadOnlySpan<byte> message)
    {
        ProtobufReader fields = new(message);
        while (fields.Read())
        {
            switch (fields.Field)
            {
                case 2:
                    PrecompiledMap = fields.Bytes.ToArray();
                    break;
                case 3:
                    AddDummyPrefix = fields.Flag;
                    break;
                case 4:
                    RemoveExtraWhiteSpace = fields.Flag;
                    break;
                case 5:
                    EscapeWhiteSpace = fields.Flag;
                    break;
                default:
                    break;
            }
        }
    }
}
