using Vlm.Heads;

namespace Vlm.Composition;

/// <summary>Re-ranks the texts that a search found about pictures by how near each is to its picture.</summary>
internal sealed class CaptionRanking(SessionCaptionHead head, PictureAgreement agreement)
{
    /// <summary>All texts of each picture, the best first; as many as the options ask for.</summary>
    /// <param name="features">The pictures.</param>
    /// <param name="options">The merged options of the call.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public GeneratedSequence[][] Run(ImageFeatures features, GenerationOptions options, CancellationToken cancellationToken)
    {
        int wanted = options.NumReturnSequences ?? 1;
        float weight = options.RerankWeight!.Value;
        options.NumReturnSequences = Math.Max(wanted, options.NumBeams ?? 1);
        options.RerankWeight = 0;
        GeneratedSequence[][] found = head.Generate(features, options, cancellationToken);
        string[] texts = [.. found.SelectMany(own => own.Select(text => text.Text))];
        int[] pictures = [.. found.SelectMany((own, picture) => own.Select(_ => picture))];
        float[] cosines = agreement.Of(features, texts, pictures, cancellationToken);
        int first = 0;
        return Array.ConvertAll(found, own =>
        {
            int start = first;
            first += own.Length;

            // A stable order: of texts that come out even, the one that the search preferred.
            return (GeneratedSequence[])[.. own.Index().OrderByDescending(text => text.Item.Score + (weight * cosines[start + text.Index])).Take(wanted).Select(text => text.Item)];
        });
    }
}
