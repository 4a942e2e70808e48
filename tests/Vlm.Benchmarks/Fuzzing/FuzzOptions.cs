using System.Globalization;

namespace Vlm.Benchmarks.Fuzzing;

/// <summary>The arguments of <c>--fuzz</c>.</summary>
internal sealed class FuzzOptions
{
    private FuzzOptions(FuzzKind kind)
    {
        Kind = kind;
        Parts = kind.Parts;
        Count = kind.Count;
    }

    public FuzzKind Kind { get; }

    public IReadOnlyList<string> Parts { get; private set; }

    public long Count { get; private set; }

    public long Start { get; private set; }

    public ulong Seed { get; private set; } = FuzzTarget.DefaultSeed;

    public string Decoder { get; private set; } = "native";

    /// <summary>Where a worker keeps its counts; null in the process that starts the workers.</summary>
    public string? StatePath { get; private set; }

    public static FuzzOptions Parse(string[] args)
    {
        FuzzOptions options = new(FuzzKind.Find(args.FirstOrDefault()));
        for (int i = 1; i < args.Length; i += 2)
        {
            string value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value.");
            switch (args[i])
            {
                case "--part" or "--format":
                    options.Parts = [value];
                    break;
                case "--count":
                    options.Count = long.Parse(value, CultureInfo.InvariantCulture);
                    break;
                case "--start":
                    options.Start = long.Parse(value, CultureInfo.InvariantCulture);
                    break;
                case "--seed":
                    options.Seed = ulong.Parse(value, CultureInfo.InvariantCulture);
                    break;
                case "--decoder":
                    options.Decoder = value;
                    break;
                case "--state":
                    options.StatePath = value;
                    break;
                default:
                    throw new ArgumentException($"{args[i]} is none of --part, --count, --start, --seed, --decoder.");
            }
        }

        return options;
    }

    /// <summary>Where a file that must not end so is kept.</summary>
    public string KeptFile(string part, long index) => Path.Combine(Path.GetTempPath(), $"vlm-fuzz-{Kind.Name}-{part}-{Seed}-{index}");

    public FuzzTarget Target(string part) => Kind.Target(this, part);
}
