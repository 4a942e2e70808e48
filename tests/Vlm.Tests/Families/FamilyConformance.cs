using System.Text;
using Vlm.Families;
using Vlm.Folders;
using Vlm.Tests.Families.Conformance;

namespace Vlm.Tests.Families;

/// <summary>
/// What every family does on its tiny model, whatever it is made of: loads and says what it is, gives Python's result, treats a
/// batch as its items one by one, can be cancelled and disposed at any time, refuses what it cannot do and what is no input with
/// an error of its kind, and leaves nothing behind.
/// </summary>
public abstract class FamilyConformance<TSelf>(FamilyModel<TSelf> shared) : IClassFixture<FamilyModel<TSelf>>
    where TSelf : FamilyConformance<TSelf>, IFamilyConformance
{
    // More than any family's first piece of text.
    private const int ManyTokens = 20;

    protected static FamilySubject Subject => TSelf.Subject;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected IVisionLanguageModel Model => shared.Model;

    private IEnumerable<FamilyCall> Supported => FamilyCall.All.Where(call => Model.Info.Can(call.Capability));

    [Fact]
    public void Load_Folder_SaysWhatItIsAndCan()
    {
        ModelInfo info = Model.Info;
        Assert.Equal(Subject.Family, KnownFamilies.Find(ModelFolder.Open(Subject.Folder))!.GetType());
        Assert.Equal(Subject.Capabilities, info.Capabilities);
        Assert.Equal(Subject.Folder, info.Source);
        Assert.NotEmpty(info.Name);
        Assert.Equal(info.Can(ModelCapabilities.EmbedImages), info.EmbeddingSize > 0);
        Assert.All(info.Sessions, session => Assert.True(File.Exists(Path.Combine(Subject.Folder, session.File)), session.File));
        Assert.Same(Model, Model.GetService<IVisionLanguageModel>());
    }

    [Fact]
    public void Inspect_Folder_DescribesWhatIsLoaded()
    {
        ModelDescription description = VisionLanguageModel.Inspect(Subject.Folder);
        Assert.Equal(KnownFamilies.All.Single(family => family.GetType() == Subject.Family).Name, description.Family);
        Assert.All(Model.Info.Sessions, session => Assert.Contains(description.Sessions, found => found.File == session.File));
        Assert.All(description.Sessions, session => Assert.True(session.Error is null && session.Inputs.Count > 0 && session.Outputs.Count > 0, $"{session.File}: {session.Error}"));
        Assert.NotEmpty(description.Processors);
    }

    [Fact]
    public Task Call_GoldenCase_EqualsPython() => CompareGoldenAsync();

    [Theory]
    [InlineData(ModelCapabilities.Caption)]
    [InlineData(ModelCapabilities.Answer)]
    [InlineData(ModelCapabilities.EmbedImages)]
    [InlineData(ModelCapabilities.EmbedTexts)]
    [InlineData(ModelCapabilities.Score)]
    [InlineData(ModelCapabilities.Stream)]
    [InlineData(ModelCapabilities.Classify)]
    [InlineData(ModelCapabilities.Detect)]
    [InlineData(ModelCapabilities.Chat)]
    public async Task Call_EachCapability_WorksOrIsRefusedByName(ModelCapabilities capability)
    {
        FamilyCall call = FamilyCall.All.Single(call => call.Capability == capability);
        if (Model.Info.Can(capability))
        {
            Assert.Equal(call.TakesBatch ? 3 : 1, (await call.Run(Ask())).Count);
            return;
        }

        NotSupportedException error = await Assert.ThrowsAsync<NotSupportedException>(() => call.Run(Ask()));
        Assert.Contains(Model.Info.Name, error.Message, StringComparison.Ordinal);
        Assert.Contains(Model.Info.Capabilities.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_Batch_GivesEachItemWhatItGetsAlone()
    {
        foreach (FamilyCall call in Supported.Where(call => call.TakesBatch))
        {
            IReadOnlyList<CallRow> batch = await call.Run(Ask());
            for (int i = 0; i < batch.Count; i++)
            {
                CallRow alone = Assert.Single(await call.Run(Ask([Subject.Pictures[i]])));
                alone.IsNear(batch[i], $"{call.Capability}, item {i}");
            }
        }
    }

    [Fact]
    public async Task Call_EmptyList_GivesNothing()
    {
        foreach (FamilyCall call in Supported.Where(call => call.TakesBatch))
        {
            Assert.Empty(await call.Run(Ask([])));
        }
    }

    [Fact]
    public async Task Call_NullListOrItem_IsAnArgumentError()
    {
        foreach (FamilyCall call in Supported.Where(call => call.TakesBatch))
        {
            await Assert.ThrowsAsync<ArgumentNullException>(() => call.Run(Ask() with { Pictures = null! }));
            await Assert.ThrowsAnyAsync<ArgumentException>(() => call.Run(Ask([Subject.Pictures[0], null!])));
        }
    }

    [Fact]
    public async Task Call_NoPicture_ErrorNamesTheItemAndNothingIsLeftBehind()
    {
        ImageInput bad = ImageInput.FromBytes(Encoding.ASCII.GetBytes("This is no picture."), "bad.png");
        foreach (FamilyCall call in Supported.Where(call => call.ShowsPictures))
        {
            ImageDecodeException error = await Assert.ThrowsAsync<ImageDecodeException>(() => call.Run(Ask(call.TakesBatch ? [Subject.Pictures[0], bad] : [bad])));
            Assert.Equal(ImageDecodeReason.NotAnImage, error.Reason);
            Assert.Contains("bad.png", error.Message, StringComparison.Ordinal);
            Assert.True(!call.TakesBatch || error.Index == 1, $"{call.Capability}: index {error.Index}");
        }

        shared.Live.AssertNone();
    }

    [Fact]
    public async Task Answer_EmptyOrEndlessQuestion_ErrorNamesTheItem()
    {
        foreach (string text in Model.Info.Can(ModelCapabilities.Answer) ? new[] { " ", new string('a', (1 << 20) + 1) } : [])
        {
            VisionPrompt[] prompts = [new(Subject.Pictures[0], Subject.Question), new(Subject.Pictures[1], text)];
            Assert.Equal(1, (await Assert.ThrowsAsync<InvalidInputException>(() => Model.AnswerAsync(prompts, null, Cancel))).Index);
        }
    }

    [Fact]
    public async Task Answer_QuestionWithoutPicture_IsAnsweredOrRefused()
    {
        if (!Model.Info.Can(ModelCapabilities.Answer))
        {
            return;
        }

        AnswerOptions options = new() { Generation = Ask().Generation() };
        Task<IReadOnlyList<Answer>> Alone() => Model.AnswerAsync([new VisionPrompt([], Subject.Question)], options, Cancel);
        if (Subject.AnswersWithoutPicture)
        {
            Assert.Single(await Alone());
            return;
        }

        Exception error = await Assert.ThrowsAnyAsync<Exception>(Alone);
        Assert.True(error is InvalidInputException or NotSupportedException, error.ToString());
        Assert.Contains("picture", error.Message, StringComparison.Ordinal);
        shared.Live.AssertNone();
    }

    [Fact]
    public async Task Call_TokenCancelledBefore_IsCancelled()
    {
        foreach (FamilyCall call in Supported)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Run(Ask() with { Token = new CancellationToken(canceled: true) }));
        }
    }

    [Fact]
    public async Task Call_TokenCancelledDuring_StopsAndTheModelGoesOn()
    {
        foreach (FamilyCall call in Supported)
        {
            using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            CancelAtFirst progress = new(source);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Run(Ask() with { Progress = progress, MinTokens = ManyTokens, Token = source.Token }));
            Assert.Equal(1, progress.Reports);
            shared.Live.AssertNone();
        }

        Assert.NotEmpty(await Supported.First().Run(Ask([Subject.Pictures[0]])));
    }

    [Fact]
    public async Task Dispose_DuringACall_ItFinishesAndLaterOnesAreRefused()
    {
        FamilyCall first = Supported.First();
        CallRow expected = (await first.Run(Ask([Subject.Pictures[0]])))[0];
        IVisionLanguageModel model = VisionLanguageModel.Load(Subject.Folder);
        LiveValues live = new(model);

        Task<IReadOnlyList<CallRow>> running = first.Run(Ask([Subject.Pictures[0]]) with { Model = model });
        model.Dispose();
        model.Dispose();

        (await running)[0].IsNear(expected, $"{first.Capability}");
        live.AssertNone();
        foreach (FamilyCall call in Supported)
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(() => call.Run(Ask() with { Model = model }));
        }
    }

    /// <summary>One case of the folder's reference outputs; the family's own tests go through all.</summary>
    protected abstract Task CompareGoldenAsync();

    private FamilyAsk Ask(params IReadOnlyList<ImageInput> pictures) => new(Model, pictures, Subject.Question, Cancel);

    private FamilyAsk Ask() => Ask(Subject.Pictures);

    private sealed class CancelAtFirst(CancellationTokenSource source) : IProgress<BatchProgress>
    {
        public int Reports { get; private set; }

        public void Report(BatchProgress value)
        {
            Reports++;
            source.Cancel();
        }
    }
}
