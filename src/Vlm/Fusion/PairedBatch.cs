namespace Vlm.Fusion;

/// <summary>Picture i is joined with text i, so there are as many of one as of the other.</summary>
internal static class PairedBatch
{
    public static void Check(ImageFeatures images, TextFeatures texts)
    {
        if (images.BatchSize != texts.BatchSize)
        {
            throw new TensorShapeException(
                "pictures and texts to fuse", $"{images.BatchSize} texts for {images.BatchSize} pictures", $"{texts.BatchSize}", "Repeat the features so that every picture has its text.");
        }
    }
}
