using System.Text.Json;

namespace Vlm.Tokenization;

/// <summary>Reads a Unigram model: its vocabulary is a list of tokens with scores.</summary>
internal static class UnigramReader
{
    public static UnigramModel Read(JsonPart part)
    {
        JsonPart list = part.Require("vocab");
        list.RequireKind(JsonValueKind.Array, "a list of tokens with scores");
        int count = list.Element.GetArrayLength();
        List<KeyValuePair<string, int>> entries = new(count);
        double[] scores = new double[count];
        foreach (JsonElement entry in list.Element.EnumerateArray())
        {
            int id = entries.Count;
            if (entry.ValueKind != JsonValueKind.Array || entry.GetArrayLength() != 2 || entry[0].ValueKind != JsonValueKind.String || entry[1].ValueKind != JsonValueKind.Number)
            {
                throw new JsonPart(part.File, $"{list.Path}[{id}]", entry).Unexpected("a token and its score");
            }

            entries.Add(new(entry[0].GetString()!, id));
            scores[id] = entry[1].GetDouble();
        }

        if (count == 0)
        {
            throw list.Wrong("the vocabulary is empty. Fetch the file again.");
        }

        JsonPart unknown = part.Require("unk_id");
        return unknown.Id() < count
            ? new UnigramModel(Vocabulary.Create(entries), scores, unknown.Id(), part.Flag("byte_fallback", false))
            : throw unknown.Unexpected($"an id below the {count} of vocab");
    }
}
