using System.Diagnostics;
using Vlm.Benchmarks.Bare;
using Vlm.Benchmarks.Measuring;
using Vlm.Composition.Generative.EncoderDecoder;
using Vlm.Generation;
using Vlm.Onnx;

namespace Vlm.Benchmarks.Ratios.Generation;

/// <summary>A token of a decoder beside an encoder, chosen and read, against the bare run of its session at the same length, and what a token allocates.</summary>
internal sealed class EncoderDecoderSteps : IDisposable
{
    // Steps from one prompt before the next begins, so that the length stays near the one that is measured.
    private const int StepsOfAPrompt = 8;
    private const int Rounds = 20;

    private readonly DecoderSession _decoder;
    private readonly TensorBuffer<float> _rows;
    private readonly int[] _prompt;
    private SessionDecoderSteps? _steps;
    private RowSearch? _search;
    private int _count;

    private EncoderDecoderSteps(DecoderSession decoder, TensorBuffer<float> rows, int length)
    {
        _decoder = decoder;
        _rows = rows;
        _prompt = [.. Enumerable.Range(0, length).Select(i => 1000 + (i % 500))];
    }

    public static IEnumerable<Figure> Measure(BenchModel bench, IVisionLanguageModel model)
    {
        EncoderDecoderStages stages = model.GetService<EncoderDecoderStages>()!;
        using PixelValues pixels = Stages.Pixels(stages.ImageDecoder, stages.Processor, File.ReadAllBytes(bench.Picture));
        using ImageFeatures features = stages.ImageEncoder.Encode(pixels);
        foreach (int length in new[] { 100, 400 })
        {
            using EncoderDecoderSteps steps = new(stages.Decoder, features.Rows!, length);
            using BareRun bare = BareInputs.Step(NativeSession.Of(stages.Decoder.Session), new RecordedStep(1, [1000], length + (StepsOfAPrompt / 2)), features.Rows!);
            yield return Pairs.Ratio($"{bench.Name}: a token behind {length} / the bare run of decoder_model_merged", Bar.AtMost(1.05), _ => steps.Milliseconds(), _ => PictureStages.Milliseconds(bare.Run));
            yield return steps.Allocation(bench.Name, length);
        }
    }

    public void Dispose()
    {
        _search?.Dispose();
        _steps?.Dispose();
    }

    private double Milliseconds()
    {
        Prepare();
        long began = Stopwatch.GetTimestamp();
        _search!.Advance(CancellationToken.None);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private Figure Allocation(string name, int length)
    {
        double[] bytes = new double[Rounds];
        for (int i = 0; i < Rounds; i++)
        {
            Prepare();
            long before = GC.GetAllocatedBytesForCurrentThread();
            _search!.Advance(CancellationToken.None);
            bytes[i] = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return new Figure($"{name}: managed allocation of a token behind {length}", Interval.OfMedian(bytes), "bytes", Bar.AtMost(1024), $"{Rounds} tokens");
    }

    private void Prepare()
    {
        if (_search is not null && _count++ < StepsOfAPrompt)
        {
            return;
        }

        Dispose();
        _count = 1;
        _steps = new SessionDecoderSteps(_decoder, _rows, _prompt);
        _search = new RowSearch(_steps, new GenerationSettings(new GenerationDefaults { EndIds = [50256], Options = new() { MaxNewTokens = 100 } }));
        _search.Advance(CancellationToken.None);
    }
}
