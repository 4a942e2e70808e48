namespace Vlm;

/// <summary>Why a model could not be had from the hub or its cache.</summary>
public enum HubReason
{
    /// <summary>No such repository, or none that the token may see: the hub does not tell them apart.</summary>
    RepositoryNotFound,

    /// <summary>The repository has no such branch, tag or commit.</summary>
    RevisionNotFound,

    /// <summary>The repository lacks a file that is needed.</summary>
    FileNotFound,

    /// <summary>The repository asks for consent to its terms, or the token lacks a right.</summary>
    Forbidden,

    /// <summary>Working offline, and the cache does not hold what is needed.</summary>
    Offline,

    /// <summary>The hub cannot be reached, breaks off or stays silent, after all attempts.</summary>
    Network,

    /// <summary>The hub asks to wait longer than is sensible.</summary>
    RateLimited,

    /// <summary>The hub answered with something that its protocol does not have.</summary>
    BadResponse,

    /// <summary>A file has another length or hash than the hub states.</summary>
    Corrupt,

    /// <summary>A file name that would lead out of the cache.</summary>
    UnsafePath,

    /// <summary>The cache cannot be written: no space, no right.</summary>
    Storage,
}
