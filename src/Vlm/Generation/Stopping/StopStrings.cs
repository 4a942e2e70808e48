using System.Buffers;
using System.Text;

namespace Vlm.Generation;

/// <summary>Texts at which generation stops, wherever the borders of the tokens lie.</summary>
internal sealed class StopStrings
{
    // Tokens without text may stand in between; the first token of a window may decode otherwise than inside a text.
    private const int Slack = 8;

    private readonly ITokenDecoder _tokens;
    private readonly string[] _strings;
    private readonly int _window;

    private StopStrings(string[] strings, ITokenDecoder tokens)
    {
        _tokens = tokens;
        _strings = strings;
        _window = strings.Max(Encoding.UTF8.GetByteCount) + Slack;
    }

    /// <summary>Null where nothing stops.</summary>
    /// <exception cref="InvalidInputException">A string is empty.</exception>
    public static StopStrings? Of(IReadOnlyList<string>? strings, ITokenDecoder? tokens)
    {
        if (strings is null or { Count: 0 })
        {
            return null;
        }

        if (strings.Any(string.IsNullOrEmpty))
        {
            throw new InvalidInputException("A stop string is empty, which would stop every text at once; leave it out.");
        }

        return new StopStrings([.. strings], tokens ?? throw new InvalidInputException("Stop strings need a tokenizer, and none is there."));
    }

    /// <summary>Whether a text has come to one of the strings with its last token.</summary>
    /// <param name="ids">The generated ids before it.</param>
    /// <param name="token">The last token.</param>
    public bool Ends(ReadOnlySpan<int> ids, int token)
    {
        // Every token with a text adds a byte at least, so that a string cannot reach further back.
        ReadOnlySpan<int> before = ids[^Math.Min(ids.Length, _window)..];
        int[] rented = ArrayPool<int>.Shared.Rent(before.Length + 1);
        before.CopyTo(rented);
        rented[before.Length] = token;
        string text = _tokens.Decode(rented.AsSpan(0, before.Length + 1), skipSpecialTokens: false);
        ArrayPool<int>.Shared.Return(rented);
        return IndexIn(text) >= 0;
    }

    /// <summary>The text up to the first of the strings.</summary>
    public string Cut(string text) => Cut(_strings, text);

    /// <summary>The text up to the first of some strings.</summary>
    public static string Cut(IReadOnlyList<string>? strings, string text)
    {
        int end = IndexIn(text, strings ?? []);
        return end < 0 ? text : text[..end];
    }

    /// <summary>Where the first of the strings begins; -1 where none is there.</summary>
    public int IndexIn(string text) => IndexIn(text, _strings);

    private static int IndexIn(string text, IReadOnlyList<string> strings)
    {
        int first = -1;
        foreach (string stop in strings)
        {
            int at = text.IndexOf(stop, StringComparison.Ordinal);
            first = at >= 0 && (first < 0 || at < first) ? at : first;
        }

        return first;
    }

    /// <summary>How many of the last characters of a text could become the beginning of one of the strings.</summary>
    public int Pending(string text)
    {
        int longest = 0;
        foreach (string stop in _strings)
        {
            for (int length = Math.Min(stop.Length - 1, text.Length); length > longest; length--)
            {
                if (text.AsSpan(text.Length - length).SequenceEqual(stop.AsSpan(0, length)))
                {
                    longest = length;
                }
            }
        }

        return longest;
    }
}
