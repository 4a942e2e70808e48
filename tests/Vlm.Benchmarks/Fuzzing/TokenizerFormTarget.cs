using System.Text;
using System.Text.Json;
using Vlm.Tests.Tokenization;

namespace Vlm.Benchmarks.Fuzzing;

/// <summary>Loads folders with a damaged vocab.txt, vocab.json, merges.txt, SentencePiece model or tokenizer_config.json.</summary>
internal sealed class TokenizerFormTarget : FuzzTarget
{
    private static readonly (string Name, string ClassName, string Settings)[] Tokenizers =
    [
        ("made-wordpiece-uncased", "BertTokenizer", """{"unk_token":"[UNK]","cls_token":"[CLS]","sep_token":"[SEP]"}"""),
        ("made-clip", "CLIPTokenizer", """{"bos_token":"<|startoftext|>","eos_token":"<|endoftext|>","unk_token":"<|endoftext|>"}"""),
        ("made-bbpe-qwen2", "Qwen2Tokenizer", "{}"),
        ("made-unigram-nmt", "T5Tokenizer", """{"eos_token":"</s>"}"""),
        ("made-llama-legacy", "LlamaTokenizer", """{"bos_token":"<s>"}"""),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("vlm-fuzz-forms-").FullName;
    private readonly List<(string Folder, string File, Func<long, byte[]> Make)> _files = [];

    public TokenizerFormTarget(string folder, ulong seed)
    {
        foreach ((string name, string className, string settings) in Tokenizers)
        {
            string form = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
            Write(form, JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(folder, name, "tokenizer.json"))).RootElement, className, settings);
            foreach (string file in Directory.GetFiles(form).Order(StringComparer.Ordinal))
            {
                byte[] seedFile = System.IO.File.ReadAllBytes(file);
                JsonMutator json = TokenizerCorpus.Mutator(file.EndsWith(".json", StringComparison.Ordinal) ? [seedFile] : []);
                Mutator bytes = new([seedFile], [[0], "\n"u8.ToArray(), " "u8.ToArray(), [0xFF], "\u2581"u8.ToArray(), "##"u8.ToArray(), [0xA, 0xFF, 0xFF, 0xFF, 0x7F], [0x12], [0x1A]], 0, seedFile.Length * 2);
                _files.Add((form, Path.GetFileName(file), file.EndsWith(".json", StringComparison.Ordinal) ? index => json.Make(seed, index) : index => bytes.Make(seed, index)));
            }
        }
    }

    public override IReadOnlyList<string> Endings { get; } = ["Used", "TextRefused", "Refused"];

    public override byte[] File(long index) => _files[(int)(index % _files.Count)].Make(index);

    public override void Dispose()
    {
        base.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    protected override int Read(byte[] file, long index)
    {
        (string form, string name, _) = _files[(int)(index % _files.Count)];
        string path = Path.Combine(form, name);
        byte[] whole = System.IO.File.ReadAllBytes(path);
        System.IO.File.WriteAllBytes(path, file);
        try
        {
            return TokenizerUse.Try(Tokenizer.Load(form), index, Lap) ? 0 : 1;
        }
        catch (ModelFolderException)
        {
            return 2;
        }
        finally
        {
            System.IO.File.WriteAllBytes(path, whole);
        }
    }

    private static void Write(string form, JsonElement root, string className, string settings)
    {
        JsonElement model = root.GetProperty("model");
        System.IO.File.WriteAllText(Path.Combine(form, "tokenizer_config.json"), VocabularyFiles.ConfigOf(className, root, settings));
        if (className == "BertTokenizer")
        {
            System.IO.File.WriteAllLines(Path.Combine(form, "vocab.txt"), VocabularyFiles.TokensById(model), new UTF8Encoding(false));
        }
        else if (className is "T5Tokenizer" or "LlamaTokenizer")
        {
            System.IO.File.WriteAllBytes(Path.Combine(form, "tokenizer.model"), SentencePieceWriter.Write(root));
        }
        else
        {
            VocabularyFiles.WriteVocabularyAndMerges(form, model);
        }
    }
}
