namespace Vlm.Tokenization.Chat;

/// <summary>Stands where an argument or a variable has no value at all, which None is.</summary>
internal static class Missing
{
    public static readonly object Value = new();
}
