using Vlm.Composition;
using Vlm.Evaluation;
using Vlm.Tests.Goldens;
using Vlm.Tests.Training.Captioning;
using Vlm.Tests.Training.QuestionAnswering;
using Vlm.Training;

namespace Vlm.Tests.Training.FineTuning;

/// <summary>Training goes on from heads in files: those of models/default, and those that were exported here.</summary>
public sealed class StoredHeadTests
{
    private static readonly string Default = ModelsFolder.Find("default");
    private static readonly ComposedModelFiles Files = new(Default);
    private static readonly string[] Texts = ["a dog runs in the snow", "two children play in the water"];

    [Fact]
    public async Task StoredCaptionTask_DefaultCaptioner_LossFallsAndTheFileKeepsItsForm()
    {
        using TemporaryFolder folder = new();
        CaptionedPicture[] pictures = [new("one", 0, [Texts[0], Texts[0]]), new("two", 1, [Texts[1]])];
        using StoredCaptionTask task = new(Files.Captioner, Files.CaptionDecoder, new CaptionerSettings { LabelSmoothing = 0, MaxNewTokens = 9 }, new GridRows(), pictures, pictures, threads: 1);

        (double first, double last) = TaskTraining.Run(task, 16, batchSize: 2, learningRate: 1e-3);
        IReadOnlyDictionary<string, double> scores = await task.ValidateAsync(CancellationToken.None);
        await task.ExportAsync(folder.Path, CancellationToken.None);

        Assert.True(last < first / 3, $"the loss went from {first:g3} to {last:g3}");
        Assert.True(scores["cider"] > 5, $"CIDEr is {scores["cider"]:g3}");
        FileInfo before = new(ModelsFolder.Find("default", "captioner", "onnx", "decoder_model_merged.onnx")), after = new(folder["captioner/onnx/decoder_model_merged.onnx"]);
        Assert.Equal(before.Length, after.Length);
        Assert.NotEqual(await File.ReadAllBytesAsync(before.FullName), await File.ReadAllBytesAsync(after.FullName));
        using ICaptionHead head = CaptionFolder.Load(folder["captioner"], null, 1, 9, null, null);
        TensorBuffer<float> rows = TensorBuffer.Rent<float>(98, 1280);
        new GridRows().CopyRows(0, 0, rows.Span[..(49 * 1280)]);
        new GridRows().CopyRows(1, 0, rows.Span[(49 * 1280)..]);
        using ImageFeatures images = new([49, 49], rows);
        Assert.Equal(Texts, head.Caption(images).Select(caption => caption.Text));
    }

    [Theory]
    [InlineData(FusionKind.Concatenation)]
    [InlineData(FusionKind.CrossAttention)]
    [InlineData(FusionKind.Late)]
    public async Task StoredAnswerModel_DefaultHeads_LossFallsAndTheFilesAnswerAlike(FusionKind fusion)
    {
        using TemporaryFolder folder = new();
        StoredAnswerModel stored = StoredAnswerModel.Read(Default, fusion);
        QuestionStates states = AnswerCase.RandomStates(384, "a?", "b?");
        AskedPicture[] pictures = [.. Enumerable.Range(0, 3).Select(i => new AskedPicture(
            $"{i}", i, [new DataSetQuestion($"a{i}", "a?", [stored.Answers[i]]), new DataSetQuestion($"b{i}", "b?", [stored.Answers[9]])], []))];
        using AnswerTask task = new(new AnswererSettings { Fusion = fusion, QuestionsPerPicture = 2, LabelSmoothing = 0, RowDropout = 0 }, new AnswerTargets(stored.Answers), states, new GridRows(), pictures, pictures, stored: stored);
        using TensorBuffer<float> before = task.Logits(pictures, 2, CancellationToken.None);
        using QuestionAnsweringBranch files = AnswerFolder.Load(ModelsFolder.Find("default", "vqa", ComposedModelFiles.NameOf(fusion)), fusion, null, null);
        Closeness.Within(Score(files, states), before.Span[..stored.Answers.Count], 1e-3);

        (double first, double last) = TaskTraining.Run(task, 12, batchSize: 3, learningRate: 1e-3);
        await task.ExportAsync(folder.Path, CancellationToken.None);

        Assert.True(last < first * 0.7, $"the loss went from {first:g3} to {last:g3}");
        using TensorBuffer<float> trained = task.Logits(pictures, 2, CancellationToken.None);
        using QuestionAnsweringBranch written = AnswerFolder.Load(folder[$"vqa/{ComposedModelFiles.NameOf(fusion)}"], fusion, null, null);
        Closeness.Within(trained.Span[..stored.Answers.Count], Score(written, states), 2e-2);
    }

    [Fact]
    public async Task Fill_ExportedCaptioner_GivesItsWeightsToHalfPrecision()
    {
        using TemporaryFolder folder = new();
        using CaptionTask trained = CaptionCase.Task(), other = CaptionCase.Task(seed: 2);
        await trained.ExportAsync(folder.Path, CancellationToken.None);

        StoredHead.Fill(folder["captioner/onnx/decoder_model_merged.onnx"], other.Parameters);

        Assert.All(trained.Parameters, parameter => Closeness.Within(parameter.Values, other.Parameters[parameter.Name].Values, 2e-3));
    }

    [Fact]
    public async Task Fill_HeadOfOtherSizes_NamesFileAndParameter()
    {
        using TemporaryFolder folder = new();
        using CaptionTask trained = CaptionCase.Task(), wider = CaptionCase.Task(CaptionCase.Settings with { Inner = 48 });
        await trained.ExportAsync(folder.Path, CancellationToken.None);
        string path = folder["captioner/onnx/decoder_model_merged.onnx"];

        TrainingException thrown = Assert.Throws<TrainingException>(() => StoredHead.Fill(path, wider.Parameters));

        Assert.StartsWith(path, thrown.Message, StringComparison.Ordinal);
        Assert.Contains("feed_forward.inner.weight", thrown.Message, StringComparison.Ordinal);
    }

    private static float[] Score(QuestionAnsweringBranch branch, QuestionStates states)
    {
        TensorBuffer<float> rows = TensorBuffer.Rent<float>(49, 1280);
        new GridRows().CopyRows(0, 0, rows.Span);
        using ImageFeatures image = new([49], rows);
        using TextFeatures question = AnswerCase.Question(states, "a?");
        using TensorBuffer<float> scores = branch.Score(image, question, CancellationToken.None);
        return scores.Span.ToArray();
    }
}
