using Vlm.Onnx;
using Vlm.Tests.Goldens;
using Vlm.Training;

namespace Vlm.Tests.Training;

/// <summary>Files for training that are not whole: nothing of them is taken for a smaller model.</summary>
public sealed class OnnxFileReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("node")]
    [InlineData("weight")]
    [InlineData("input")]
    public void Read_InnerMessageNotWhole_IsRefused(string which)
    {
        string whole = ModelsFolder.Find("tiny", "siglip", "onnx", "vision_model.onnx");
        OnnxOutline outline = OnnxOutline.Read(whole);
        FileSlice inner = which switch { "node" => outline.Nodes[3].Bytes, "weight" => outline.Weights.Values.First(), _ => outline.Inputs.Values.First() };
        byte[] bytes = File.ReadAllBytes(whole);

        // Its first field announces two megabytes, which go on far behind the end of the message.
        ((byte[])[0x3A, 0xFF, 0xFF, 0x7F]).CopyTo(bytes, inner.Start);
        File.WriteAllBytes(_folder["model.onnx"], bytes);

        ModelFolderException error = Assert.Throws<ModelFolderException>(() => OnnxFileReader.Read(_folder["model.onnx"]));

        Assert.Equal(_folder["model.onnx"], error.Path);
    }

    [Fact]
    public void Read_AnyByteDamaged_GivesAFileOrATypedError()
    {
        byte[] whole = File.ReadAllBytes(ModelsFolder.Find("tiny", "blip-vqa", "onnx", "vision_encoder.onnx"));
        Random random = new(1);
        int refused = 0;
        for (int i = 0; i < 300; i++)
        {
            byte[] bytes = [.. whole];
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            bytes[random.Next(2000)] = (byte)random.Next(256);
            File.WriteAllBytes(_folder["model.onnx"], bytes);
            if (Record.Exception(() => OnnxFileReader.Read(_folder["model.onnx"])) is { } error)
            {
                Assert.IsAssignableFrom<VlmException>(error);
                refused++;
            }
        }

        Assert.InRange(refused, 1, 299);
    }
}
