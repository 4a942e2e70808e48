using Vlm.Evaluation;
using Vlm.Tests.Cli;
using Vlm.Tests.Training.Features;
using Vlm.Training;

namespace Vlm.Tests.Training.Trainers;

public sealed class ModelTrainerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TrainAsync_FeaturesOfAnotherEncoder_RefusedBeforeTraining()
    {
        foreach (string split in (string[])["train", "val"])
        {
            ColouredPictures.Write(_folder[$"data/{split}/red/1.bmp"], 200, 60, 50, 1);
            ColouredPictures.Write(_folder[$"data/{split}/blue/1.bmp"], 40, 60, 210, 2);
        }

        using DataSet data = DataSet.Open(_folder["data"]);
        string features = _folder["pictures.features"];
        using (FrozenImageEncoder other = new(new HalvesEncoder(), new HalvesEncoder(), "halves"))
        {
            (await FeatureCache.CreateAsync(features, other, data.Pictures, [.. data.Items.Select(item => item.Picture)], cancellationToken: TestContext.Current.CancellationToken)).Dispose();
        }

        TrainingRequest request = new() { Task = TrainingTaskKind.Classify, Data = data, Output = _folder["out"], FeatureFile = features };
        FeatureCacheException error = await Assert.ThrowsAsync<FeatureCacheException>(() => ModelTrainer.TrainAsync(request, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains(features, error.Message, StringComparison.Ordinal);
        Assert.Contains("halves", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["out/vlm.json"]));
    }
}
