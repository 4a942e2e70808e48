using Vlm.Onnx;

namespace Vlm.Generation;

/// <summary>Which inputs a decoder's file declares besides its cache, by what is fed to them; null where it does not ask.</summary>
internal sealed class DecoderInputs
{
    private static readonly string[] TokenNames = [DecoderSession.IdsName, "decoder_input_ids", "inputs_embeds", "decoder_inputs_embeds"];

    /// <exception cref="ModelFolderException">The file asks for something that nobody could feed, or does not read tokens.</exception>
    public DecoderInputs(OnnxSession session, IReadOnlyList<string> pastNames, TokenEmbedding? embedding)
    {
        List<string> unknown = [];
        foreach (TensorSpec input in session.Inputs.Where(input => !pastNames.Contains(input.Name)))
        {
            switch (input)
            {
                case { Dimensions.Count: 2 or 3 } when TokenNames.Contains(input.Name):
                    Tokens = input;
                    break;
                case { Name: "encoder_attention_mask", Dimensions.Count: 2 }:
                    StatesMask = input.Name;
                    break;
                case { Name: "attention_mask" or "decoder_attention_mask", Dimensions.Count: 2 }:
                    Mask = input.Name;
                    break;
                case { Name: "position_ids" or "decoder_position_ids", Dimensions.Count: 2 }:
                    Positions = input.Name;
                    break;
                case { Name: "num_logits_to_keep", Dimensions.Count: 0 }:
                    Keep = input.Name;
                    break;
                case { Name: "use_cache_branch", ElementType: TensorElementType.Boolean }:
                    Branch = input.Name;
                    break;
                case { Dimensions.Count: 3, ElementType: TensorElementType.Float32 or TensorElementType.Float16 } when States is null:
                    States = input;
                    break;
                default:
                    unknown.Add(input.ToString());
                    break;
            }
        }

        if (unknown.Count > 0 || Tokens is null)
        {
            throw new ModelFolderException(
                session.Path, Tokens is null
                    ? $"a decoder reads tokens: {string.Join(" or ", TokenNames)}; this file asks for {string.Join(", ", session.Inputs)}."
                    : $"the decoder asks for {string.Join(", ", unknown)}, and nothing feeds that. Known are tokens, the encoder's states and their mask, attention_mask, position_ids, num_logits_to_keep, use_cache_branch and the cache (past…).");
        }

        if (Embedded != embedding is not null || (embedding is not null && Tokens.Dimensions[2] > 0 && Tokens.Dimensions[2] != embedding.Width))
        {
            throw new ModelFolderException(
                session.Path, $"the decoder reads {Tokens}, but {(embedding is null ? "the folder has no embed_tokens session for it" : $"{embedding.Path} gives rows of width {embedding.Width}")}. Fetch the sessions of one model.");
        }
    }

    /// <summary>Ids [B,T], or embedded tokens [B,T,D].</summary>
    public TensorSpec Tokens { get; } = null!;

    /// <summary>Whether <see cref="Tokens"/> takes embedded tokens.</summary>
    public bool Embedded => Tokens.Dimensions.Count == 3;

    /// <summary>The encoder's states [B,N,D]; null in a file that has all of them in its cache.</summary>
    public TensorSpec? States { get; }

    /// <summary>[B,N]: 1 for a state, 0 for padding.</summary>
    public string? StatesMask { get; }

    /// <summary>[B, past and present tokens].</summary>
    public string? Mask { get; }

    /// <summary>[B,T].</summary>
    public string? Positions { get; }

    /// <summary>How many of the last tokens' logits are wanted; a scalar.</summary>
    public string? Keep { get; }

    /// <summary>Asks a file that holds two decoders which one: false for the first step, true with a filled cache.</summary>
    public string? Branch { get; }
}
