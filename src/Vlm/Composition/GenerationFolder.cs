using Vlm.Folders;
using Vlm.Generation;

namespace Vlm.Composition;

/// <summary>What a folder's JSON files say of generation, as the generation room wants it.</summary>
internal static class GenerationFolder
{
    /// <param name="folder">The folder.</param>
    /// <param name="numBeams">The number of beams where something nearer than the folder says it; null for the folder's.</param>
    /// <param name="maxNewTokens">Likewise for the greatest number of tokens.</param>
    public static GenerationDefaults Defaults(ModelFolder folder, int? numBeams, int? maxNewTokens)
    {
        GenerationConfig config = GenerationConfig.Read(folder);
        GenerationOptions options = config.Options;
        options.NumBeams = numBeams ?? options.NumBeams;
        options.MaxNewTokens = maxNewTokens ?? options.MaxNewTokens;
        return new GenerationDefaults
        {
            StartId = config.DecoderStartTokenId ?? config.BosTokenId,
            EndIds = config.EosTokenIds is { Count: > 0 } ends
                ? ends
                : throw new ModelFolderException(Path.Combine(folder.Path, "generation_config.json"), "expected an id, or a list of ids.", "eos_token_id"),
            PadId = config.PadTokenId,
            MaxPositions = MaxPositions(folder),
            Options = options,
        };
    }

    private static int? MaxPositions(ModelFolder folder)
    {
        if (folder.Config is not { } config)
        {
            return null;
        }

        foreach (JsonFile part in (JsonFile[])[config.Text, config.File])
        {
            if ((part.Int("max_position_embeddings") ?? part.Int("n_positions")) is { } positions)
            {
                return positions;
            }
        }

        return null;
    }
}
