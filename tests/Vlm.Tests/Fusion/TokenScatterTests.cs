using Vlm.Fusion;

namespace Vlm.Tests.Fusion;

public class TokenScatterTests
{
    private const long Image = 9;

    [Fact]
    public void Places_SomeIds_AreThoseOfTheToken() => Assert.Equal([0, 2, 3, 6], TokenScatter.Places([Image, 1, Image, Image, 2, 3, Image], Image));

    [Fact]
    public void Places_NoImageToken_None() => Assert.Empty(TokenScatter.Places([1, 2], Image));

    [Fact]
    public void Write_TwoPicturesInScatteredPlaces_RowKStandsInPlaceK()
    {
        using TensorBuffer<float> first = new(new float[] { 10, 11, 20, 21 }, [2, 2]), second = new(new float[] { 30, 31 }, [1, 2]), tokens = new(new float[10], [1, 5, 2]);
        TokenScatter.Write([first, second], [1, 2, 4], tokens);
        Assert.Equal([0, 0, 10, 11, 20, 21, 0, 0, 30, 31], tokens.Span.ToArray());
    }

    [Fact]
    public void Write_RowsOfAnotherWidth_ErrorHasBoth()
    {
        using TensorBuffer<float> rows = new(new float[3], [1, 3]), tokens = new(new float[4], [2, 2]);
        TensorShapeException error = Assert.Throws<TensorShapeException>(() => TokenScatter.Write([rows], [0], tokens));
        Assert.Contains("[N,2]", error.Expected);
        Assert.Equal("[1,3]", error.Actual);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void Check_OtherNumberOfPlacesThanOfRows_ErrorHasBothAndTheSum(int places)
    {
        TensorShapeException error = Assert.Throws<TensorShapeException>(() => TokenScatter.Check(places, [1, 3]));
        Assert.Contains("4", error.Expected);
        Assert.Contains("1 + 3", error.Expected);
        Assert.Equal($"{places}", error.Actual);
    }

    [Fact]
    public void Expand_OnePlaceholderAPicture_EachIsExpanded() =>
        Assert.Equal("a [IIx] b [I]", PlaceholderExpansion.Expand("a I b I", "I", ["[IIx]", "[I]"], 3, "I"));

    [Fact]
    public void Expand_RoomForEveryRowAlready_TextStays() => Assert.Equal("IIII b", PlaceholderExpansion.Expand("IIII b", "I", ["II", "II"], 4, "I"));

    [Theory]
    [InlineData("no place", 1, "0 places", "1 pictures")]
    [InlineData("I and I", 1, "2 places", "1 pictures")]
    [InlineData("I", 0, "1 places", "0 pictures")]
    public void Expand_OtherNumberOfPlaces_ErrorHasBoth(string text, int pictures, string places, string given)
    {
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => PlaceholderExpansion.Expand(text, "I", [.. Enumerable.Repeat("III", pictures)], 3 * pictures, "I"));
        Assert.Contains(places, error.Message);
        Assert.Contains(given, error.Message);
    }
}
