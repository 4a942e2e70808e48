using System.Numerics.Tensors;
using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>Scores two towers on validation pictures with the parameters as they are.</summary>
internal sealed class RetrievalScorer : IDisposable
{
    public const string RecallSum = "recall sum";

    private const int PicturesAtOnce = 64;
    private const int TextsAtOnce = 256;

    private readonly IPictureInput _pictures;
    private readonly ITextInput _texts;
    private readonly IReadOnlyList<PairedPicture> _validation;
    private readonly int _size;
    private readonly GraphRunner _imageTower;
    private readonly GraphRunner _textTower;

    /// <summary>Opens the sessions.</summary>
    public RetrievalScorer(RetrievalSettings settings, ParameterSet parameters, IPictureInput pictures, ITextInput texts, IReadOnlyList<PairedPicture> validation, int? threads)
    {
        (_pictures, _texts, _validation, _size) = (pictures, texts, validation, settings.EmbeddingSize);
        TrainingGraph image = new(), text = new();
        _imageTower = new GraphRunner([RetrievalTowers.Image(new LayerScope(image, parameters), pictures.AddTo(image, parameters), settings)], threads);
        (GraphValue states, GraphValue mask) = texts.AddTo(text, parameters);
        _textTower = new GraphRunner([RetrievalTowers.Text(new LayerScope(text, parameters), states, mask, settings)], threads);
    }

    /// <summary>Recalls of both directions.</summary>
    public IReadOnlyDictionary<string, double> Score(CancellationToken cancellationToken)
    {
        int[] captions = [.. _validation.SelectMany(picture => picture.Texts)], owners = [.. _validation.SelectMany((picture, i) => picture.Texts.Select(_ => i))];
        float[] images = Embed(_imageTower, [.. _validation.Select(picture => new DrawnPicture(picture.Row))], PicturesAtOnce, (batch, part) => _pictures.Feed(batch, part, cancellationToken), cancellationToken);
        float[] texts = Embed(_textTower, captions, TextsAtOnce, _texts.Feed, cancellationToken);
        float[] similarities = new float[_validation.Count * captions.Length];
        Parallel.For(0, _validation.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            for (int c = 0; c < captions.Length; c++)
            {
                similarities[(i * captions.Length) + c] = TensorPrimitives.Dot<float>(images.AsSpan(i * _size, _size), texts.AsSpan(c * _size, _size));
            }
        });
        RetrievalScores scores = RetrievalScores.Of(similarities, owners, _validation.Count, cancellationToken: cancellationToken);
        Dictionary<string, double> named = new(StringComparer.Ordinal) { [RecallSum] = scores.RecallSum };
        foreach (int k in (int[])[1, 5, 10])
        {
            named[$"image to text R@{k}"] = 100 * scores.ImageToText.Best.RecallAt(k);
            named[$"text to image R@{k}"] = 100 * scores.TextToImage.Best.RecallAt(k);
        }

        return named;
    }

    public void Dispose()
    {
        _imageTower.Dispose();
        _textTower.Dispose();
    }

    private float[] Embed<T>(GraphRunner tower, T[] items, int atOnce, Action<TrainingBatch, T[]> feed, CancellationToken cancellationToken)
    {
        float[] embeddings = new float[items.Length * _size];
        int done = 0;
        foreach (T[] part in items.Chunk(atOnce))
        {
            using TrainingBatch batch = new();
            feed(batch, part);
            using TensorBuffer<float> found = (TensorBuffer<float>)tower.Run(batch, cancellationToken)[0];
            found.Span.CopyTo(embeddings.AsSpan(done));
            done += found.Length;
        }

        return embeddings;
    }
}
