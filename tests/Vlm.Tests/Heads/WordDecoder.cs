using System.Text.Json;

namespace Vlm.Tests.Heads;

/// <summary>Joins whole words with blanks: all that the default captioner's vocabulary needs.</summary>
internal sealed class WordDecoder : ITokenDecoder
{
    private readonly Dictionary<int, string> _words;
    private readonly int _firstWord;

    public WordDecoder(string tokenizerJson, int firstWord)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(tokenizerJson));
        _words = json.RootElement.GetProperty("model").GetProperty("vocab").EnumerateObject().ToDictionary(p => p.Value.GetInt32(), p => p.Name);
        _firstWord = firstWord;
    }

    public string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens = true) =>
        string.Join(' ', ids.ToArray().Where(i => i >= _firstWord || !skipSpecialTokens).Select(i => _words[i]));
}
