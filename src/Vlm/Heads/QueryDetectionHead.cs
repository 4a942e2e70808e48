using System.Numerics.Tensors;
using Vlm.Onnx;

namespace Vlm.Heads;

/// <summary>Detection by words in one .onnx file, as in OWL-ViT: a picture and T queries to N boxes, each with a logit for each query.</summary>
internal sealed class QueryDetectionHead : IDisposable
{
    private const string Ids = "input_ids", Mask = "attention_mask", Logits = "logits", Boxes = "pred_boxes";
    private static readonly string[] Outputs = [Logits, Boxes];

    private readonly OnnxSession _session;

    /// <summary>Takes ownership of the session.</summary>
    /// <exception cref="ModelFolderException">The file asks for what is not there, or does not give logits and boxes.</exception>
    public QueryDetectionHead(OnnxSession session)
    {
        _session = session;
        TensorSpec[] strange = [.. session.Inputs.Where(input => input.Name is not (PixelValues.PixelValuesName or Ids or Mask))];
        if (strange.Length > 0 || !session.HasInput(PixelValues.PixelValuesName) || !session.HasInput(Ids))
        {
            throw new ModelFolderException(
                session.Path, $"a detector by words reads {PixelValues.PixelValuesName}, {Ids} and possibly {Mask}; this file asks for {string.Join("; ", session.Inputs)}.");
        }

        _ = SessionOutput.Named(session, Logits, 3);
        _ = SessionOutput.Named(session, Boxes, 3);
    }

    /// <summary>What the file declares of pictures.</summary>
    public TensorSpec PixelInput => _session.InputNamed(PixelValues.PixelValuesName);

    /// <summary>Looks for every query in one picture.</summary>
    /// <param name="pixels">One picture.</param>
    /// <param name="queries">T queries.</param>
    /// <param name="threshold">Boxes with a higher score are given.</param>
    /// <param name="cancellationToken">Stops a run that is under way.</param>
    /// <returns>The boxes with the query that fits each best; score = sigmoid of its logit, as in Python's post_process_object_detection. Best first.</returns>
    /// <exception cref="VlmException">A logit is not a number.</exception>
    public List<ScoredBox> Detect(PixelValues pixels, TokenIds queries, float threshold, CancellationToken cancellationToken)
    {
        SessionInput[] inputs = [.. _session.Inputs.Select(input => new SessionInput(input.Name, input.Name switch
        {
            Ids => queries.Ids,
            Mask => queries.AttentionMask,
            _ => pixels.Pixels,
        }))];
        using SessionOutputs outputs = _session.Run(inputs, Outputs, cancellationToken);
        TensorBuffer<float> logits = Read(outputs, 0, queries.BatchSize), boxes = Read(outputs, 1, 4);
        List<ScoredBox> found = [];
        for (int i = 0; i < logits.Shape[1]; i++)
        {
            ReadOnlySpan<float> row = logits.Span.Slice(i * queries.BatchSize, queries.BatchSize), box = boxes.Span.Slice(i * 4, 4);
            int best = TensorPrimitives.IndexOfMax(row);
            float score = 1 / (1 + MathF.Exp(-row[best]));
            if (float.IsNaN(score) || TensorPrimitives.IsNaNAny(box))
            {
                throw new VlmException($"{_session.Path}: box {i} has logits or sides that are not numbers (NaN). Use another precision of this model (VlmOptions.Precision).");
            }

            if (score > threshold)
            {
                found.Add(new ScoredBox(best, score, box[0], box[1], box[2], box[3]));
            }
        }

        return [.. found.OrderByDescending(box => box.Score)];
    }

    public void Dispose() => _session.Dispose();

    private TensorBuffer<float> Read(SessionOutputs outputs, int index, int width) =>
        outputs[index] is TensorBuffer<float> tensor && tensor.Shape is [1, _, var last] && last == width
            ? tensor
            : throw new TensorShapeException($"{_session.Path}: output '{Outputs[index]}'", $"Float32 [1,N,{width}]", outputs[index].ToString(), "Export the model for one picture a run.");
}
