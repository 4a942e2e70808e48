using Vlm.Heads;

namespace Vlm.Composition.Detection;

/// <summary>Regions of pictures by words: the queries are tokenized once a call, each picture is one run of the session.</summary>
/// <param name="pixels">Decodes and processes.</param>
/// <param name="tokenizer">Of the queries.</param>
/// <param name="head">The session.</param>
/// <param name="defaultThreshold">Of Python's pipeline.</param>
/// <param name="padded">Whether the processor pads pictures to a square to the right and below, of which boxes are then fractions.</param>
internal sealed class QueryDetection(PixelPipeline pixels, ITokenizer tokenizer, QueryDetectionHead head, float defaultThreshold, bool padded) : IDisposable
{
    public IReadOnlyList<IReadOnlyList<DetectedRegion>> Run(
        IReadOnlyList<ImageInput> images, IReadOnlyList<string> labels, DetectionOptions? options, CancellationToken cancellationToken)
    {
        CheckLabels(labels);
        using TokenIds queries = tokenizer.Encode(labels);
        for (int i = 0; i < labels.Count; i++)
        {
            if (queries.Truncated[i])
            {
                throw new InvalidInputException($"The label '{labels[i]}' has more tokens than the {tokenizer.MaxLength} that the model reads. Say it in fewer words.");
            }
        }

        List<IReadOnlyList<DetectedRegion>> regions = new(images.Count);
        PictureSize[] size = new PictureSize[1];
        while (regions.Count < images.Count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using PixelValues picture = pixels.Read(images, regions.Count, 1, options?.Decode, cancellationToken, size);
            regions.Add(Detect(picture, regions.Count, queries, options, cancellationToken).ConvertAll(box => ToRegion(box, labels, size[0])));
            Groups.Report(options, regions.Count, images.Count);
        }

        return regions;
    }

    public void Dispose() => head.Dispose();

    private List<ScoredBox> Detect(PixelValues picture, int index, TokenIds queries, DetectionOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            return head.Detect(picture, queries, options?.Threshold ?? defaultThreshold, cancellationToken);
        }
        catch (VlmException e) when (e.Index is null)
        {
            throw e.AtIndex(index);
        }
    }

    private static void CheckLabels(IReadOnlyList<string> labels)
    {
        if (labels.Count == 0)
        {
            throw new InvalidInputException("The list of labels is empty; say what to look for, such as 'a red car'.");
        }

        for (int i = 0; i < labels.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(labels[i]))
            {
                throw new InvalidInputException($"Label {i} is empty; say what to look for, such as 'a red car'.");
            }
        }
    }

    private DetectedRegion ToRegion(ScoredBox box, IReadOnlyList<string> labels, PictureSize size)
    {
        float side = Math.Max(size.Width, size.Height);
        return new DetectedRegion { Label = labels[box.Query], Score = box.Score, Box = padded ? box.In(side, side) : box.In(size.Width, size.Height) };
    }
}
