namespace Vlm;

/// <summary>The outcome of comparing a file of the cache with its hash.</summary>
public enum HubFileState
{
    /// <summary>It has the hash that the hub states.</summary>
    Good,

    /// <summary>It has another hash or length.</summary>
    Altered,

    /// <summary>Its link leads nowhere.</summary>
    Missing,

    /// <summary>The cache does not hold its hash: it was put there as a copy, without its list of files.</summary>
    Unknown,
}
