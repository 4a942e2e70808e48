using Vlm.Tests.Goldens;

namespace Vlm.Tests.Preprocessing;

public sealed class ProcessorGoldenTests
{
    public static TheoryData<string, string, ProcessorRules> Cases
    {
        get
        {
            TheoryData<string, string, ProcessorRules> data = [];
            foreach (ProcessorRules rules in Enum.GetValues<ProcessorRules>())
            {
                foreach ((string processor, string name) in ProcessorCase.All(rules))
                {
                    data.Add(processor, name, rules);
                }
            }

            return data;
        }
    }

    [Fact]
    public void Cases_OfVersion5_AreAll42Configurations() => Assert.Equal(42, ProcessorCase.All(ProcessorRules.V5).Select(c => c.Processor).Distinct().Count());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Process_GoldenCase_GivesTransformersTensors(string processor, string name, ProcessorRules rules)
    {
        ProcessorCase golden = new(processor, name, rules);
        IImageProcessor subject = ImageProcessor.Load(golden.Folder, rules);
        RgbImage[] images =
        [
            .. golden.Inputs.Select(input => ImageDecoder.Default.Decode(
                ImageInput.FromFile(input), new ImageDecodeOptions { Alpha = golden.Alpha }, TestContext.Current.CancellationToken)),
        ];

        using PixelValues actual = subject.Process(images, TestContext.Current.CancellationToken);

        Assert.Equal(golden.Tensors.Order(StringComparer.Ordinal), actual.Tensors.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(subject.Outputs.Select(output => output.Name), actual.Tensors.Keys);
        foreach (TensorSpec output in subject.Outputs)
        {
            (SafetensorsFile file, string tensor) = golden.Expected(output.Name);
            TensorBuffer found = actual.Tensors[output.Name];
            Assert.Equal(output.ElementType, found.ElementType);
            Assert.True(output.Accepts(found.Shape), $"{output} does not accept {found}");
            TensorAssert.Near(file, tensor, found, golden.Tolerance);
        }

        CheckLists(golden, actual);
        Assert.Equal(images.Length, actual.Counts.Count);
        Array.ForEach(images, image => image.Dispose());
    }

    private static void CheckLists(ProcessorCase golden, PixelValues actual)
    {
        foreach ((string list, int[] numbers) in golden.Lists)
        {
            IEnumerable<int> found = list switch
            {
                "rows" or "image_rows" => actual.Grids.Select(grid => grid.Rows),
                "cols" or "image_cols" => actual.Grids.Select(grid => grid.Columns),
                "image_sizes" => actual.Grids.SelectMany(grid => (int[])[grid.Height, grid.Width]),
                _ => throw new InvalidDataException(list),
            };
            Assert.Equal(numbers, found);
        }
    }
}
