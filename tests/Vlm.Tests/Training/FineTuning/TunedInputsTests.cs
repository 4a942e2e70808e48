using Vlm.Tests.Goldens;
using Vlm.Tests.Training.Features;
using Vlm.Training;

namespace Vlm.Tests.Training.FineTuning;

/// <summary>Encoders of models/default within a graph give what they give a model.</summary>
public class TunedInputsTests
{
    private static readonly string Folder = ModelsFolder.Find("default");

    [Fact]
    public void TunedTexts_Untrained_StatesOfTheEncoder()
    {
        using OnnxTextEncoder encoder = OnnxTextEncoder.Load(ModelsFolder.Find("default", "text-encoder"));
        string[] texts = ["a dog runs over the grass", "two men", "no one"];
        TunedTexts input = new(new TunedEncoder(Folder, encoder.SessionPath, encoder.TokensOutput!, "text_encoder", new EncoderTuning { Blocks = 2 }), 384, encoder.Tokenizer, texts);
        TrainingGraph graph = new();
        using ParameterSet parameters = [];
        (GraphValue states, GraphValue mask) = input.AddTo(graph, parameters);
        Assert.Equal(32, parameters.Count);
        Assert.All(parameters, parameter => Assert.True(parameter.LearningRateScale == 0.1 && parameter.Name.StartsWith("text_encoder/", StringComparison.Ordinal), parameter.ToString()));
        using GraphRunner runner = new([states, mask]);
        using TrainingBatch batch = new();
        input.Feed(batch, [2, 0]);
        IReadOnlyList<TensorBuffer> found = runner.Run(batch);
        using TensorBuffer<float> foundStates = (TensorBuffer<float>)found[0];
        using TensorBuffer<long> foundMask = (TensorBuffer<long>)found[1];
        using TokenIds tokens = encoder.Tokenizer.Encode([texts[2], texts[0]]);
        using TextFeatures expected = encoder.Encode(tokens);
        Closeness.Within(expected.Tokens!.Span, foundStates.Span, 1e-4);
        Assert.Equal(tokens.AttentionMask.Span.ToArray(), foundMask.Span.ToArray());
    }

    [Fact]
    public void TunedPictures_ViewsAndCells_RowsOfTheEncoder()
    {
        using OnnxImageEncoder encoder = OnnxImageEncoder.Load(ModelsFolder.Find("default", "image-encoder"));
        MemoryPictures pictures = new();
        pictures.AddPatches("a", 1);
        pictures.AddPatches("b", 2);
        PictureView[] views = [PictureView.Whole, PictureView.Mirrored];
        TunedPictures input = new(
            new TunedEncoder(Folder, encoder.SessionPath, encoder.RowsOutput!, "image_encoder", new EncoderTuning { Blocks = 1 }), new PicturePixels(pictures, ["a", "b"], views, encoder.Processor), 49, 1280);
        TrainingGraph graph = new(), some = new();
        using ParameterSet parameters = [];
        using GraphRunner all = new([input.AddTo(graph, parameters)]), few = new([input.AddTo(some, parameters, 3)]);
        using TrainingBatch whole = new(), drawn = new();
        input.Feed(whole, [new DrawnPicture(1), new DrawnPicture(0, 1)]);
        input.Feed(drawn, [new DrawnPicture(1, 0, [48, 0, 7]), new DrawnPicture(0, 1, [1, 2, 3])]);
        using TensorBuffer<float> rows = (TensorBuffer<float>)all.Run(whole)[0], cells = (TensorBuffer<float>)few.Run(drawn)[0];
        Assert.Equal([2L, 49, 1280], rows.Shape.ToArray());
        Assert.Equal([2L, 3, 1280], cells.Shape.ToArray());

        using RgbImage a = ImageDecoder.Default.Decode(pictures.Open("a")), b = ImageDecoder.Default.Decode(pictures.Open("b")), mirrored = PictureView.Mirrored.Of(a);
        using PixelValues pixels = encoder.Processor.Process([b, mirrored]);
        using ImageFeatures expected = encoder.Encode(pixels);
        Closeness.Within(expected.Rows!.Span, rows.Span, 1e-3);
        foreach ((int row, int cell) in ((int, int)[])[(0, 48), (1, 0), (2, 7), (3, 50), (4, 51), (5, 52)])
        {
            Closeness.Within(rows.Span.Slice(cell * 1280, 1280), cells.Span.Slice(row * 1280, 1280), 1e-4);
        }
    }

    [Fact]
    public void AddTo_AdaptersWhereThereAreConvolutionsOnly_TypedError()
    {
        TunedEncoder encoder = new(Folder, ModelsFolder.Find("default", "image-encoder", "onnx", "model.onnx"), "last_hidden_state", "image_encoder", new EncoderTuning { LoraRank = 2 });
        using ParameterSet parameters = [];
        TrainingGraph graph = new();
        Dictionary<string, GraphValue> inputs = new() { ["pixel_values"] = graph.Input("pixel_values", TensorElementType.Float32, Dimension.Symbol("pictures"), 3, 224, 224) };
        Assert.Contains("nothing would be trained (adapters of rank 2 in all of it", Assert.Throws<TrainingException>(() => encoder.AddTo(graph, parameters, inputs)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Feed_PictureThatIsGone_TypedErrorAsItWasThrown()
    {
        using OnnxImageEncoder encoder = OnnxImageEncoder.Load(ModelsFolder.Find("default", "image-encoder"));
        TunedPictures input = new(
            new TunedEncoder(Folder, encoder.SessionPath, encoder.RowsOutput!, "image_encoder", new EncoderTuning { Blocks = 1 }),
            new PicturePixels(MemoryPictures.Of(1), ["000.png", "gone.png"], [PictureView.Whole], encoder.Processor), 49, 1280);
        using TrainingBatch batch = new();
        Assert.Contains("gone.png", Assert.Throws<TrainingException>(() => input.Feed(batch, [new DrawnPicture(0), new DrawnPicture(1)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TunedEncoder_MoreBlocksThanThereAre_TypedError()
    {
        string path = ModelsFolder.Find("default", "text-encoder", "onnx", "model.onnx");
        TrainingException error = Assert.Throws<TrainingException>(() => new TunedEncoder(Folder, path, "last_hidden_state", "text_encoder", new EncoderTuning { Blocks = 7 }));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains("it has 6 blocks", error.Message, StringComparison.Ordinal);
    }
}
