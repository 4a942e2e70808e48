namespace Vlm;

/// <summary>
/// Where models come from and where they are kept. Null members mean what the environment says, by the same variables as
/// Python's huggingface_hub, so that both share one cache.
/// </summary>
public sealed class HubOptions
{
    /// <summary>A branch, a tag, a reference such as <c>refs/pr/1</c>, or a commit of 40 hexadecimal digits, which never changes and is not asked for again; null for <c>main</c>.</summary>
    public string? Revision { get; set; }

    /// <summary>The cache folder; null for <c>HF_HUB_CACHE</c>, else <c>HF_HOME/hub</c>, else <c>~/.cache/huggingface/hub</c>.</summary>
    public string? CacheFolder { get; set; }

    /// <summary>The hub's address; null for <c>HF_ENDPOINT</c>, else the public hub.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>
    /// The access token; null for <c>HF_TOKEN</c>, else the file that <c>HF_TOKEN_PATH</c> names or <c>HF_HOME/token</c>; empty for none. It
    /// is sent to the endpoint's own host and port alone, not to where that redirects.
    /// </summary>
    public string? Token { get; set; }

    /// <summary>Whether nothing is asked of the network; null for <c>HF_HUB_OFFLINE</c> or <c>TRANSFORMERS_OFFLINE</c>.</summary>
    public bool? Offline { get; set; }
}
