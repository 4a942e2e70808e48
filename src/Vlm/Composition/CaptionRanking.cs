using Vlm.Heads;

namespace Vlm.Composition;

/// <summary>Re-ranks the texts that a search found about pictures by how near each is to its picture.</summary>
internal sealed class CaptionRanking(SessionCaptionHead head, PictureAgreement agreement)
{
    /// <summary>All texts of each picture, the best first; as many as the options ask for.</summary>
    /// <param name="features">The pictures.</param>
    /// <param name="merged">The merged options of the call.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public GeneratedSequence[][] Run(ImageFeatures features, GenerationOptions merged, CancellationToken cancellationToken)
    {
        int wanted = merged.NumReturnSequences ?? 1, beams = merged.NumBeams ?? 1;
        float weight = merged.RerankWeight!.Value;
        GenerationOptions all = merged.Clone();
        all.NumReturnSequences = Math.Max(wanted, beams);
        all.RerankWeight = 0;
        GeneratedSequence[][] found = head.Generate(features, all, cancellationToken);
        if (found.All(own => own.Length <= 1))
        {
            return found;
        }

        string[] texts = [.. found.SelectMany(own => own.Select(text => text.Text))];
        int[] pictures = [.. found.SelectMany((own, picture) => own.Select(_ => picture))];
        float[] cosines = agreement.Of(features, texts, pictures, cancellationToken);
        int first = 0;
        return Array.ConvertAll(found, own =>
        {
            int start = first;
            first += own.Length;

            // A stable order: of texts that come out even, the one that the search preferred.
            return (GeneratedSequence[])[.. own.Index().OrderByDescending(text => Score(text.Item, beams) + (weight * cosines[start + text.Index])).Take(wanted).Select(text => text.Item)];
        });
    }

    // Draws are scored by their sum alone; by their length they are on the scale of beams.
    private static double Score(GeneratedSequence text, int beams) => beams > 1 ? text.Score : text.LogProbability / Math.Max(1, text.Ids.Count);
}
