using Vlm.Folders;
using Vlm.Generation;

namespace Vlm.Composition.Generative.EncoderDecoder;

/// <summary>What a folder says of generation, with what its family adds where the folder is silent.</summary>
internal static class EncoderDecoderDefaults
{
    /// <summary>The folder's defaults.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="maxNewTokens">The greatest number of new tokens where the folder states none, still within the positions; null for transformers' own.</param>
    /// <param name="startId">The start id where the family has one of its own.</param>
    /// <param name="endId">The end id where the family has one of its own.</param>
    public static GenerationDefaults Read(ModelFolder folder, int? maxNewTokens = null, int? startId = null, int? endId = null)
    {
        GenerationDefaults defaults = GenerationFolder.Defaults(folder, null, null);
        defaults.Options.MaxNewTokens ??= defaults.Options.MaxLength is null ? maxNewTokens : null;
        return new GenerationDefaults
        {
            StartId = startId ?? defaults.StartId,
            EndIds = endId is { } end ? [end] : defaults.EndIds,
            PadId = defaults.PadId,
            MaxPositions = defaults.MaxPositions,
            Options = defaults.Options,
        };
    }

    /// <summary>The id that every text begins with.</summary>
    /// <exception cref="ModelFolderException">The folder names none.</exception>
    public static int StartId(ModelFolder folder, GenerationDefaults defaults) => defaults.StartId ?? throw new ModelFolderException(
        folder.Path, "a decoder beside an encoder begins with a start id, but neither generation_config.json nor config.json names decoder_start_token_id or bos_token_id.");
}
