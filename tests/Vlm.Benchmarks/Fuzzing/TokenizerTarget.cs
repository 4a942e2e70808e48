using Vlm.Folders;
using Vlm.Tokenization;

namespace Vlm.Benchmarks.Fuzzing;

/// <summary>Reads damaged tokenizer.json files and uses what could be read.</summary>
internal sealed class TokenizerTarget(string folder, ulong seed, string except = "") : FuzzTarget
{
    private readonly JsonMutator _mutator = TokenizerCorpus.Load(folder, except);

    public override IReadOnlyList<string> Endings { get; } = ["Used", "TextRefused", "Refused"];

    public override byte[] File(long index) => _mutator.Make(seed, index);

    protected override int Read(byte[] file, long index)
    {
        try
        {
            TokenizerFile read = TokenizerFile.Read(JsonFile.Parse("tokenizer.json", file));
            PipelineTokenizer tokenizer = new(read.Pipeline, read.Truncation, read.Padding ?? PaddingSettings.Default, cleanSpaces: index % 2 == 0);
            return TokenizerUse.Try(tokenizer, index, Lap) ? 0 : 1;
        }
        catch (ModelFolderException)
        {
            return 2;
        }
    }
}
