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
        long length = Check(path, options);
        using SessionOptions native = ToNative(options);
        return Told(path, length, () => new InferenceSession(path, native));
    }

    /// <summary>Opens as much of a file as some of its outputs need.</summary>
    public static InferenceSession OpenPart(string path, OnnxSessionOptions options, ReadOnlySpan<string> outputs)
    {
        long length = Check(path, options);
        byte[] part = OnnxPart.Cut(options.ReadOutline(path), outputs);
        using SessionOptions native = ToNative(options);
        native.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", Path.GetDirectoryName(Path.GetFullPath(path)));
        return Told(path, length, () => new InferenceSession(part, native));
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

    private static InferenceSession Told(string path, long length, Func<InferenceSession> open)
    {
        try
        {
            return open();
        }
        catch (OnnxRuntimeException e) when (e.Message.Contains(DataElsewhere, StringComparison.Ordinal))
        {
            throw new ModelFolderException(path, $"{e.Message.TrimEnd()}. Its weights must stand in its own folder, not behind a link to another: put a copy in its place.", innerException: e);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelFolderException(
                path, $"ONNX Runtime cannot load its {length} bytes: {e.Message.TrimEnd()} The file is truncated, altered or of an unknown version; fetch it again.", innerException: e);
        }
    }

    private static long Check(string path, OnnxSessionOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileInfo file = new(path);
        if (!file.Exists)
        {
            string what = Directory.Exists(path) ? "it is a folder, not an .onnx file." : "there is no such file.";
            throw new ModelFolderException(path, $"{what} Check the folder, or fetch the model again.");
        }

        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            if (stream.Length == 0)
            {
                throw new ModelFolderException(path, "it is empty (0 bytes); an ONNX model was expected. Fetch the file again.");
            }

            OnnxFileCheck.Run(path, stream, options.ResolveData);
            return stream.Length;
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
