namespace Vlm.Tokenization;

/// <summary>A token that is found in the text before the model sees it.</summary>
internal sealed record AddedToken
{
    public required string Content { get; init; }

    public required int Id { get; init; }

    /// <summary>Found only where no word character touches it.</summary>
    public bool SingleWord { get; init; }

    /// <summary>Takes the white space before it.</summary>
    public bool StripLeft { get; init; }

    /// <summary>Takes the white space after it.</summary>
    public bool StripRight { get; init; }

    /// <summary>Looked for in the normalized text, in its own normal form, rather than in the original.</summary>
    public bool Normalized { get; init; }

    /// <summary>Left out when ids are turned into text.</summary>
    public bool Special { get; init; }
}
