using System.Text.Json.Nodes;

namespace Vlm;

/// <summary>How a model is loaded. Null members mean the default.</summary>
public sealed class VlmOptions
{
    /// <summary>Threads of one session's run; null for the number of processors. A server with many callers is fastest with 1.</summary>
    public int? IntraOpThreads
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value ?? 1, 1);
            field = value;
        }
    }

    /// <summary>Whether the SHA-256 of the files that vlm.json lists are verified before use. Default true.</summary>
    public bool VerifyFiles { get; set; } = true;

    /// <summary>Which of the model's fusions answers questions; null for the one its manifest names.</summary>
    public FusionKind? Fusion { get; set; }

    /// <summary>What decodes pictures: one of <c>ImageDecoder</c>, or your own; null for the built-in one (JPEG, PNG, GIF, WebP, BMP, ICO).</summary>
    public IImageDecoder? Decoder { get; set; }

    /// <summary>Whose rules image processors follow; null for those that the model was trained with: version 4 for Donut and OWLv2, 5 for all others.</summary>
    public ProcessorRules? ProcessorRules { get; set; }

    /// <summary>
    /// Keys of preprocessor_config.json that stand in place of the folder's, as keyword arguments do in Python: speed against detail. For
    /// example <c>["do_image_splitting"] = false</c> (SmolVLM, LFM2-VL: one frame instead of many tiles), <c>["max_pixels"] = 1_003_520</c>
    /// (Qwen-VL), <c>["do_pan_and_scan"] = true</c> (Gemma 3). Null for the folder's own. A key that the image processor does not know is refused.
    /// </summary>
    public JsonObject? ProcessorOverrides { get; set; }

    /// <summary>
    /// In which precision sessions are opened, best first; null for the order of <see cref="ModelPrecision"/>. It is decided for
    /// each session by itself: where the folder has none of these, or ONNX Runtime cannot run a file, the next that it has is
    /// taken. <see cref="ModelInfo.Sessions"/> and <see cref="Log"/> say so.
    /// </summary>
    /// <remarks>Precision matters most in encoders: a good mix is often an encoder of <see cref="ModelPrecision.Float16"/> and a decoder of <see cref="ModelPrecision.Q4"/>.</remarks>
    public IReadOnlyList<ModelPrecision>? Precision
    {
        get;
        set
        {
            if (value is { Count: 0 })
            {
                throw new ArgumentException("The list of precisions is empty; name one or more, or leave it null.", nameof(value));
            }

            field = value;
        }
    }

    /// <summary>The same for single sessions, by the name of their file without ending, such as <c>decoder_model_merged</c>; a session that is not named here follows <see cref="Precision"/>. Null for none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ModelPrecision>>? SessionPrecision { get; set; }

    /// <summary>Told, one line each, what was decided while a model loads and might not be expected, such as another precision than the preferred one. Null for silence. Called on the thread that loads.</summary>
    public Action<string>? Log { get; set; }
}
