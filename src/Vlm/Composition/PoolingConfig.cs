using Vlm.Encoders;
using Vlm.Folders;

namespace Vlm.Composition;

/// <summary>1_Pooling/config.json of sentence-transformers: how token states become one vector.</summary>
internal static class PoolingConfig
{
    public static TextPooling Read(ModelFolder folder)
    {
        if (folder.TryReadJson("1_Pooling/config.json") is not { } json)
        {
            return TextPooling.Session;
        }

        return json.Bool("pooling_mode_mean_tokens") == true ? TextPooling.Mean
            : json.Bool("pooling_mode_cls_token") == true ? TextPooling.FirstToken
            : throw json.Wrong("pooling_mode_mean_tokens", "neither mean nor cls pooling is switched on, and no other is known.");
    }
}
