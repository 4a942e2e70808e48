namespace Vlm.Evaluation;

/// <summary>How sacreBLEU reads and scores lines. The defaults are sacreBLEU's.</summary>
public sealed class SacreBleuOptions
{
    /// <summary>How lines are divided into words.</summary>
    public SacreBleuTokenization Tokenization { get; init; }

    /// <summary>Whether capitals and small letters are the same.</summary>
    public bool LowerCase { get; init; }

    /// <summary>What stands in the place of an n-gram length without a match.</summary>
    public SacreBleuSmoothing Smoothing { get; init; }

    /// <summary>At most how many threads work; null for one a processor. The result is the same to the bit.</summary>
    public int? MaxDegreeOfParallelism { get; init; }

    /// <summary>The settings in sacreBLEU's own notation, such as <c>nrefs:4|case:mixed|eff:no|tok:13a|smooth:exp</c>; its version is not part of it.</summary>
    internal string Signature(string references, bool effectiveOrder)
    {
        string tokens = Tokenization switch
        {
            SacreBleuTokenization.Mteval13a => "13a",
            SacreBleuTokenization.International => "intl",
            SacreBleuTokenization.Characters => "char",
            _ => "none",
        };
        string smoothing = Smoothing switch
        {
            SacreBleuSmoothing.Exponential => "exp",
            SacreBleuSmoothing.Floor => "floor[0.10]",
            SacreBleuSmoothing.AddOne => "add-k[1.00]",
            _ => "none",
        };
        return $"nrefs:{references}|case:{(LowerCase ? "lc" : "mixed")}|eff:{(effectiveOrder ? "yes" : "no")}|tok:{tokens}|smooth:{smoothing}";
    }
}
