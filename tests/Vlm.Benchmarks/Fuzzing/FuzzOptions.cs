using System.Globalization;

namespace Vlm.Benchmarks.Fuzzing;

/// <summary>The arguments of <c>--fuzz images</c>.</summary>
internal sealed class FuzzOptions
{
    /// <summary>The seed of the results in RESULTS.md, and of the tests.</summary>
    public const ulong DefaultSeed = 20261124;

    public IReadOnlyList<string> Formats { get; private set; } = ImageCorpus.Formats;

    public long Count { get; private set; } = 1_000_000;

    public long Start { get; private set; }

    public ulong Seed { get; private set; } = DefaultSeed;

    public string Decoder { get; private set; } = "native";

    /// <summary>Where a worker keeps its counts; null in the process that starts the workers.</summary>
    public string? StatePath { get; private set; }

    public static FuzzOptions Parse(string[] args)
    {
        FuzzOptions options = new();
        for (int i = 0; i < args.Length; i += 2)
        {
            string value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value.");
            switch (args[i])
            {
                case "--format":
                    options.Formats = [value];
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
                    throw new ArgumentException($"{args[i]} is none of --format, --count, --start, --seed, --decoder.");
            }
        }

        return options;
    }

    public ImageTarget Target(string format) => new(format, Inputs(), Seed, Decoder == "managed" ? ImageDecoder.Managed : ImageDecoder.Default);

    private static string Inputs()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string candidate = Path.Combine(at.FullName, "tests", "golden", "convert", "inputs");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("Run from a clone: the damage starts from tests/golden/convert/inputs.");
    }
}
