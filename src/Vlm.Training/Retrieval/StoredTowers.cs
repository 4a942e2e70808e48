using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vlm.Training;

/// <summary>The towers of a model, which are trained on.</summary>
/// <param name="ImageFile">The image tower's .onnx file; config.json beside it may hold what similarities were multiplied by.</param>
/// <param name="TextFile">The text tower's.</param>
internal sealed record StoredTowers(string ImageFile, string TextFile)
{
    /// <summary>The file with the numbers that are in no tower.</summary>
    public const string Config = "config.json";

    /// <summary>What similarities are multiplied by in the loss.</summary>
    public const string ScaleKey = "logit_scale";

    /// <summary>Gives parameters the numbers of the files.</summary>
    /// <exception cref="TrainingException">They are no towers of the same sizes that were trained here.</exception>
    public void Fill(ParameterSet parameters)
    {
        StoredHead.Fill(ImageFile, parameters, "image.");
        StoredHead.Fill(TextFile, parameters, "text.");
        string config = Path.Combine(Path.GetDirectoryName(ImageFile)!, Config);
        try
        {
            if (File.Exists(config) && (double?)JsonNode.Parse(File.ReadAllBytes(config))?[ScaleKey] is > 0 and { } scale)
            {
                parameters[RetrievalTowers.LogScale].Values[0] = (float)Math.Log(scale);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new TrainingException($"{config}: {ScaleKey} is no number: {e.Message} Mend it, or begin new towers.", e);
        }
    }
}
