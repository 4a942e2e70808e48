namespace Vlm.Tests.Architecture;

/// <summary>A file does one thing: median at most 80 lines, nine of ten at most 300, none above 500.</summary>
public class FileLengthTests
{
    [Fact]
    public void Lines_EveryFile_AtMost500() =>
        Assert.Empty(Repository.Sources.Where(file => file.Lines > 500).Select(file => $"{file.Path}: {file.Lines} lines"));

    [Fact]
    public void Lines_NineOfTenInSrc_AtMost300() => Assert.True(Quantile(Product(), 0.9) <= 300, $"nine of ten files have up to {Quantile(Product(), 0.9)} lines");

    [Fact]
    public void Lines_MedianInSrc_AtMost80() => Assert.True(Quantile(Product(), 0.5) <= 80, $"the median file has {Quantile(Product(), 0.5)} lines");

    [Theory]
    [InlineData("a", 1)]
    [InlineData("a\n", 1)]
    [InlineData("a\nb", 2)]
    [InlineData("a\nb\n", 2)]
    public void Lines_Text_Counted(string text, int expected) => Assert.Equal(expected, new SourceFile("src/Vlm/A.cs", text).Lines);

    [Theory]
    [InlineData(0.5, 3)]
    [InlineData(0.9, 5)]
    public void Quantile_FiveNumbers_SmallestThatCoversTheShare(double share, int expected) => Assert.Equal(expected, Quantile([5, 1, 4, 2, 3], share));

    private static int[] Product() => [.. Repository.Product.Select(file => file.Lines)];

    private static int Quantile(int[] values, double share) => values.Order().ElementAt((int)Math.Ceiling(values.Length * share) - 1);
}
