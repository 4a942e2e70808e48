using Vlm.Folders;
using Vlm.Generation;

namespace Vlm.Composition;

/// <summary>What a folder's JSON files say of generation, as the generation room wants it.</summary>
internal static class GenerationFolder
{
    // Where neither file states a length, transformers' own default holds.
    private const int DefaultMaxNewTokens = 20;

    public static GenerationDefaults Defaults(ModelFolder folder, int? numBeams, int? maxNewTokens)
    {
        GenerationConfig config = GenerationConfig.Read(folder);
        string file = Path.Combine(folder.Path, "generation_config.json");
        if (config.EarlyStoppingNever)
        {
            throw new ModelFolderException(file, "expected true or false, found \"never\", which this beam search does not know.", "early_stopping");
        }

        return new GenerationDefaults
        {
            StartId = config.DecoderStartTokenId ?? config.BosTokenId,
            EndIds = config.EosTokenIds is { Count: > 0 } ends ? ends : throw new ModelFolderException(file, "expected an id, or a list of ids.", "eos_token_id"),
            PadId = config.PadTokenId,
            // max_length counts the start token too.
            MaxNewTokens = maxNewTokens ?? config.MaxNewTokens ?? config.MaxLength - 1 ?? DefaultMaxNewTokens,
            NumBeams = numBeams ?? config.NumBeams ?? 1,
            LengthPenalty = (float)(config.LengthPenalty ?? 1),
            EarlyStopping = config.EarlyStopping ?? false,
            SuppressedIds = config.SuppressTokens,
            MaxPositions = MaxPositions(folder),
        };
    }

    private static int? MaxPositions(ModelFolder folder)
    {
        JsonFile? config = folder.TryReadJson("config.json");
        foreach (string part in (string[])["decoder.", "text_config.", ""])
        {
            foreach (string key in (string[])["max_position_embeddings", "n_positions"])
            {
                if (config?.Int(part + key) is { } positions)
                {
                    return positions;
                }
            }
        }

        return null;
    }
}
