using System.Runtime.InteropServices;
using System.Text.Json;

namespace Vlm.Tokenization;

/// <summary>Reads a Unigram model: its vocabulary is a list of tokens with scores, read from the bytes of the file.</summary>
internal static class UnigramReader
{
    public static UnigramModel Read(JsonPart part)
    {
        JsonPart list = part.Require("vocab");
        list.RequireKind(JsonValueKind.Array, "a list of tokens with scores");
        double[] scores = new double[list.Element.GetArrayLength()];
        Vocabulary vocabulary = ReadTokens(list, scores);
        JsonPart unknown = part.Require("unk_id");
        return unknown.Id() < scores.Length
            ? new UnigramModel(vocabulary, scores, unknown.Id(), part.Flag("byte_fallback", false))
            : throw unknown.Unexpected($"an id below the {scores.Length} of vocab");
    }

    private static Vocabulary ReadTokens(JsonPart list, double[] scores)
    {
        VocabularyBuilder builder = new(scores.Length);
        Utf8JsonReader reader = new(JsonMarshal.GetRawUtf8Value(list.Element));
        reader.Read();
        for (int id = 0; id < scores.Length; id++)
        {
            int length = 0;
            bool read = reader.Read() && reader.TokenType == JsonTokenType.StartArray && reader.Read() && reader.TokenType == JsonTokenType.String
                && (length = JsonText.CopyTo(builder.Reserve(JsonText.MostLength(reader)), ref reader, list)) >= 0
                && reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out scores[id])
                && reader.Read() && reader.TokenType == JsonTokenType.EndArray;
            if (!read)
            {
                throw new JsonPart(list.File, $"{list.Path}[{id}]", list.Element[id]).Unexpected("a token and its score");
            }

            builder.Commit(length, id);
        }

        return builder.Count > 0 ? builder.Build() : throw list.Wrong("the vocabulary is empty. Fetch the file again.");
    }
}
