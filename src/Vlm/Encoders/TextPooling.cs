namespace Vlm.Encoders;

/// <summary>How the states of the tokens become one vector of the text.</summary>
internal enum TextPooling
{
    /// <summary>The mean over the real tokens, not normalised (sentence-transformers' <c>pooling_mode_mean_tokens</c>).</summary>
    Mean,

    /// <summary>The state of the first token (<c>pooling_mode_cls_token</c>).</summary>
    FirstToken,

    /// <summary>The session's own pooled output.</summary>
    Session,

    /// <summary>The session's own pooled output; the states of the tokens are not read.</summary>
    SessionOnly,
}
