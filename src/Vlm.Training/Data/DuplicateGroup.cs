namespace Vlm.Training;

/// <summary>Pictures that are the same, or nearly so.</summary>
public sealed class DuplicateGroup
{
    internal DuplicateGroup(IReadOnlyList<string> pictures, bool isExact)
    {
        Pictures = pictures;
        IsExact = isExact;
    }

    /// <summary>Their names, in ordinal order; at least two.</summary>
    public IReadOnlyList<string> Pictures { get; }

    /// <summary>Whether all are the same file, byte for byte; otherwise some only look alike.</summary>
    public bool IsExact { get; }

    /// <summary>For example <c>a.jpg = b.jpg</c>, or <c>a.jpg ~ c.jpg</c> where they only look alike.</summary>
    public override string ToString() => string.Join(IsExact ? " = " : " ~ ", Pictures);
}
