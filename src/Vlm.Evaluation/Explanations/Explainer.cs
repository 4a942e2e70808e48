namespace Vlm.Evaluation;

/// <summary>Explains scores of any model: exactly where a head is linear, by occlusion elsewhere. The same picture and options give the same explanation.</summary>
public static class Explainer
{
    /// <summary>Explains what a model makes of a picture.</summary>
    /// <param name="model">The model.</param>
    /// <param name="image">The picture.</param>
    /// <param name="target">What is to be explained.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Works within one batch of altered pictures.</param>
    /// <exception cref="NotSupportedException">The model cannot do what is to be explained, or nothing decodes the picture.</exception>
    /// <exception cref="ImageDecodeException">The picture cannot be decoded.</exception>
    /// <exception cref="InvalidInputException">The class is not one of the model's.</exception>
    public static async Task<Explanation> ExplainAsync(
        IVisionLanguageModel model, ImageInput image, ExplanationTarget target, ExplanationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(target);
        options ??= new ExplanationOptions();
        IImageDecoder decoder = options.Decoder ?? model.GetService<IImageDecoder>()
            ?? throw new NotSupportedException($"{model.Info.Name} gives no decoder for pictures; pass one (ExplanationOptions.Decoder).");
        ScoredOutput output = await ScoredOutputs.CreateAsync(model, image, target, options.Probe, cancellationToken).ConfigureAwait(false);
        using RgbImage decoded = decoder.Decode(image, null, cancellationToken);
        EncodedRows? rows = EncodedRows.Of(model, decoded, cancellationToken);
        AdditiveShares? additive = target.Kind == ExplanationKind.Class && rows is not null
            ? rows.SharesOf(options.Probe ?? model.GetService<ILinearImageClassifier>(), output.Output, own: options.Probe is null)
            : null;
        int side = additive is null ? options.Grid : (int)Math.Sqrt(additive.Shares.Count);
        GriddedPicture picture = new(decoded, side, side);
        CellOcclusion occlusion = new(picture, output, options, (additive is null ? picture.Cells : 0) + FaithfulnessCurves.PicturesOf(options));
        double[] whole = (await output.ScoreAsync([picture.Whole], cancellationToken).ConfigureAwait(false))[0];
        double[][] falls = additive is null ? await occlusion.FallsAsync(whole, cancellationToken).ConfigureAwait(false) : [.. additive.Shares.Select(share => new[] { share })];
        double[] values = Array.ConvertAll(falls, own => own[0]);
        return new Explanation
        {
            Kind = target.Kind,
            ModelName = model.Info.Name,
            Question = target.Kind == ExplanationKind.Answer ? target.Text : null,
            Output = output.Output,
            Score = additive?.Sum ?? whole[0],
            ScoreName = additive is null ? output.ScoreName : "logit",
            Width = picture.Width,
            Height = picture.Height,
            Method = additive is null ? "occlusion" : "exact",
            Cells = Grid(values, picture),
            Words = await output.WordsAsync(whole, picture, falls, cancellationToken).ConfigureAwait(false),
            WordMeaning = output.WordMeaning,
            Additive = additive,
            Attention = rows?.Attention,
            Faithfulness = await FaithfulnessCurves.MeasureAsync(occlusion, values, options, cancellationToken).ConfigureAwait(false),
        };
    }

    internal static IReadOnlyList<IReadOnlyList<double>> Grid(double[] values, GriddedPicture picture) => [.. values.Chunk(picture.Columns)];
}
