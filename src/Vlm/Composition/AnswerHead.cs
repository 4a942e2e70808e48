using Vlm.Composition;
using Vlm.Folders;
using Vlm.Heads;
using Vlm.Onnx;

namespace Vlm;

/// <summary>Trained heads that answer from fused features.</summary>
public static class AnswerHead
{
    /// <summary>Loads head.onnx with its answers.</summary>
    /// <param name="folder">The folder of a fusion: head.onnx, and answers.json in it or in the folder above.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <returns>A head for <see cref="FusedFeatures"/> of the size it was trained for, whichever fusion makes them. The model that it is given to disposes it.</returns>
    /// <exception cref="ModelFolderException">A file is missing or wrong, or the list of answers is empty.</exception>
    public static IClassificationHead<FusedFeatures> Load(string folder, VlmOptions? options = null) =>
        Load(folder, AnswerFolder.ReadLabels(ModelFolder.Open(folder)), options);

    internal static IClassificationHead<FusedFeatures> Load(string path, IReadOnlyList<string> labels, VlmOptions? options)
    {
        OnnxSession session = SessionFiles.Load(ModelFolder.Open(path), "head.onnx", [], options);
        return SessionFiles.Guard(session, () => new SessionFusedHead(session, labels));
    }
}
