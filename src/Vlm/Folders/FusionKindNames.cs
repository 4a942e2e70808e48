namespace Vlm.Folders;

/// <summary>How the files of a model spell <see cref="FusionKind"/>; also the names of the folders of its fusions.</summary>
internal static class FusionKindNames
{
    public static string Of(FusionKind kind) => kind switch
    {
        FusionKind.Concatenation => "concatenation",
        FusionKind.CrossAttention => "cross_attention",
        FusionKind.Late => "late",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown fusion."),
    };
}
