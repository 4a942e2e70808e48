using Vlm.Evaluation;
using Vlm.Tests.Cli;

namespace Vlm.Tests.Evaluation;

public sealed class ModelRunnerTests : IDisposable
{
    private readonly DataFolder _folder = new();
    private readonly DataSet _data;
    private readonly string _file;

    public ModelRunnerTests()
    {
        _data = DataSet.Open(ToyDataSet.Write(_folder));
        _file = _folder["run.jsonl"];
    }

    public void Dispose()
    {
        _data.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(EvaluationTask.Caption)]
    [InlineData(EvaluationTask.Answer)]
    [InlineData(EvaluationTask.Retrieval)]
    [InlineData(EvaluationTask.ImageEmbedding)]
    public async Task Run_CancelledAnywhereAndResumed_LeavesTheSameFileAsOneGo(EvaluationTask task)
    {
        await RunAsync(new ToyModel(), task, _file);
        byte[] whole = File.ReadAllBytes(_file);
        for (int groups = 1; groups <= 3; groups++)
        {
            string cut = _folder[$"cut{groups}.jsonl"];
            using CancellationTokenSource source = new();
            int calls = 0;
            ToyModel stopping = new() { BeforeBatch = () => { if (++calls > groups) { source.Cancel(); } } };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(stopping, task, cut, source.Token));
            Assert.True(new FileInfo(cut).Length < whole.Length);
            await RunAsync(new ToyModel(), task, cut);
            Assert.Equal(whole, File.ReadAllBytes(cut));
        }
    }

    [Fact]
    public async Task Run_KilledAtAnyByte_GoesOnToTheSameFile()
    {
        await RunAsync(new ToyModel(), EvaluationTask.Answer, _file);
        byte[] whole = File.ReadAllBytes(_file);
        for (int length = 0; length <= whole.Length; length += 7)
        {
            string cut = _folder["cut.jsonl"];
            File.WriteAllBytes(cut, whole[..length]);
            await RunAsync(new ToyModel(), EvaluationTask.Answer, cut);
            Assert.Equal(whole, File.ReadAllBytes(cut));
        }
    }

    [Fact]
    public async Task Run_CompleteFile_AsksTheModelNothing()
    {
        ModelRun first = await RunAsync(new ToyModel(), EvaluationTask.Retrieval, _file);
        ModelRun second = await RunAsync(new ToyModel { BeforeBatch = () => throw new InvalidOperationException("asked") }, EvaluationTask.Retrieval, _file);
        Assert.Equal(first.Records.Select(Bits), second.Records.Select(Bits));
        Assert.Equal(first.Records.Select(Bits), ModelRun.Read(_file).Records.Select(Bits));

        static string Bits(RunRecord record) => $"{record.Id} {record.Error} {string.Join(' ', record.Texts.Append(record.Image).OfType<Embedding>().SelectMany(e => e.Vector.ToArray()))}";
    }

    [Fact]
    public async Task Run_PictureThatCannotBeRead_IsARecordWithItsError()
    {
        ModelRun run = await RunAsync(new ToyModel(), EvaluationTask.Caption, null);
        Assert.Equal(7, run.Records.Count);
        RunRecord bad = Assert.Single(run.Records, record => record.Error is not null);
        Assert.Equal("6.jpg", bad.Id);
        Assert.EndsWith("6.jpg: it is not a picture.", bad.Error, StringComparison.Ordinal);
        Assert.Null(bad.Text);
    }

    [Fact]
    public async Task Run_OtherSettingsOrDataOrTask_RefusesAndNamesBoth()
    {
        await RunAsync(new ToyModel(), EvaluationTask.Caption, _file);
        byte[] before = File.ReadAllBytes(_file);
        RunOptions options = new() { Split = "test", RecordFile = _file, BatchSize = 2, Generation = new GenerationOptions { NumBeams = 5 } };
        Assert.Contains("another settings: the model's own; now it is num_beams=5", await Refusal(options), StringComparison.Ordinal);
        Assert.Contains("another batch size: 2; now it is 3", await Refusal(new RunOptions { Split = "test", RecordFile = _file, BatchSize = 3 }), StringComparison.Ordinal);
        Assert.Contains("another number of pictures", await Refusal(new RunOptions { RecordFile = _file, BatchSize = 2 }), StringComparison.Ordinal);
        Assert.Contains("another task: Caption; now it is Retrieval", await Refusal(new RunOptions { Split = "test", RecordFile = _file, BatchSize = 2 }, EvaluationTask.Retrieval), StringComparison.Ordinal);
        _folder.Write("images/5.jpg", "another picture");
        Assert.Contains("another data", await Refusal(new RunOptions { Split = "test", RecordFile = _file, BatchSize = 2 }), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_file));
    }

    [Fact]
    public async Task Run_DamagedLine_NamesItAndKeepsTheFile()
    {
        await RunAsync(new ToyModel(), EvaluationTask.Caption, _file);
        string[] lines = File.ReadAllLines(_file);
        lines[2] = "{\"id\": 3";
        File.WriteAllLines(_file, lines);
        Assert.Contains("run.jsonl, line 3", await Refusal(new RunOptions { Split = "test", RecordFile = _file, BatchSize = 2 }), StringComparison.Ordinal);
        Assert.Equal(lines, File.ReadAllLines(_file));
        File.WriteAllLines(_file, [lines[0], lines[1], lines[1]]);
        Assert.Contains("stands twice", Assert.Throws<EvaluationException>(() => ModelRun.Read(_file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OfData_FolderOrZip_SameFingerprint()
    {
        string zip = _folder["images.zip"];
        System.IO.Compression.ZipFile.CreateFromDirectory(_folder["images"], zip);
        using DataSet zipped = DataSet.Open(_folder["data.jsonl"], new DataSetOptions { Images = zip });
        Assert.Equal(Fingerprint.OfData(_data, _data.Items), Fingerprint.OfData(zipped, zipped.Items));
        Assert.NotEqual(Fingerprint.OfData(_data, _data.Items), Fingerprint.OfData(_data, [.. _data.Items.Skip(1)]));
    }

    [Fact]
    public void OfModel_AnyByteOfItsFolder_ChangesTheFingerprint()
    {
        _folder.Write("model/a.onnx", "one");
        _folder.Write("model/sub/b.json", "two");
        ModelInfo info = new() { Name = "m", Capabilities = ModelCapabilities.None, Source = _folder["model"] };
        string before = Fingerprint.OfModel(info);
        _folder.Write("model/sub/b.json", "twO");
        Assert.StartsWith("sha256:", before, StringComparison.Ordinal);
        Assert.NotEqual(before, Fingerprint.OfModel(info));
        Assert.StartsWith("info:", Fingerprint.OfModel(new ModelInfo { Name = "m", Capabilities = ModelCapabilities.None }), StringComparison.Ordinal);
    }

    private Task<ModelRun> RunAsync(ToyModel model, EvaluationTask task, string? file, CancellationToken cancellationToken = default) =>
        ModelRunner.RunAsync(model, _data, task, new RunOptions { Split = "test", RecordFile = file, BatchSize = 2 }, cancellationToken);

    private async Task<string> Refusal(RunOptions options, EvaluationTask task = EvaluationTask.Caption) =>
        (await Assert.ThrowsAsync<EvaluationException>(() => ModelRunner.RunAsync(new ToyModel(), _data, task, options, TestContext.Current.CancellationToken))).Message;
}
