namespace Vlm.Evaluation;

/// <summary>Where a right item stands among wrong ones with the same score. It decides what a model earns that scores everything alike.</summary>
public enum TieRule
{
    /// <summary>Behind all of them: equal scores earn nothing. The one to report.</summary>
    Pessimistic,

    /// <summary>Before all of them: a constant score finds everything.</summary>
    Optimistic,

    /// <summary>In the middle: half of them stand before it, and a rank may end in a half.</summary>
    Mean,

    /// <summary>Where its place in the list puts it: the lower index stands first, as most programs sort.</summary>
    Index,
}
