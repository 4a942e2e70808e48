namespace Vlm.Cli.Output;

/// <summary>What is said of a picture that failed: its name and what is wrong, without its place in a batch that the user does not know of.</summary>
internal static class PictureError
{
    public static string Of(VlmException error) => error is ImageDecodeException decode ? $"{decode.Name}: {decode.Detail}" : error.Message;
}
