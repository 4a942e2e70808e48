namespace Vlm.Tests.Goldens;

/// <summary>The heads that others trained on the same encoders, and their reference outputs. They quote other people's pictures and captions, so they stay in the shared folder.</summary>
internal static class StarterGoldens
{
    private static readonly Lazy<SafetensorsFile> Pictures = new(() => SafetensorsFile.Read(SharedFolder.Find("models", "efficientnet-lite0", "golden", "outputs.safetensors")));

    public static SafetensorsFile Read(params string[] parts) => SafetensorsFile.Read(Path(parts));

    public static string Path(params string[] parts) => SharedFolder.Find(["models", "starter", .. parts]);

    /// <summary>The features of the first pictures, which every head's reference outputs start from.</summary>
    public static ImageFeatures Images(int count)
    {
        // Skips the test, rather than fails it for good, where the folder is absent.
        _ = SharedFolder.Find("models", "efficientnet-lite0", "golden");
        return Pictures.Value.Grid("last_hidden_state", count);
    }

    public static TextFeatures Texts(SafetensorsFile golden, string states, string mask) => new(
        (int)golden.Shape(mask)[0], golden.Tensor(states), golden.LongTensor(mask));
}
