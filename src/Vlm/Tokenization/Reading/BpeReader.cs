namespace Vlm.Tokenization;

/// <summary>Reads a BPE model.</summary>
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

        return new BpeModel(vocabulary, MergeReader.Read(part.Require("merges"), vocabulary, prefix.Length), new BpeSettings
        {
            UnknownId = unknownId,
            FuseUnknown = part.Flag("fuse_unk", false),
            ByteFallback = part.Flag("byte_fallback", false),
            IgnoreMerges = part.Flag("ignore_merges", false),
            ContinuingPrefix = prefix,
            EndSuffix = part.Text("end_of_word_suffix", ""),
        });
    }
}
