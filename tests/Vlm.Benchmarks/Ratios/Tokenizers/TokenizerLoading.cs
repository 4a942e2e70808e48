using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Vlm.Benchmarks.Measuring;

namespace Vlm.Benchmarks.Ratios;

/// <summary>How long a tokenizer.json takes to load: in a process that has done nothing before, and in one that has.</summary>
internal sealed class TokenizerLoading : IMeasurement
{
    private const int Processes = 15;
    private const int WarmLoads = 10;
    private const int SyntheticTokens = 250_000;
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    // The bar is for vocabularies of some 30,000 tokens; those of the last two have 50,000, and merges.
    private static readonly (string Folder, Bar? Bar)[] Published =
        [("all-minilm-l6-v2", Measuring.Bar.AtMost(100)), ("t5-small", Measuring.Bar.AtMost(100)), ("clip", null), ("roberta-base", null)];

    public string Name => "tokenizer-loading";

    public IEnumerable<Figure> Measure()
    {
        string synthetic = WriteSynthetic();
        try
        {
            foreach ((string name, Bar? bar) in Published)
            {
                string file = SharedFolder.Find(Path.Combine("tokenizers", name, "tokenizer.json"));
                if (!File.Exists(file))
                {
                    Console.WriteLine($"skipped: loading {name}: there is no {file}.");
                    continue;
                }

                foreach (Figure figure in Load(name, file, bar))
                {
                    yield return figure;
                }
            }

            foreach (Figure figure in Load($"a byte-level BPE of {SyntheticTokens} tokens", synthetic, Bar.AtMost(500)))
            {
                yield return figure;
            }
        }
        finally
        {
            File.Delete(synthetic);
        }
    }

    /// <summary>The first load of each file, then the median of later ones.</summary>
    public static void Print(string[] files)
    {
        foreach (string file in files)
        {
            double first = Milliseconds(file);
            double[] later = [.. Enumerable.Range(0, WarmLoads).Select(_ => Milliseconds(file))];
            Console.WriteLine($"{first:0.0} {Interval.OfMedian(later).Median:0.0}");
        }
    }

    private static IEnumerable<Figure> Load(string name, string file, Bar? bar)
    {
        double[][] both = [.. Enumerable.Range(0, Processes).Select(_ => InNewProcess(file))];
        yield return new Figure($"loading {name}, first in its process", Interval.OfMedian([.. both.Select(b => b[0])]), "ms", bar, $"{Processes} processes");
        yield return new Figure($"loading {name}, later", Interval.OfMedian([.. both.Select(b => b[1])]), "ms", bar, $"{Processes} medians of {WarmLoads}");
    }

    private static double[] InNewProcess(string file)
    {
        // Under "dotnet FILE.dll" the program is dotnet, and its first argument the file.
        bool hosted = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        string[] own = hosted ? [Environment.GetCommandLineArgs()[0]] : [];
        ProcessStartInfo start = new(Environment.ProcessPath!, [.. own, "--load-tokenizers", file]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The process that loads a tokenizer ended.");
        process.WaitForExit();
        return Array.ConvertAll(line.Split(' '), double.Parse);
    }

    private static double Milliseconds(string file)
    {
        long began = Stopwatch.GetTimestamp();
        Tokenizer.Load(file);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    /// <summary>The 256 bytes, and merges of random tokens until there are enough.</summary>
    private static string WriteSynthetic()
    {
        List<string> tokens = [.. Enumerable.Range(0, 512).Where(i => i is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF) or (>= 256 and < 324)).Select(i => ((char)i).ToString())];
        HashSet<string> known = [.. tokens];
        List<string> merges = [];
        Random random = new(20261124);
        while (tokens.Count < SyntheticTokens)
        {
            string left = tokens[random.Next(Math.Min(tokens.Count, 20_000))], right = tokens[random.Next(Math.Min(tokens.Count, 2_000))];
            if (left.Length + right.Length <= 16 && known.Add(left + right))
            {
                tokens.Add(left + right);
                merges.Add($"{left} {right}");
            }
        }

        string path = Path.GetTempFileName();
        using FileStream stream = File.Create(path);
        using Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Dictionary<string, int> vocabulary = tokens.Select((token, id) => KeyValuePair.Create(token, id)).ToDictionary();
        var file = new
        {
            version = "1.0",
            added_tokens = Array.Empty<object>(),
            pre_tokenizer = new { type = "ByteLevel", add_prefix_space = false, trim_offsets = true, use_regex = true },
            decoder = new { type = "ByteLevel" },
            model = new { type = "BPE", vocab = vocabulary, merges },
        };
        JsonSerializer.Serialize(writer, file, Unescaped);
        return path;
    }
}
