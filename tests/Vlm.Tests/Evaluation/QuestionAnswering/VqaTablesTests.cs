using System.Text.Json;
using Vlm.Evaluation;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Evaluation;

/// <summary>The tables of the VQA evaluation, entry by entry.</summary>
public class VqaTablesTests
{
    private static JsonElement Tables => GoldenJson.Read(SharedFolder.Find("golden", "metrics", "vqa", "tables.json"));

    [Fact]
    public void Contractions_Table_EqualsTheReference() =>
        Assert.Equal(
            Tables.GetProperty("contractions").EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!),
            VqaContractions.Table);

    [Fact]
    public void Words_NumbersAndArticles_EqualTheReference()
    {
        foreach (JsonProperty number in Tables.GetProperty("numbers").EnumerateObject())
        {
            Assert.Equal(number.Value.GetString(), VqaNormalizer.Words(number.Name));
        }

        foreach (JsonElement article in Tables.GetProperty("articles").EnumerateArray())
        {
            Assert.Equal("dog", VqaNormalizer.Words($"{article.GetString()} dog"));
        }
    }

    [Fact]
    public void Punctuation_EveryMark_IsOneOfTheReference()
    {
        string[] marks = [.. Tables.GetProperty("punctuation").EnumerateArray().Select(mark => mark.GetString()!)];
        for (char mark = '!'; mark < '\x7F'; mark++)
        {
            if (mark != '.')
            {
                Assert.Equal(marks.Contains($"{mark}") ? "x y" : $"x{mark}y", VqaNormalizer.Punctuation($"x{mark}y"));
            }
        }
    }

    [Fact]
    public void Punctuation_Periods_AsManyGoAsInTheReference()
    {
        int most = Tables.GetProperty("period_max_replacements").GetInt32();
        Assert.Equal("ab", VqaNormalizer.Punctuation($"a{new string('.', most)}b"));
        Assert.Equal("a.b", VqaNormalizer.Punctuation($"a{new string('.', most + 1)}b"));
    }
}
