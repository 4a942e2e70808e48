using Vlm.Onnx;
using Vlm.Training;

namespace Vlm.Tests.Training.Trainers;

public sealed class ClassifierTaskTests : IDisposable
{
    private const int Classes = 3;
    private static readonly string[] Labels = ["cat", "dog", "horse"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, false)]
    [InlineData(8, true)]
    public async Task RunAsync_ClassesThatCanBeToldApart_Learned(int hidden, bool weighsCells)
    {
        using ClassifierTask task = Make(new ClassifierSettings { Hidden = hidden, WeighsCells = weighsCells });
        using TrainingLoop loop = new(task, new TrainingSettings { Epochs = 30, BatchSize = 12, LearningRate = 0.02, ValidateEverySteps = 45, Threads = 1 }, new TrainingFolder(_folder["out"]));
        await loop.RunAsync(resumes: false, default);
        Assert.Equal(100, (await task.ValidateAsync(default))["accuracy"], 6);
    }

    [Fact]
    public async Task ExportAsync_Head_GivesTheClassesByTheFeatures()
    {
        using ClassifierTask task = Make(new ClassifierSettings());
        Assert.Equal(["classify"], (await task.ExportAsync(_folder.Path, default)).Keys);
        using OnnxSession session = OnnxSession.Load(_folder["classifier/head.onnx"]);
        Assert.Equal("image_features", Assert.Single(session.Inputs).Name);
        Assert.Equal("logits", Assert.Single(session.Outputs).Name);
        Assert.Contains("horse", File.ReadAllText(_folder["classifier/labels.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public void DescribeExample_Index_NamesPictureAndClass()
    {
        using ClassifierTask task = Make(new ClassifierSettings());
        Assert.Equal("picture 4 (dog)", task.DescribeExample(4));
    }

    [Fact]
    public void Constructor_OneClass_TypedError() => Assert.Contains("one class, 'cat'", Assert.Throws<TrainingException>(
        () => new ClassifierTask(new ClassifierSettings(), new KeptPictures(new MemoryRows(4, 1)), ["cat"], [], [], 0, 1)).Message, StringComparison.Ordinal);

    private static ClassifierTask Make(ClassifierSettings settings)
    {
        LabelledPicture[] pictures = [.. Enumerable.Range(0, 54).Select(i => new LabelledPicture($"picture {i}", i, i % Classes))];
        return new ClassifierTask(settings, new KeptPictures(new MemoryRows(54, Classes)), Labels, pictures[..36], pictures[36..], seed: 1, threads: 1);
    }
}
