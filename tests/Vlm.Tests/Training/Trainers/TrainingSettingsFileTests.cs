using Vlm.Training;

namespace Vlm.Tests.Training.Trainers;

public sealed class TrainingSettingsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_WhatWasWritten_Equal()
    {
        TrainingSettings settings = new() { Epochs = 3, Schedule = ScheduleKind.OneCycle, Optimizer = OptimizerKind.Lion, MaxGradientNorm = null, Patience = 4, LearningRate = 3e-4, Seed = -5 };
        TrainingSettingsFile.Write(_folder["s.json"], settings);
        Assert.Equal(settings, TrainingSettingsFile.Read(_folder["s.json"]));
    }

    [Fact]
    public void Read_FileNamesSome_OthersAreTheDefaults()
    {
        string path = _folder.Write("s.json", "{ \"epochs\": 2, /* fewer */ \"schedule\": \"linear\", }");
        TrainingSettings defaults = new() { BatchSize = 400, Epochs = 9 };
        Assert.Equal(defaults with { Epochs = 2, Schedule = ScheduleKind.Linear }, TrainingSettingsFile.Read(path, defaults));
    }

    [Theory]
    [InlineData("{ \"epoch\": 2 }", "'epoch' is no setting. Known are epochs, batchSize")]
    [InlineData("{ \"epochs\": 0 }", "epochs is 0; expected at least 1")]
    [InlineData("{ \"epochs\": \"two\" }", "epochs")]
    [InlineData("{ \"optimizer\": \"adamx\" }", "optimizer")]
    [InlineData("{ \"optimizer\": 2 }", "optimizer")]
    [InlineData("{ \"learningRate\": -1 }", "learningRate is -1; expected a finite number above 0")]
    [InlineData("{ \"schedule\": \"plateau\", \"warmupSteps\": 5 }", "no warm-up")]
    [InlineData("{ \"epochs\": 1, \"epochs\": 2 }", "twice")]
    [InlineData("[]", "one JSON object")]
    [InlineData("{ \"epochs\": ", "line")]
    public void Read_WrongFile_TypedErrorThatNamesFileAndKey(string json, string expected)
    {
        string path = _folder.Write("s.json", json);
        TrainingException e = Assert.Throws<TrainingException>(() => TrainingSettingsFile.Read(path));
        Assert.StartsWith(path, e.Message, StringComparison.Ordinal);
        Assert.Contains(expected, e.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Read_NoFile_TypedError() =>
        Assert.Contains("cannot be read", Assert.Throws<TrainingException>(() => TrainingSettingsFile.Read(_folder["none.json"])).Message, StringComparison.Ordinal);
}
