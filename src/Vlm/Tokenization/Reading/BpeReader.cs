using System.Text.Json;

namespace Vlm.Tokenization;

/// <summary>Reads a BPE model: its merges stand in the file as "a b" or as ["a", "b"].</summary>
internal static class BpeReader
{
    public static BpeModel Read(JsonPart part, Vocabulary vocabulary)
    {
        string prefix = part.Text("continuing_subword_prefix", "");
        string? unknown = part.Find("unk_token")?.Text();
        int? unknownId = unknown is null ? null : vocabulary.TryGetId(unknown, out int id) ? id : throw part.Wrong($"the unknown token '{unknown}' (unk_token) is not in vocab.");
        if (part.Find("dropout") is { } dropout && dropout.Number() != 0)
        {
            throw dropout.Unexpected("0 or null: dropout is for training and makes ids random");
        }

        return new BpeModel(vocabulary, ReadMerges(part.Require("merges"), vocabulary, prefix.Length), new BpeSettings
        {
            UnknownId = unknownId,
            FuseUnknown = part.Flag("fuse_unk", false),
            ByteFallback = part.Flag("byte_fallback", false),
            IgnoreMerges = part.Flag("ignore_merges", false),
            ContinuingPrefix = prefix,
            EndSuffix = part.Text("end_of_word_suffix", ""),
        });
    }

    private static Dictionary<long, (int Rank, int Id)> ReadMerges(JsonPart part, Vocabulary vocabulary, int prefixLength)
    {
        part.RequireKind(JsonValueKind.Array, "a list of merges");
        Dictionary<long, (int Rank, int Id)> merges = new(part.Element.GetArrayLength());
        int rank = 0;
        foreach (JsonElement element in part.Element.EnumerateArray())
        {
            if (PairOf(element) is not var (left, right) || right.Length < prefixLength)
            {
                throw new JsonPart(part.File, $"{part.Path}[{rank}]", element).Unexpected("two tokens, as \"a b\" or [\"a\", \"b\"]");
            }

            if (!vocabulary.TryGetId(left, out int leftId) || !vocabulary.TryGetId(right, out int rightId)
                || !vocabulary.TryGetId(string.Concat(left, right.AsSpan(prefixLength)), out int merged))
            {
                throw new JsonPart(part.File, $"{part.Path}[{rank}]", element).Unexpected("two tokens that are in vocab together with what they make");
            }

            merges[BpeWord.Pair(leftId, rightId)] = (rank++, merged);
        }

        return merges;
    }

    private static (string Left, string Right)? PairOf(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            string[] parts = element.GetString()!.Split(' ');
            return parts.Length == 2 ? (parts[0], parts[1]) : null;
        }

        return element.ValueKind == JsonValueKind.Array && element.GetArrayLength() == 2
            && element[0].ValueKind == JsonValueKind.String && element[1].ValueKind == JsonValueKind.String
            ? (element[0].GetString()!, element[1].GetString()!)
            : null;
    }
}
