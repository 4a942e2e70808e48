using System.Buffers;

namespace Vlm.Evaluation;

/// <summary>Pictures inside a page, as they lie in the data set: browsers scale them.</summary>
internal static class PictureData
{
    // A page of photographs from a large camera would be hundreds of megabytes.
    private const int MaxBytes = 2 << 20;

    /// <summary>The picture as a data address; null and a reason where it cannot be shown.</summary>
    public static string? Of(ImageInput picture, out string? reason) => Of(picture, MaxBytes, out reason);

    /// <summary>The same with a limit of the caller's.</summary>
    public static string? Of(ImageInput picture, int maxBytes, out string? reason)
    {
        reason = null;
        try
        {
            if (picture.Pixels is not null)
            {
                reason = "raw pixels";
                return null;
            }

            using IMemoryOwner<byte> bytes = picture.ReadEncoded(maxBytes);
            return Of(bytes.Memory.Span) is { } found ? found : Missing("a format that browsers do not show", out reason);
        }
        catch (ImageDecodeException e)
        {
            return Missing(e.Reason == ImageDecodeReason.TooLarge ? $"a picture of more than {maxBytes >> 20} MiB" : "the picture cannot be read", out reason);
        }
    }

    private static string? Missing(string why, out string? reason)
    {
        reason = why;
        return null;
    }

    // The signature decides, not the name: a page must not carry what claims to be a picture and is not.
    private static string? Of(ReadOnlySpan<byte> bytes)
    {
        string? type = bytes switch
        {
            [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
            [(byte)'B', (byte)'M', ..] => "image/bmp",
            _ => null,
        };
        return type is null ? null : $"data:{type};base64,{Convert.ToBase64String(bytes)}";
    }
}
