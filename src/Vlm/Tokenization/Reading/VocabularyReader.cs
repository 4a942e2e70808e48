using System.Runtime.InteropServices;
using System.Text.Json;

namespace Vlm.Tokenization;

/// <summary>Reads the vocabulary of a model, an object of id by token, from the bytes of the file: no object or string for each token.</summary>
internal static class VocabularyReader
{
    public const int MostTokens = 4_000_000;

    public static Vocabulary Read(JsonPart part)
    {
        part.RequireKind(JsonValueKind.Object, "an object of id by token");
        VocabularyBuilder builder = new(part.Element.GetPropertyCount());
        Utf8JsonReader reader = new(JsonMarshal.GetRawUtf8Value(part.Element));
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int length = JsonText.CopyTo(builder.Reserve(JsonText.MostLength(reader)), ref reader, part);
            reader.Read();
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out int id) || id is < 0 or >= MostTokens)
            {
                string token = builder.Reserve(length)[..length].ToString();
                throw new JsonPart(part.File, $"{part.Path}['{token}']", part.Element.GetProperty(token)).Unexpected($"an id from 0 to {MostTokens - 1}");
            }

            builder.Commit(length, id);
        }

        return builder.Count > 0 ? builder.Build() : throw part.Wrong("the vocabulary is empty. Fetch the file again.");
    }
}
