using System.Text;
using System.Text.Json;

namespace Vlm.Tests.Tokenization;

/// <summary>Writes the vocabulary of a tokenizer.json as a SentencePiece model.</summary>
internal static class SentencePieceWriter
{
    private const int Normal = 1, Unknown = 2, Control = 3, UserDefined = 4, Byte = 6;

    public static byte[] Write(JsonElement root)
    {
        JsonElement model = root.GetProperty("model");
        bool unigram = model.GetProperty("vocab").ValueKind == JsonValueKind.Array;
        bool bytes = model.TryGetProperty("byte_fallback", out JsonElement fallback) && fallback.GetBoolean();
        (string Piece, double Score)[] pieces = unigram ? [.. model.GetProperty("vocab").EnumerateArray().Select(p => (p[0].GetString()!, p[1].GetDouble()))] : BpePieces(model);
        int unknown = unigram ? model.GetProperty("unk_id").GetInt32() : Array.FindIndex(pieces, p => p.Piece == model.GetProperty("unk_token").GetString());
        Dictionary<string, bool> special = root.GetProperty("added_tokens").EnumerateArray()
            .ToDictionary(t => t.GetProperty("content").GetString()!, t => t.GetProperty("special").GetBoolean());
        using MemoryStream file = new();
        for (int i = 0; i < pieces.Length; i++)
        {
            string piece = pieces[i].Piece;
            int type = i == unknown ? Unknown
                : special.TryGetValue(piece, out bool isSpecial) ? isSpecial ? Control : UserDefined
                : bytes && piece.Length == 6 && piece.StartsWith("<0x", StringComparison.Ordinal) ? Byte
                : Normal;
            Field(file, 1, [.. Bytes(1, Encoding.UTF8.GetBytes(piece)), (2 << 3) | 5, .. BitConverter.GetBytes((float)pieces[i].Score), .. Number(3, type)]);
        }

        string json = root.GetRawText();
        byte[] map = root.GetProperty("normalizer") is { ValueKind: JsonValueKind.Object } normalizer && normalizer.TryGetProperty("normalizers", out JsonElement steps)
            && steps[0].TryGetProperty("precompiled_charsmap", out JsonElement blob) ? blob.GetBytesFromBase64() : [];
        bool dummyPrefix = json.Contains("\"Prepend\"", StringComparison.Ordinal) || json.Contains("\"always\"", StringComparison.Ordinal);
        bool split = !json.Contains("\"split\": false", StringComparison.Ordinal) && !json.Contains("\"split\":false", StringComparison.Ordinal);
        Field(file, 2, [.. Number(3, unigram ? 1 : 2), .. Number(22, split ? 1 : 0), .. Number(35, bytes ? 1 : 0), .. Number(40, unknown)]);
        Field(file, 3, [.. Bytes(2, map), .. Number(3, dummyPrefix ? 1 : 0), .. Number(4, map.Length > 0 ? 1 : 0)]);
        return file.ToArray();
    }

    /// <summary>A piece scores by the place of the first merge that makes it.</summary>
    private static (string Piece, double Score)[] BpePieces(JsonElement model)
    {
        Dictionary<string, int> ranks = [];
        foreach (JsonElement merge in model.GetProperty("merges").EnumerateArray())
        {
            string made = merge.ValueKind == JsonValueKind.String ? merge.GetString()!.Replace(" ", "", StringComparison.Ordinal) : merge[0].GetString() + merge[1].GetString();
            ranks.TryAdd(made, ranks.Count);
        }

        // A piece's id is its place, so an id that is not used gets a piece that no text holds.
        Dictionary<int, string> byId = model.GetProperty("vocab").EnumerateObject().ToDictionary(p => p.Value.GetInt32(), p => p.Name);
        return [.. Enumerable.Range(0, byId.Keys.Max() + 1).Select(id => byId.GetValueOrDefault(id, $"\uE000{id}")).Select(t => (t, (double)-ranks.GetValueOrDefault(t, ranks.Count)))];
    }

    private static void Field(MemoryStream file, int number, byte[] message) => file.Write(Bytes(number, message));

    private static byte[] Bytes(int number, byte[] contents) => [.. Varint((number << 3) | 2), .. Varint(contents.Length), .. contents];

    private static byte[] Number(int number, int value) => [.. Varint(number << 3), .. Varint(value)];

    private static byte[] Varint(int value)
    {
        List<byte> bytes = [];
        for (; value > 0x7F; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }
}
