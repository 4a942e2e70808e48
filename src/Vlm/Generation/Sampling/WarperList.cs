namespace Vlm.Generation;

/// <summary>What narrows a draw, in the order of transformers.</summary>
internal static class WarperList
{
    // The default of transformers where neither call nor folder say anything.
    private const int DefaultTopK = 50;

    /// <param name="options">The call's and the model's.</param>
    /// <param name="least">How many tokens each rule leaves at least.</param>
    public static ILogitsProcessor[] Of(GenerationOptions options, int least)
    {
        List<ILogitsProcessor> list = [];
        if (options.Temperature is { } temperature && temperature != 1)
        {
            list.Add(new TemperatureWarper(temperature));
        }

        int topK = options.TopK ?? DefaultTopK;
        if (topK > 0)
        {
            list.Add(new TopKWarper(Math.Max(topK, least)));
        }

        if (options.TopP is { } topP && topP < 1)
        {
            list.Add(new TopPWarper(topP, least));
        }

        if (options.MinP is > 0 and { } minP)
        {
            list.Add(new MinPWarper(minP, least));
        }

        if (options.TypicalP is { } typicalP && typicalP < 1)
        {
            list.Add(new TypicalWarper(typicalP, least));
        }

        return [.. list];
    }
}
