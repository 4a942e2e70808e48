namespace Vlm.Tokenization;

/// <summary>Reads added_tokens. A token that the model has too keeps the model's id; others are numbered on from the vocabulary, as the reference does.</summary>
internal static class AddedTokenReader
{
    public static IReadOnlyList<AddedToken> Read(JsonPart? part, Vocabulary vocabulary)
    {
        List<AddedToken> tokens = [];
        Dictionary<string, int> ids = new(StringComparer.Ordinal);
        int highest = -1;
        foreach (JsonPart item in part?.Items() ?? [])
        {
            string content = item.Require("content").Text();
            if (content.Length == 0)
            {
                continue;
            }

            if (!ids.TryGetValue(content, out int id) && !vocabulary.TryGetId(content, out id))
            {
                id = Math.Max(highest + 1, vocabulary.Count);
            }

            ids[content] = id;
            highest = Math.Max(highest, id);
            tokens.Add(new AddedToken
            {
                Content = content,
                Id = id,
                SingleWord = item.Flag("single_word", false),
                StripLeft = item.Flag("lstrip", false),
                StripRight = item.Flag("rstrip", false),
                Normalized = item.Flag("normalized", false),
                Special = item.Flag("special", false),
            });
        }

        return tokens;
    }
}
