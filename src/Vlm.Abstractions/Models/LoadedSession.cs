namespace Vlm;

/// <summary>One session of a loaded model: which of the folder's files it was opened from.</summary>
public sealed class LoadedSession
{
    /// <summary>What the session is for, as published folders name its file: <c>vision_model</c>, <c>decoder_model_merged</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The file, relative to the model's folder.</summary>
    public required string File { get; init; }

    /// <summary>The precision of its weights, as far as the file's name tells.</summary>
    public required ModelPrecision Precision { get; init; }

    /// <summary>Why it is this file and not the one that was preferred; null where it is the preferred one.</summary>
    public string? Note { get; init; }

    /// <summary>For example <c>vision_model: onnx/vision_model_fp16.onnx (Float16)</c>.</summary>
    public override string ToString() => $"{Name}: {File} ({Precision})";
}
