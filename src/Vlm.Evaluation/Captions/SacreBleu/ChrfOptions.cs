namespace Vlm.Evaluation;

/// <summary>How chrF reads and scores lines. The defaults are sacreBLEU's.</summary>
public sealed class ChrfOptions
{
    /// <summary>The longest n-grams of characters, 1 to 16. Default 6.</summary>
    public int CharacterOrder { get; init; } = 6;

    /// <summary>The longest n-grams of words, 0 to 16: 0 for chrF, 2 for chrF++. Default 0.</summary>
    public int WordOrder { get; init; }

    /// <summary>How much more recall weighs than precision, above 0. Default 2.</summary>
    public double Beta { get; init; } = 2;

    /// <summary>Whether capitals and small letters are the same.</summary>
    public bool LowerCase { get; init; }

    /// <summary>At most how many threads work; null for one a processor. The result is the same to the bit.</summary>
    public int? MaxDegreeOfParallelism { get; init; }

    internal static ChrfOptions Checked(ChrfOptions? options)
    {
        options ??= new ChrfOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.CharacterOrder, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.CharacterOrder, 16, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.WordOrder, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.WordOrder, 16, nameof(options));
        if (!(options.Beta > 0 && double.IsFinite(options.Beta)))
        {
            throw new ArgumentOutOfRangeException(nameof(options), $"Beta is {options.Beta}; it has to be above 0, such as 2.");
        }

        return options;
    }

    internal string Signature(string references) =>
        $"nrefs:{references}|case:{(LowerCase ? "lc" : "mixed")}|eff:yes|nc:{CharacterOrder}|nw:{WordOrder}|space:no";
}
