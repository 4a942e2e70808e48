using System.Text.Json;

namespace Vlm.Benchmarks.Ratios;

/// <summary>The texts of the tokenizers' measurements.</summary>
internal static class TokenizerTexts
{
    private const int CaptionCount = 1000;
    private const int LongestWord = 300;

    /// <summary>Captions of Flickr8k, spread over the data set; the benchmark's own where it is absent.</summary>
    public static string[] Captions()
    {
        string path = SharedFolder.Find("data/flickr8k/dataset.json");
        if (!File.Exists(path))
        {
            Console.WriteLine($"{path} is absent; the {BenchmarkTexts.Captions.Count} captions of the benchmark itself are measured.");
            return [.. BenchmarkTexts.Captions];
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        string[] all = [.. document.RootElement.GetProperty("images").EnumerateArray()
            .SelectMany(image => image.GetProperty("sentences").EnumerateArray()).Select(sentence => sentence.GetProperty("raw").GetString()!)];
        return [.. Enumerable.Range(0, CaptionCount).Select(i => all[(int)((long)i * all.Length / CaptionCount)])];
    }

    /// <summary>The long paragraph of the tokenizers' golden strings: the longest that is made of words. Null where it is absent.</summary>
    public static string? Paragraph()
    {
        string path = SharedFolder.Find("golden/tokenizers/corpus.json");
        if (!File.Exists(path))
        {
            return null;
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.GetProperty("strings").EnumerateArray().Select(s => s.GetProperty("text").GetString()!)
            .Where(text => text.Split(' ').All(word => word.Length < LongestWord)).MaxBy(text => text.Length);
    }
}
