using System.Text.Json;
using Vlm.Folders;

namespace Vlm.Tests.Generation;

/// <summary>The options of a golden case, in the names of generation_config.json, as a call's. What they do not name is at transformers' default.</summary>
internal static class TransformersOptions
{
    public static GenerationOptions Of(JsonElement options) =>
        GenerationConfig.Read(JsonFile.Parse("options", JsonSerializer.SerializeToUtf8Bytes(options)), null).Options;
}
