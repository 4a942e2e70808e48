using System.Runtime.InteropServices;
using System.Text.Json;

namespace Vlm.Tokenization;

/// <summary>Reads the merges of a BPE model, which stand in the file as "a b" or as ["a", "b"], from the bytes of the file.</summary>
internal static class MergeReader
{
    /// <param name="part">The list.</param>
    /// <param name="vocabulary">Holds both tokens of every merge and what they make.</param>
    /// <param name="prefixLength">So many characters of the right token are its mark as a continuation, and go.</param>
    public static MergeTable Read(JsonPart part, Vocabulary vocabulary, int prefixLength)
    {
        part.RequireKind(JsonValueKind.Array, "a list of merges");
        MergeTable merges = new(part.Element.GetArrayLength());
        char[] text = new char[256];
        Utf8JsonReader reader = new(JsonMarshal.GetRawUtf8Value(part.Element));
        reader.Read();
        for (int rank = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; rank++)
        {
            if (!TryReadPair(ref reader, ref text, part, out int left, out int right) || right < prefixLength)
            {
                throw Item(part, rank).Unexpected("two tokens, as \"a b\" or [\"a\", \"b\"]");
            }

            ReadOnlySpan<char> first = text.AsSpan(0, left), second = text.AsSpan(left, right);
            if (!vocabulary.TryGetId(first, out int leftId) || !vocabulary.TryGetId(second, out int rightId)
                || !vocabulary.TryGetId(Joined(text, left, right, prefixLength), out int merged))
            {
                throw Item(part, rank).Unexpected("two tokens that are in vocab together with what they make");
            }

            merges.Set(leftId, rightId, rank, merged);
        }

        return merges;
    }

    private static ReadOnlySpan<char> Joined(char[] text, int left, int right, int prefixLength)
    {
        text.AsSpan(left + prefixLength, right - prefixLength).CopyTo(text.AsSpan(left));
        return text.AsSpan(0, left + right - prefixLength);
    }

    /// <summary>Writes both tokens of a merge one behind the other.</summary>
    private static bool TryReadPair(ref Utf8JsonReader reader, ref char[] text, JsonPart part, out int left, out int right)
    {
        left = right = 0;
        if (reader.TokenType == JsonTokenType.String)
        {
            int length = ReadText(ref reader, ref text, 0, part);
            left = text.AsSpan(0, length).IndexOf(' ');
            right = length - left - 1;
            if (left < 0 || text.AsSpan(left + 1, right).Contains(' '))
            {
                return false;
            }

            text.AsSpan(left + 1, right).CopyTo(text.AsSpan(left));
            return true;
        }

        if (reader.TokenType != JsonTokenType.StartArray || !reader.Read() || reader.TokenType != JsonTokenType.String)
        {
            return false;
        }

        left = ReadText(ref reader, ref text, 0, part);
        if (!reader.Read() || reader.TokenType != JsonTokenType.String)
        {
            return false;
        }

        right = ReadText(ref reader, ref text, left, part);
        return reader.Read() && reader.TokenType == JsonTokenType.EndArray;
    }

    private static int ReadText(ref Utf8JsonReader reader, ref char[] text, int at, JsonPart part)
    {
        int most = at + JsonText.MostLength(reader);
        if (text.Length < most)
        {
            Array.Resize(ref text, Math.Max(most, text.Length * 2));
        }

        return JsonText.CopyTo(text.AsSpan(at), ref reader, part);
    }

    private static JsonPart Item(JsonPart part, int index) => new(part.File, $"{part.Path}[{index}]", part.Element[index]);
}
