using System.Diagnostics;
using System.Text.Json;
using Vlm.Benchmarks.Measuring;
using Peer = Microsoft.ML.Tokenizers.Tokenizer;

namespace Vlm.Benchmarks.Ratios;

/// <summary>How fast published tokenizers are, one thread, beside Microsoft.ML.Tokenizers' defaults and transformers.js on the same strings.</summary>
internal sealed class TokenizersMeasurement : IMeasurement
{
    private const int ScriptPairs = 100;
    private const int WordRounds = 10;
    private static readonly (string Folder, double Bar)[] Subjects = [("all-minilm-l6-v2", 10), ("clip", 5), ("roberta-base", 5)];

    public string Name => "tokenizers";

    public IEnumerable<Figure> Measure()
    {
        string[] folders = [.. Subjects.Select(s => SharedFolder.Find(Path.Combine("tokenizers", s.Folder)))];
        if (folders.FirstOrDefault(f => !Directory.Exists(f)) is { } absent)
        {
            Console.WriteLine($"skipped: the tokenizers' speed: there is no {absent}.");
            yield break;
        }

        string[][] texts = TokenizerTexts.Paragraph() is { } paragraph ? [TokenizerTexts.Captions(), [paragraph]] : [TokenizerTexts.Captions()];
        string[] names = [$"{texts[0].Length} captions", $"the paragraph of {texts[^1][0].Length} characters"];
        string file = Path.GetTempFileName();
        File.WriteAllText(file, JsonSerializer.Serialize(texts));
        using PeerProcess? script = StartScript(file, folders);
        for (int i = 0; i < folders.Length; i++)
        {
            ITokenizer tokenizer = Tokenizer.Load(Path.Combine(folders[i], "tokenizer.json"));
            Peer peer = MicrosoftTokenizers.Load(Path.Combine(folders[i], "tokenizer.json"));
            for (int k = 0; k < texts.Length; k++)
            {
                string[] list = texts[k];
                int tokens = TokenizerWork.Count(tokenizer, list), subject = i, number = k;
                string what = $"{Subjects[i].Folder}, {names[k]}";
                yield return TokenizerWork.Speed($"{what}: ids into the caller's memory", Bar.AtLeast(Subjects[i].Bar), tokens, () => TokenizerWork.Fill(tokenizer, list));
                yield return TokenizerWork.Speed($"{what}: ids, masks and offsets into the caller's memory", null, tokens, () => TokenizerWork.FillAll(tokenizer, list));
                yield return TokenizerWork.Speed($"{what}: batches of one", null, tokens, () => TokenizerWork.Encode(tokenizer, list));
                TokenizerWork.WarmUp(() => TokenizerWork.Peer(peer, list));
                yield return Pairs.Ratio($"Microsoft.ML.Tokenizers / {what}", Bar.AtLeast(1), _ => TokenizerWork.Peer(peer, list), _ => TokenizerWork.Fill(tokenizer, list));
                if (script is not null)
                {
                    yield return Pairs.Ratio(
                        $"{script.Versions} / {what}", Bar.AtLeast(10), _ => script.Ask($"{subject} {number}")[0] / 1e6, _ => Milliseconds(() => TokenizerWork.Fill(tokenizer, list)), ScriptPairs);
                }
            }

            string[] word = [new string('a', 1 << 20)];
            double[] seconds = [.. Enumerable.Range(0, WordRounds).Select(_ => Milliseconds(() => tokenizer.Encode(word).Dispose()))];
            yield return new Figure($"{Subjects[i].Folder}, 1 MiB of one word", Interval.OfMedian(seconds), "ms", Bar.AtMost(2000), $"{WordRounds} rounds");
        }

        File.Delete(file);
    }

    private static PeerProcess? StartScript(string texts, string[] folders)
    {
        string packages = Environment.GetEnvironmentVariable("VLM_NODE_PACKAGES") ?? Environment.CurrentDirectory;
        PeerProcess? script = PeerProcess.Start("node", "transformers.cjs", [packages, texts, .. folders], out string reason);
        if (script is null)
        {
            Console.WriteLine($"skipped: transformers.js: {reason} Install @huggingface/transformers with npm and set VLM_NODE_PACKAGES to the folder of its node_modules.");
        }

        return script;
    }

    private static double Milliseconds(Action work)
    {
        long began = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
