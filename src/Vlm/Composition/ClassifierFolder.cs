using Vlm.Folders;
using Vlm.Heads;
using Vlm.Onnx;

namespace Vlm.Composition;

/// <summary>A trained image classifier: a graph over the picture's features, and its classes.</summary>
internal static class ClassifierFolder
{
    public const string HeadFile = "head.onnx";
    public const string LabelsFile = "labels.json";

    public static IClassificationHead<ImageFeatures> Load(ModelFolder folder, string head, string labels, VlmOptions? options)
    {
        IReadOnlyList<string> classes = AnswerFolder.ReadLabels(folder.ReadJson(labels));
        OnnxSession session = SessionFiles.Load(folder, head, [], options);
        return SessionFiles.Guard(session, () => new SessionImageHead(session, classes));
    }
}
