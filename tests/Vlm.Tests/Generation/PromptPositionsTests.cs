using System.Text.Json;
using Vlm.Generation;
using Vlm.Tests.Families.DecoderOnly;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Generation;

public class PromptPositionsTests
{
    [Fact]
    public void Sequential_ThreeAxesFromOne_CountsInEach()
    {
        PromptPositions positions = PromptPositions.Sequential(3, 3, 1);
        Assert.Equal([1, 2, 3, 1, 2, 3, 1, 2, 3], positions.Values.ToArray());
        Assert.Equal(1, positions.Offset);
    }

    [Theory]
    [InlineData("qwen2_vl")]
    [InlineData("qwen2_5_vl")]
    [InlineData("qwen3_vl")]
    public void Multimodal_ExampleOfThePythonImplementation_SamePositions(string family)
    {
        JsonElement example = DecoderOnlyCase.Golden(family).GetProperty("rope_index_example");
        int[] ids = [.. Flat(example.GetProperty("input_ids"))];
        int[][] grids = [.. example.GetProperty("image_grid_thw").EnumerateArray().Select(grid => Flat(grid).ToArray())];
        int image = DecoderOnlyCase.Golden(family).GetProperty("image_token_id").GetInt32(), at = 0;
        List<PictureSpan> spans = [];
        foreach (int[] grid in grids)
        {
            spans.Add(new PictureSpan(Array.IndexOf(ids, image, at), grid[0], grid[1] / 2, grid[2] / 2));
            at = spans[^1].Start + spans[^1].Length;
        }

        PromptPositions positions = PromptPositions.Multimodal(ids.Length, spans);
        Assert.Equal(Flat(example.GetProperty("position_ids")).Select(value => (long)value), positions.Values.ToArray());
        Assert.Equal(Flat(example.GetProperty("rope_delta")).Single(), positions.Offset);
    }

    private static IEnumerable<int> Flat(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(Flat) : [element.GetInt32()];
}
