namespace Vlm;

/// <summary>Which text of a pair is cut when both together are too long.</summary>
public enum TruncationStrategy
{
    /// <summary>The longer one, token by token, until both fit.</summary>
    LongestFirst,

    /// <summary>The first one alone; an error where that is not enough.</summary>
    OnlyFirst,

    /// <summary>The second one alone; an error where that is not enough, or where there is none.</summary>
    OnlySecond,
}
