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
        Tokenizers = [.. folder.FilesNamed("tokenizer.json").Select(file => DescribeTokenizer(folder, file))],
        Processors = [.. folder.FilesNamed(ImageProcessorConfig.FileName).Concat(folder.FilesNamed(ProcessorConfig.FileName).Where(file => HoldsProcessor(folder, file))).Select(file => DescribeProcessor(folder, file))],
    };

    // One precision of several that the runtime cannot run is worth a line, and no reason to say nothing of the others.
    private static SessionDescription DescribeSession(ModelFolder folder, string file)
    {
        SessionVariant? variant = SessionVariants.Find(file);
        try
        {
            using OnnxSession session = FolderSessions.OpenFile(folder, file, null);
            return new SessionDescription { File = file, Name = variant?.Name, Precision = variant?.Precision, Inputs = session.Inputs, Outputs = session.Outputs };
        }
        catch (VlmException e)
        {
            return new SessionDescription { File = file, Name = variant?.Name, Precision = variant?.Precision, Error = e.Message, Inputs = [], Outputs = [] };
        }
    }

    private static bool HoldsProcessor(ModelFolder folder, string file) =>
        folder.ReadJson(file).Find("image_processor") is not null && !folder.Has(file[..^ProcessorConfig.FileName.Length] + ImageProcessorConfig.FileName);

    private static TokenizerDescription DescribeTokenizer(ModelFolder folder, string file)
    {
        ITokenizer tokenizer = TokenizerFactory.Create(Path.GetDirectoryName(folder.Resolve(file))!);
        return new TokenizerDescription { File = file, VocabularySize = tokenizer.VocabularySize, MaxLength = tokenizer.MaxLength };
    }

    private static ProcessorDescription DescribeProcessor(ModelFolder folder, string file)
    {
        JsonFile whole = folder.ReadJson(file), json = whole.Find("image_processor") is null ? whole : whole.Section("image_processor");
        return new ProcessorDescription
        {
            File = file,
            Type = json.String("image_processor_type") ?? json.String("feature_extractor_type"),
            Outputs = ImageProcessorFactory.Create(folder.Resolve(file)).Outputs,
        };
    }
}
