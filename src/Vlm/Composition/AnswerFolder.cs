using System.Text.Json;
using Vlm.Folders;
using Vlm.Fusion;
using Vlm.Heads;
using Vlm.Onnx;

namespace Vlm.Composition;

/// <summary>
/// A folder of one fusion and its heads: fusion.onnx and head.onnx, or image_head.onnx and question_head.onnx. The answers
/// (answers.json) and the weights of a late fusion (config.json) stand in it or, shared by several, in the folder above.
/// </summary>
internal static class AnswerFolder
{
    public static QuestionAnsweringBranch Load(string path, FusionKind kind, IReadOnlyList<string>? labels, VlmOptions? options)
    {
        ModelFolder folder = ModelFolder.Open(path);
        labels ??= ReadLabels(folder);
        if (kind != FusionKind.Late)
        {
            OnnxFusion fusion = OnnxFusion.Load(path, options);
            return new FusedBranch(fusion, Opened.With(fusion, () => AnswerHead.Load(path, labels, options)));
        }

        OnnxSession image = SessionFiles.Load(folder, "image_head.onnx", [], options);
        SessionImageHead imageHead = SessionFiles.Guard(image, () => new SessionImageHead(image, labels));
        return Opened.With(imageHead, () =>
        {
            OnnxSession question = SessionFiles.Load(folder, "question_head.onnx", [], options);
            SessionTextHead textHead = SessionFiles.Guard(question, () => new SessionTextHead(question, labels));
            return Opened.With(textHead, () => new LateBranch(LateFusionOf(folder), imageHead, textHead));
        });
    }

    public static IReadOnlyList<string> ReadLabels(ModelFolder folder) => ReadLabels(JsonFile.Read(HereOrAbove(folder, "answers.json")));

    public static IReadOnlyList<string> ReadLabels(JsonFile json)
    {
        if (json.Root.ValueKind != JsonValueKind.Array || json.Root.GetArrayLength() == 0
            || json.Root.EnumerateArray().Any(e => e.ValueKind != JsonValueKind.String))
        {
            throw json.Unexpected("$", "a list of one or more strings, the answers", json.Root);
        }

        return [.. json.Root.EnumerateArray().Select(e => e.GetString()!)];
    }

    /// <summary>The weights of the two heads of a late fusion.</summary>
    public static (float Image, float Question) ReadWeights(ModelFolder folder)
    {
        JsonFile json = JsonFile.Read(HereOrAbove(folder, "config.json"));
        const string key = "fusions.late";
        return (Weight("image_weight"), Weight("question_weight"));

        float Weight(string name) => (float)(json.Double($"{key}.{name}") ?? throw json.Wrong($"{key}.{name}", "the key is missing; expected a number."));
    }

    private static WeightedLateFusion LateFusionOf(ModelFolder folder)
    {
        (float image, float question) = ReadWeights(folder);
        return new WeightedLateFusion(image, question);
    }

    private static string HereOrAbove(ModelFolder folder, string name)
    {
        string here = Path.Combine(folder.Path, name);
        string above = Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder.Path)) ?? folder.Path, name);
        return File.Exists(here) ? here
            : File.Exists(above) ? above
            : throw new ModelFolderException(folder.Path, $"expected {name} in it or in the folder above.");
    }
}
