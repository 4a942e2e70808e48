using System.Text.Json;

namespace Vlm.Benchmarks.Fuzzing;

/// <summary>One value of a JSON file, in bytes: from its name, where it is a member, to its end.</summary>
/// <param name="Start">Where the name begins, or the value where there is none.</param>
/// <param name="NameEnd">Where the name ends; equal to <paramref name="Start"/> where there is none.</param>
/// <param name="Value">Where the value begins.</param>
/// <param name="End">One past the value.</param>
internal readonly record struct JsonPlace(int Start, int NameEnd, int Value, int End)
{
    public bool IsMember => NameEnd > Start;
}

/// <summary>Finds the values of a JSON file. Of long lists and objects only a few are kept, so that a vocabulary does not hide the rest.</summary>
internal static class JsonPlaces
{
    private const int AllOfFirst = 8;

    public static IReadOnlyList<JsonPlace> Find(byte[] json)
    {
        List<JsonPlace> places = [];
        Stack<Open> open = new();
        Utf8JsonReader reader = new(json);
        (int nameStart, int nameEnd) = (-1, -1);
        while (reader.Read())
        {
            int start = (int)reader.TokenStartIndex, end = (int)reader.BytesConsumed;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    nameStart = start;

                    // The colon is consumed with the name.
                    nameEnd = start + reader.ValueSpan.Length + 2;
                    continue;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push(new Open(nameStart, nameEnd, start, Keeps(open)));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    Open closed = open.Pop();
                    Keep(places, closed.Kept, closed.NameStart, closed.NameEnd, closed.Start, end);
                    break;
                default:
                    Keep(places, Keeps(open), nameStart, nameEnd, start, end);
                    break;
            }

            (nameStart, nameEnd) = (-1, -1);
        }

        return places;
    }

    /// <summary>Whether the next child of the innermost container is kept: the first few, then ever fewer.</summary>
    private static bool Keeps(Stack<Open> open)
    {
        if (!open.TryPeek(out Open? parent))
        {
            return true;
        }

        int index = parent.Children++;
        return parent.Kept && (index < AllOfFirst || (index & (index - 1)) == 0);
    }

    private static void Keep(List<JsonPlace> places, bool kept, int nameStart, int nameEnd, int start, int end)
    {
        if (kept)
        {
            places.Add(nameStart < 0 ? new JsonPlace(start, start, start, end) : new JsonPlace(nameStart, nameEnd, start, end));
        }
    }

    private sealed record Open(int NameStart, int NameEnd, int Start, bool Kept)
    {
        public int Children { get; set; }
    }
}
