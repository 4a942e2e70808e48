namespace Vlm.Search;

/// <summary>A picture that was found.</summary>
public sealed class SearchResult
{
    /// <summary>Creates it.</summary>
    /// <param name="id">The picture's id.</param>
    /// <param name="score">The cosine.</param>
    public SearchResult(string id, float score)
    {
        Id = id;
        Score = score;
    }

    /// <summary>The picture's id: its path relative to the indexed folder, with <c>/</c> between the parts.</summary>
    public string Id { get; }

    /// <summary>The cosine of the angle between the query and the picture, -1 to 1.</summary>
    public float Score { get; }

    /// <summary>For example <c>0.312 beach/dog.jpg</c>.</summary>
    public override string ToString() => $"{Score:0.000} {Id}";
}
