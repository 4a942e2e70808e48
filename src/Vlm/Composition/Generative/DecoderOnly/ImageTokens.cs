using System.Text;

namespace Vlm.Composition.Generative.DecoderOnly;

/// <summary>Texts of repeated image tokens.</summary>
internal static class ImageTokens
{
    /// <summary>So many tokens behind each other.</summary>
    public static string Repeat(string token, int count) => new StringBuilder(token.Length * count).Insert(0, token, count).ToString();
}
