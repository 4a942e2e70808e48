using Vlm.Folders;
using Vlm.Onnx;
using Vlm.Preprocessing;
using Vlm.Tokenization;

namespace Vlm.Composition;

/// <summary>Opens everything in a folder once, to say what it holds.</summary>
internal static class FolderInspection
{
    public static ModelDescription Describe(ModelFolder folder, string? family) => new()
    {
        Path = folder.Path,
        Family = family,
        Sessions = [.. folder.OnnxFiles.Select(file => DescribeSession(folder, file))],
        Tokenizers = [.. Named(folder, "tokenizer.json").Select(file => DescribeTokenizer(folder, file))],
        Processors = [.. Named(folder, "preprocessor_config.json").Select(file => DescribeProcessor(folder, file))],
    };

    private static SessionDescription DescribeSession(ModelFolder folder, string file)
    {
        using OnnxSession session = OnnxSession.Load(folder.Resolve(file));
        return new SessionDescription { File = file, Inputs = session.Inputs, Outputs = session.Outputs };
    }

    private static TokenizerDescription DescribeTokenizer(ModelFolder folder, string file)
    {
        ITokenizer tokenizer = TokenizerFactory.Create(Path.GetDirectoryName(folder.Resolve(file))!);
        return new TokenizerDescription { File = file, VocabularySize = tokenizer.VocabularySize, MaxLength = tokenizer.MaxLength };
    }

    private static ProcessorDescription DescribeProcessor(ModelFolder folder, string file)
    {
        JsonFile json = folder.ReadJson(file);
        return new ProcessorDescription
        {
            File = file,
            Type = json.String("image_processor_type") ?? json.String("feature_extractor_type"),
            Outputs = ImageProcessorFactory.Create(folder.Resolve(file)).Outputs,
        };
    }

    private static IEnumerable<string> Named(ModelFolder folder, string name) =>
        Directory.EnumerateFiles(folder.Path, name, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder.Path, path).Replace('\\', '/')).Order(StringComparer.Ordinal);
}
