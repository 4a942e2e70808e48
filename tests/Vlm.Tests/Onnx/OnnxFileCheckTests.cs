using System.Text;
using Vlm.Onnx;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Onnx;

/// <summary>Files that claim more than they hold, and files whose weights stand elsewhere.</summary>
[Collection(Alone.Name)]
public sealed class OnnxFileCheckTests : IDisposable
{
    private const string Data = "vision_model.onnx_data";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("raw")]
    [InlineData("floats")]
    [InlineData("nothing")]
    [InlineData("external")]
    public void Load_TwoGigabytesClaimedByASmallFile_IsRefusedAtOnce(string how)
    {
        byte[] values = how switch
        {
            "raw" => TinyOnnx.Field(9, new byte[64]),
            "floats" => TinyOnnx.Field(4, new byte[64]),
            "external" => [.. External("location", "data"), .. External("offset", "0"), 0x70, 1],
            _ => [],
        };
        File.WriteAllBytes(_folder["data"], new byte[64]);
        TinyOnnx.WriteWeight(_folder["model.onnx"], [.. Shape(1 << 29), 0x10, TinyOnnx.Float, .. TinyOnnx.Field(8, TinyOnnx.Text("w")), .. values]);
        long before = GC.GetAllocatedBytesForCurrentThread();

        ModelFolderException e = Assert.Throws<ModelFolderException>(() => OnnxSession.Load(_folder["model.onnx"]));

        Assert.Contains("'w'", e.Message, StringComparison.Ordinal);
        Assert.Contains("2147483648 bytes", e.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Load_ImpossibleShape_IsRefused()
    {
        TinyOnnx.WriteWeight(_folder["model.onnx"], [.. Shape(long.MaxValue), .. Shape(long.MaxValue), 0x10, TinyOnnx.Float, .. TinyOnnx.Field(8, TinyOnnx.Text("w"))]);
        Assert.Contains("impossible shape", Assert.Throws<ModelFolderException>(() => OnnxSession.Load(_folder["model.onnx"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WholeExternalData_Runs()
    {
        CopyExternal();
        using OnnxSession session = OnnxSession.Load(_folder["model.onnx"]);
        Assert.NotNull(session.FindOutput("image_embeds"));
    }

    [Fact]
    public void Load_ExternalDataMissing_NamesTheFile()
    {
        CopyExternal();
        File.Delete(_folder[Data]);

        ModelFolderException e = Assert.Throws<ModelFolderException>(() => OnnxSession.Load(_folder["model.onnx"]));

        Assert.Equal(_folder[Data], e.Path);
        Assert.Contains("missing", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ExternalDataTruncated_NamesTheFileAndBothLengths()
    {
        CopyExternal();
        long length = new FileInfo(_folder[Data]).Length;
        using (FileStream stream = File.OpenWrite(_folder[Data]))
        {
            stream.SetLength(length - 100);
        }

        ModelFolderException e = Assert.Throws<ModelFolderException>(() => OnnxSession.Load(_folder["model.onnx"]));

        Assert.Equal(_folder[Data], e.Path);
        Assert.Contains($"the file has {length - 100} bytes", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../vision_model.onnx_d")]
    [InlineData("/tmp/vision_model.onnx")]
    [InlineData("x/../../vision_model.o")]
    [InlineData("*/_ORT_MEM_ADDR_/*abcd")]
    public void Load_ExternalDataElsewhere_IsRefused(string location)
    {
        // Of the same length, so that nothing else in the file changes.
        Assert.Equal(Data.Length, location.Length);
        CopyExternal();
        string latin = Encoding.Latin1.GetString(File.ReadAllBytes(_folder["model.onnx"]));
        File.WriteAllBytes(_folder["model.onnx"], Encoding.Latin1.GetBytes(latin.Replace(Data, location, StringComparison.Ordinal)));

        ModelFolderException e = Assert.Throws<ModelFolderException>(() => OnnxSession.Load(_folder["model.onnx"]));

        Assert.Null(e.InnerException);
    }

    [Fact]
    public void Load_EveryTinyModel_PassesTheCheck()
    {
        string[] files = Directory.GetFiles(ModelsFolder.Find("tiny"), "*.onnx", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.All(files, file => Check(file));
    }

    [Fact]
    public void Run_EveryByteOfAFileDamaged_NeverFailsOtherwise()
    {
        byte[] whole = File.ReadAllBytes(ModelsFolder.Find("tiny", "clip-external", "onnx", "vision_model.onnx"));
        File.Copy(ModelsFolder.Find("tiny", "clip-external", "onnx", Data), _folder[Data]);
        for (int i = 0; i < 2000; i++)
        {
            byte[] damaged = [.. whole];
            damaged[i * 7919 % whole.Length] ^= (byte)(1 << (i % 8));
            File.WriteAllBytes(_folder["model.onnx"], damaged);
            Exception? e = Record.Exception(() => Check(_folder["model.onnx"]));
            Assert.True(e is null or ModelFolderException, $"byte {i * 7919 % whole.Length}: {e}");
        }
    }

    private static void Check(string path)
    {
        using FileStream stream = File.OpenRead(path);
        OnnxFileCheck.Run(path, stream, null);
    }

    private static byte[] External(string key, string value) => TinyOnnx.Field(13, [.. TinyOnnx.Field(1, TinyOnnx.Text(key)), .. TinyOnnx.Field(2, TinyOnnx.Text(value))]);

    private static byte[] Shape(long dimension)
    {
        List<byte> bytes = [0x08];
        for (ulong rest = (ulong)dimension; ; rest >>= 7)
        {
            bytes.Add((byte)(rest < 128 ? rest : (rest & 127) | 128));
            if (rest < 128)
            {
                return [.. bytes];
            }
        }
    }

    private void CopyExternal()
    {
        File.Copy(ModelsFolder.Find("tiny", "clip-external", "onnx", "vision_model.onnx"), _folder["model.onnx"]);
        File.Copy(ModelsFolder.Find("tiny", "clip-external", "onnx", Data), _folder[Data]);
    }
}
