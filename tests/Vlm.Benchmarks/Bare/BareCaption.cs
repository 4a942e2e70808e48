using Microsoft.ML.OnnxRuntime;
using Vlm.Composition;
using Vlm.Folders;
using Vlm.Generation;
using Vlm.Onnx;

namespace Vlm.Benchmarks.Bare;

/// <summary>
/// The sessions that captioning one picture runs, one behind the other with inputs bound beforehand: the encoder, then the
/// decoder once for each recorded step with the same ids, rows and cache lengths. Nothing is chosen, reordered or copied.
/// </summary>
internal sealed class BareCaption : IDisposable
{
    private const int Seed = 7;
    private readonly InferenceSession _encoder;
    private readonly InferenceSession _decoder;
    private readonly List<BareRun> _runs = [];

    private BareCaption(IVisionLanguageModel model, PixelValues pixels, ImageFeatures features, IReadOnlyList<RecordedStep> steps)
    {
        _encoder = BareSession.Open(DefaultFiles.ImageEncoder(model));
        _decoder = BareSession.Open(DefaultFiles.CaptionDecoder(model));
        _runs.Add(BareInputs.Image(_encoder, pixels));
        _runs.AddRange(steps.Select(step => new BareRun(_decoder, Inputs(step, features), _decoder.OutputNames)));
    }

    /// <summary>The number of session runs.</summary>
    public int Count => _runs.Count;

    public static BareCaption Of(IVisionLanguageModel model, byte[] picture, int? beams)
    {
        using PixelValues pixels = Stages.Pixels(model, picture);
        using ImageFeatures features = model.GetService<IImageEncoder>()!.Encode(pixels);
        return new BareCaption(model, pixels, features, Record(model, features, beams));
    }

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
        _decoder.Dispose();
        _encoder.Dispose();
    }

    private static List<RecordedStep> Record(IVisionLanguageModel model, ImageFeatures features, int? beams)
    {
        string file = DefaultFiles.CaptionDecoder(model);
        string folder = Path.GetDirectoryName(Path.GetDirectoryName(file))!;
        GenerationSettings settings = new(GenerationFolder.Defaults(ModelFolder.Open(folder), null, null), new GenerationOptions { NumBeams = beams });
        using OnnxSession session = OnnxSession.Load(file);
        using RecordingSteps steps = new(new SessionDecoderSteps(new DecoderSession(session), features.Rows!, features.BatchSize));
        GeneratedSequence[] texts = settings.NumBeams == 1
            ? new GreedySearch(steps, settings).Run(CancellationToken.None)
            : BeamSearch.Run(steps, settings, CancellationToken.None);
        Caption caption = model.GetService<ICaptionHead>()!.Caption(features, new GenerationOptions { NumBeams = beams })[0];
        return caption.Ids.SequenceEqual(texts[0].Ids)
            ? steps.Recorded
            : throw new InvalidOperationException("The recorded steps gave another text than the model; they are not its steps.");
    }

    private Dictionary<string, OrtValue> Inputs(RecordedStep step, ImageFeatures features)
    {
        TensorBuffer<float> rows = features.Rows!;
        Random random = new(Seed);
        Dictionary<string, OrtValue> inputs = [];
        foreach ((string name, NodeMetadata node) in _decoder.InputMetadata)
        {
            long[] shape = [step.Rows, .. node.Dimensions.Skip(1)];
            if (name == DecoderSession.IdsName)
            {
                inputs[name] = BareRun.Value<long>(step.Ids, step.Rows, step.Ids.Length / step.Rows);
            }
            else if (name.StartsWith("past", StringComparison.Ordinal))
            {
                shape[Array.IndexOf(shape, -1)] = step.Past;
                inputs[name] = BareRun.Value<float>([.. Enumerable.Range(0, (int)shape.Aggregate((a, b) => a * b)).Select(_ => random.NextSingle() - 0.5f)], shape);
            }
            else
            {
                float[] states = [.. Enumerable.Repeat(rows.Span.ToArray(), step.Rows).SelectMany(r => r)];
                inputs[name] = BareRun.Value<float>(states, step.Rows, rows.Shape[0], rows.Shape[1]);
            }
        }

        return inputs;
    }
}
