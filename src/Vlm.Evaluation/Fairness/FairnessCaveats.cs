namespace Vlm.Evaluation;

/// <summary>What each kind of figure does not show, in words for the reader of an audit.</summary>
internal static class FairnessCaveats
{
    private const string Labels =
        "The groups are those that people wrote into the audit; nothing here infers who somebody is. Groups that nobody labelled are not seen.";

    private const string Absence = "A figure that chance explains is no proof of fairness: these items may be too few, or of the wrong kind.";

    public static readonly string[] Ranking =
    [
        Labels,
        "Skew and NDKL count who is shown, not how, and not whether the items are relevant.",
        "With k near the number of items the skew against the shares in the data is 0 whatever the model does.",
        "NDKL is above 0 for a fair ranking too, the more so the fewer items there are: read it beside its baseline.",
        Absence,
    ];

    public static readonly string[] Decisions =
    [
        Labels,
        "Parity of selection and parity of errors cannot all hold where groups differ in how often the answer is yes; which one matters is for people to say.",
        "The largest difference of several groups is above 0 for a fair model too: read it beside its baseline.",
        Absence,
    ];

    public static readonly string[] Association =
    [
        "The effect size depends on the few words or pictures chosen for x, y, a and b; others may show another.",
        "An association of embeddings is not yet a difference in what the model says or finds.",
        Absence,
    ];

    public static readonly string[] Counterfactual =
    [
        "A changed word or picture changes more than the attribute: length, frequency, style. The difference is of the pair, not of the attribute alone.",
        Absence,
    ];

    public static readonly string[] Leakage =
    [
        Labels,
        "The guesser sees words alone and is simple; a better one may find more.",
        "Captions that speak of an attribute are not wrong by that; compare the model's leakage with that of people's captions of the same pictures.",
        Absence,
    ];
}
