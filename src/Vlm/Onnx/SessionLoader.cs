using Microsoft.ML.OnnxRuntime;

namespace Vlm.Onnx;

/// <summary>Opens .onnx files and turns what can be wrong with them into errors that name the file.</summary>
internal static class SessionLoader
{
    // ONNX Runtime reads weights from the folder in which the file, or what its link leads to, stands.
    private const string DataElsewhere = "External data path validation failed";

    private static readonly string[] OfTheFile = ["InvalidProtobuf", DataElsewhere];

    public static InferenceSession Open(string path, OnnxSessionOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileInfo file = new(path);
        if (!file.Exists)
        {
            string what = Directory.Exists(path) ? "it is a folder, not an .onnx file." : "there is no such file.";
            throw new ModelFolderException(path, $"{what} Check the folder, or fetch the model again.");
        }

        if (file.Length == 0)
        {
            throw new ModelFolderException(path, "it is empty (0 bytes); an ONNX model was expected. Fetch the file again.");
        }

        Check(path, options);
        using SessionOptions native = ToNative(options);
        try
        {
            return new InferenceSession(path, native);
        }
        catch (OnnxRuntimeException e) when (e.Message.Contains(DataElsewhere, StringComparison.Ordinal))
        {
            throw new ModelFolderException(path, $"{e.Message.TrimEnd()}. Its weights must stand in its own folder, not behind a link to another: put a copy in its place.", innerException: e);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelFolderException(
                path, $"ONNX Runtime cannot load its {file.Length} bytes: {e.Message.TrimEnd()} The file is truncated, altered or of an unknown version; fetch it again.", innerException: e);
        }
    }

    public static InferenceSession Open(string name, byte[] model, OnnxSessionOptions options)
    {
        using SessionOptions native = ToNative(options);
        try
        {
            return new InferenceSession(model, native);
        }
        catch (OnnxRuntimeException e)
        {
            throw new VlmException($"{name}: ONNX Runtime cannot load the {model.Length} bytes of this graph: {e.Message.TrimEnd()}", e);
        }
    }

    private static void Check(string path, OnnxSessionOptions options)
    {
        try
        {
            OnnxFileCheck.Run(path, options.ResolveData);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelFolderException(path, $"it cannot be read: {e.Message}", innerException: e);
        }
    }

    /// <summary>Whether a whole file was refused by the runtime: an operator or a type that it does not have. Another precision of it may run.</summary>
    public static bool IsOfTheRuntime(ModelFolderException e) =>
        e.InnerException is OnnxRuntimeException native && !Array.Exists(OfTheFile, text => native.Message.Contains(text, StringComparison.Ordinal));

    private static SessionOptions ToNative(OnnxSessionOptions options)
    {
        SessionOptions native = new()
        {
            IntraOpNumThreads = options.IntraOpThreads ?? Environment.ProcessorCount,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,

            // Every failure is an exception here; nothing is written to the host's standard error.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };

        // Spinning threads slow down a second caller and burn processor time between calls.
        native.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return native;
    }
}
