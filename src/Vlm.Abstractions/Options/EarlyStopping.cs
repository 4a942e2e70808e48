namespace Vlm;

/// <summary>When beam search stops (<c>early_stopping</c> of transformers): never before as many texts as beams have ended.</summary>
public enum EarlyStopping
{
    /// <summary>When no open text could overtake the worst ended one if it ended at its present length (<c>false</c>).</summary>
    Likely,

    /// <summary>As soon as as many texts as beams have ended (<c>true</c>).</summary>
    Always,

    /// <summary>When no open text could overtake the worst ended one at any length (<c>"never"</c>).</summary>
    Never,
}
