namespace Vlm.Training;

/// <summary>Pictures as pixels, which an encoder within the graph reads and is trained on. Each is decoded anew for every step.</summary>
internal sealed class TunedPictures : IPictureInput
{
    private const string CellsInput = "cells";

    private readonly PicturePixels _pixels;
    private readonly string _input;

    /// <summary>Takes the encoder.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="pixels">What it reads.</param>
    /// <param name="rows">Rows of each picture.</param>
    /// <param name="rowSize">Numbers in a row.</param>
    /// <exception cref="TrainingException">The encoder asks for more than pixels.</exception>
    public TunedPictures(TunedEncoder encoder, PicturePixels pixels, int rows, int rowSize)
    {
        _input = encoder.Inputs is [PixelValues.PixelValuesName] ? PixelValues.PixelValuesName
            : throw new TrainingException($"{encoder.FilePath}: the image encoder asks for {string.Join(", ", encoder.Inputs)}; one that is trained is fed {PixelValues.PixelValuesName} alone. Leave it as it is (imageEncoder: null).");
        (Encoder, _pixels, Rows, RowSize) = (encoder, pixels, rows, rowSize);
    }

    public TunedEncoder Encoder { get; }

    public int Rows { get; }

    public int RowSize { get; }

    public int Views => _pixels.Views;

    /// <summary>The image encoder of a model.</summary>
    /// <exception cref="TrainingException">The model has none in a file of its own that gives rows.</exception>
    public static TunedPictures Of(TrainingMaterial material, EncoderTuning tuning)
    {
        if (ComposedModelFiles.SessionOf(material.Model.GetService<IImageEncoder>()) is not var (path, output) || material.Model.GetService<IImageProcessor>() is not { } processor)
        {
            throw new TrainingException($"{material.Folder}: the model has no image encoder with rows in an .onnx file of its own, which could be trained. Leave it as it is (imageEncoder: null).");
        }

        PicturePixels pixels = new(material.Data.Pictures, material.Features.Pictures, material.Views, processor, material.Model.GetService<IImageDecoder>());
        return new TunedPictures(new TunedEncoder(material.Folder, path, output, "image_encoder", tuning), pixels, material.Rows.Rows, material.Rows.RowSize);
    }

    public GraphValue AddTo(TrainingGraph graph, ParameterSet parameters, int? cells = null)
    {
        GraphValue pixels = graph.Input(_input, TensorElementType.Float32, [Dimension.Symbol("pictures"), .. _pixels.Shape.Select(size => (Dimension)size)]);
        GraphValue output = Encoder.AddTo(graph, parameters, new Dictionary<string, GraphValue>(StringComparer.Ordinal) { [_input] = pixels });

        // A feature map [B,D,H,W] becomes rows as the encoder of a model makes them: each cell, row by row.
        GraphValue rows = output.Shape.Count == 4 ? output.Reshape(0, RowSize, Rows).Transpose(0, 2, 1) : output;
        return cells is null
            ? rows
            : rows.Reshape(-1, RowSize).Gather(graph.Input(CellsInput, TensorElementType.Int64, "pictures", cells.Value));
    }

    public void Feed(TrainingBatch batch, IReadOnlyList<DrawnPicture> pictures, CancellationToken cancellationToken = default)
    {
        TensorBuffer<float> pixels = TensorBuffer.Rent<float>([pictures.Count, .. _pixels.Shape]);
        batch.Add(_input, pixels);
        PictureLoop.Run(pictures.Count, i => _pixels.Copy(pictures[i].Picture, pictures[i].View, pixels.Row(i), cancellationToken), cancellationToken);
        if (pictures[0].Cells is { Count: var cells })
        {
            // Numbers of rows among those of all pictures of the batch.
            long[] numbers = [.. pictures.SelectMany((picture, i) => picture.Cells!.Select(cell => ((long)i * Rows) + cell))];
            batch.Add(CellsInput, new TensorBuffer<long>(numbers, [pictures.Count, cells]));
        }
    }
}
