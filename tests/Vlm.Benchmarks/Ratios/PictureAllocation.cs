using Vlm.Benchmarks.Measuring;

namespace Vlm.Benchmarks.Ratios;

/// <summary>What decoding, resizing and normalising one picture leaves to the garbage collector once everything is warm, beside the results.</summary>
internal sealed class PictureAllocation : IMeasurement
{
    private const int Rounds = 20;
    private const int PerRound = 50;

    public string Name => "picture-allocation";

    public IEnumerable<Figure> Measure()
    {
        using PictureStages stages = new();
        for (int i = 0; i < BenchmarkPictures.Names.Count; i++)
        {
            ImageInput input = BenchmarkPictures.Encoded[i];
            using RgbImage ready = stages.Decoder.Decode(input);
            RgbImage[] one = [ready];
            string name = BenchmarkPictures.Names[i];
            yield return Bytes($"managed bytes, decode {name}: the picture and its memory's owner", null, () => stages.Decoder.Decode(input).Dispose());
            yield return Bytes($"managed bytes, resize + normalise {name}: the tensors", null, () => stages.Processor.Process(one).Dispose());
        }
    }

    private static Figure Bytes(string name, Bar? bar, Action work)
    {
        double[] bytes = new double[Rounds];
        for (int round = -1; round < Rounds; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < PerRound; i++)
            {
                work();
            }

            if (round >= 0)
            {
                bytes[round] = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)PerRound;
            }
        }

        return new Figure(name, Interval.OfMedian(bytes), "bytes", bar, $"{Rounds} rounds of {PerRound}");
    }
}
