using System.Text;
using Vlm.Tests.Goldens;
using Vlm.Training;

namespace Vlm.Tests.Training.Trainers;

public sealed class CheckpointFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["a.safetensors"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_WhatWasWritten_SameStateAndNumbers()
    {
        Write();
        CheckpointContents contents = CheckpointFile.Read(Path);
        Assert.Equal(17, contents.State.Step);
        Assert.Equal(0.1 + 0.2, contents.State.LossSum);
        Assert.Equal([1f, -2f, float.Epsilon], contents.Tensors["average/w"]);
        Assert.Empty(contents.Tensors["optimizer/none"]);
    }

    [Fact]
    public void Write_Checkpoint_AnyReaderOfSafetensorsOpensIt()
    {
        Write();
        SafetensorsFile file = SafetensorsFile.Read(Path);
        Assert.Equal([1f, -2f, float.Epsilon], file.Floats("average/w"));
    }

    [Fact]
    public void Read_AnyByteDamaged_TypedErrorWithTheFile()
    {
        Write();
        byte[] whole = File.ReadAllBytes(Path);
        for (int i = 0; i < whole.Length; i += 3)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= 0x11;
            File.WriteAllBytes(Path, damaged);
            TrainingException e = Assert.Throws<TrainingException>(() => CheckpointFile.Read(Path));
            Assert.StartsWith(Path, e.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(300)]
    [InlineData(-1)]
    public void Read_CutShort_TypedError(int length)
    {
        Write();
        byte[] whole = File.ReadAllBytes(Path);
        File.WriteAllBytes(Path, whole[..(length < 0 ? whole.Length - 1 : length)]);
        Assert.Contains("damaged", Assert.Throws<TrainingException>(() => CheckpointFile.Read(Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ForeignSafetensors_SaysThatItIsNoCheckpoint()
    {
        byte[] header = Encoding.UTF8.GetBytes("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}");
        File.WriteAllBytes(Path, [.. BitConverter.GetBytes((long)header.Length), .. header, 0, 0, 0, 0]);
        Assert.Contains("no checkpoint of a training run", Assert.Throws<TrainingException>(() => CheckpointFile.Read(Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_DiskFull_OldFileStaysAndNothingIsLeftBehind()
    {
        Write();
        byte[] before = File.ReadAllBytes(Path);
        Assert.Throws<IOException>(() => Write(new LimitedDisk(before.Length - 1).Create));
        Assert.Equal(before, File.ReadAllBytes(Path));
        Assert.Equal([Path], Directory.GetFiles(_folder.Path));
    }

    private void Write(Func<string, Stream>? create = null) => CheckpointFile.Write(
        Path,
        new TrainingState { Task = "toy", Step = 17, LossSum = 0.1 + 0.2, Plateau = [0.1, double.NegativeInfinity, 0, 0], Settings = [], Facts = new Dictionary<string, string>() },
        [new CheckpointTensor("average/w", [1f, -2f, float.Epsilon]), new CheckpointTensor("optimizer/none", [])],
        create);
}
