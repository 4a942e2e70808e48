using Vlm.Composition;
using Vlm.Encoders;
using Vlm.Folders;
using Vlm.Generation;
using Vlm.Heads;
using Vlm.Onnx;
using Vlm.Tokenization;

namespace Vlm.Benchmarks.Bare;

/// <summary>
/// A captioning model, and beside it the runs of its own sessions that captioning one picture takes: the encoder, then the
/// decoder once for each recorded step with the same ids, rows and cache lengths. Nothing is chosen, reordered or copied there.
/// </summary>
internal sealed class BareCaption : IDisposable
{
    private readonly List<BareRun> _runs = [];

    private BareCaption(IVisionLanguageModel source, byte[] picture, int? beams)
    {
        string decoderFile = DefaultFiles.CaptionDecoder(source);
        ModelFolder folder = ModelFolder.Open(Path.GetDirectoryName(Path.GetDirectoryName(decoderFile))!);
        GenerationDefaults defaults = GenerationFolder.Defaults(folder, null, null);
        OnnxSession encoder = OnnxSession.Load(DefaultFiles.ImageEncoder(source));
        OnnxSession decoder = OnnxSession.Load(decoderFile);
        Model = VisionLanguageModel.CreateBuilder()
            .UseImageEncoder(SessionImageEncoder.Create(encoder, null, null, []), source.GetService<IImageProcessor>()!)
            .AddCaptioning(new SessionCaptionHead(decoder, TokenizerFactory.Create(folder.Path), defaults))
            .Build();
        Options = new GenerationOptions { NumBeams = beams };
        Pixels = Stages.Pixels(Model, picture);
        using ImageFeatures features = Model.GetService<IImageEncoder>()!.Encode(Pixels);
        _runs.Add(BareInputs.Image(NativeSession.Of(encoder), Pixels));
        foreach (RecordedStep step in Record(decoder, features, defaults, new GenerationSettings(defaults, Options)))
        {
            _runs.Add(BareInputs.Step(NativeSession.Of(decoder), step, features.Rows!));
        }
    }

    /// <summary>The model whose sessions are run.</summary>
    public IVisionLanguageModel Model { get; }

    /// <summary>With the number of beams that the runs were recorded with.</summary>
    public GenerationOptions Options { get; }

    /// <summary>The picture, ready for the encoder.</summary>
    public PixelValues Pixels { get; }

    /// <summary>The number of session runs.</summary>
    public int Count => _runs.Count;

    public static BareCaption Of(IVisionLanguageModel source, byte[] picture, int? beams) => new(source, picture, beams);

    public void Run()
    {
        foreach (BareRun run in _runs)
        {
            run.Run();
        }
    }

    public void Dispose()
    {
        _runs.ForEach(run => run.Dispose());
        Pixels.Dispose();
        Model.Dispose();
    }

    private List<RecordedStep> Record(OnnxSession decoder, ImageFeatures features, GenerationDefaults defaults, GenerationSettings settings)
    {
        using RecordingSteps steps = new(new SessionDecoderSteps(new DecoderSession(decoder), features.Rows!, [.. Enumerable.Repeat<int[]>([defaults.StartId!.Value], features.BatchSize)]));
        Hypothesis[][] texts = settings.NumBeams == 1
            ? RowSearch.Run(steps, settings, CancellationToken.None)
            : BeamSearch.Run(steps, settings, CancellationToken.None);
        Caption caption = Model.GetService<ICaptionHead>()!.Caption(features, Options)[0];
        return texts[0][0].NewIds.SequenceEqual(caption.Ids.ToArray())
            ? steps.Recorded
            : throw new InvalidOperationException("The recorded steps gave another text than the model; they are not its steps.");
    }
}
