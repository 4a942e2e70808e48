using Vlm.Training;

namespace Vlm.Tests.Training;

/// <summary>Gradients against finite differences over random shapes: what the goldens' fixed shapes cannot show.</summary>
public class GradientPropertyTests
{
    private static readonly Dictionary<string, Func<TrainingGraph, ParameterSet, Random, GraphValue>> Functions = new()
    {
        ["broadcast arithmetic"] = (graph, set, random) =>
        {
            long[] shape = Shape(random, 3);
            GraphValue a = Add(graph, set, random, "a", shape), b = Add(graph, set, random, "b", Narrowed(random, shape)), c = Add(graph, set, random, "c", Narrowed(random, shape));
            return (a * b) + (c / ((b * b) + 2)) - (a - c);
        },
        ["matrix product"] = (graph, set, random) =>
        {
            long m = Size(random), k = Size(random), n = Size(random), outer = Size(random);
            bool shared = random.Next(2) == 0;
            GraphValue a = Add(graph, set, random, "a", outer, m, k), b = shared ? Add(graph, set, random, "b", k, n) : Add(graph, set, random, "b", outer, k, n);
            return a.MatMul(b);
        },
        ["transposed Gemm"] = (graph, set, random) =>
        {
            long m = Size(random), k = Size(random), n = Size(random);
            bool transA = random.Next(2) == 0, transB = random.Next(2) == 0;
            GraphValue a = transA ? Add(graph, set, random, "a", k, m) : Add(graph, set, random, "a", m, k), b = transB ? Add(graph, set, random, "b", n, k) : Add(graph, set, random, "b", k, n);
            return a.Gemm(b, Add(graph, set, random, "c", n), transA, transB, 0.5f, 2);
        },
        ["layer norm, softmax, gelu"] = (graph, set, random) =>
        {
            long size = 2 + Size(random);
            GraphValue x = Add(graph, set, random, "x", Size(random), Size(random), size);
            return x.LayerNormalization(Add(graph, set, random, "s", size), Add(graph, set, random, "b", size)).Gelu().Softmax(random.Next(3));
        },
        ["gather along any axis"] = (graph, set, random) =>
        {
            long[] shape = Shape(random, 3);
            int axis = random.Next(3), count = 1 + random.Next(5);
            long[] places = [.. Enumerable.Range(0, count).Select(_ => (long)random.Next(-(int)shape[axis], (int)shape[axis]))];
            return Add(graph, set, random, "x", shape).Gather(graph.Constant(places, count), axis);
        },
        ["slice with steps"] = (graph, set, random) =>
        {
            long[] shape = [5 + Size(random), 5 + Size(random)];
            long step = random.Next(1, 3) * (random.Next(2) == 0 ? 1 : -1);
            return Add(graph, set, random, "x", shape).Slice([0, 1], step > 0 ? [1, 0] : [-1, -1], step > 0 ? [4, 5] : [0, -99], [step, step]);
        },
        ["convolution"] = (graph, set, random) =>
        {
            int groups = random.Next(1, 3), stride = random.Next(1, 3), dilation = random.Next(1, 3), padding = random.Next(0, 3);
            long inner = Size(random), outer = Size(random);
            GraphValue x = Add(graph, set, random, "x", Size(random), groups * inner, 5 + Size(random), 5 + Size(random));
            return x.Conv(Add(graph, set, random, "w", groups * outer, inner, 3, 2), Add(graph, set, random, "b", groups * outer), stride, padding, groups, dilation);
        },
        ["pointwise convolution"] = (graph, set, random) =>
        {
            long inner = Size(random), outer = Size(random);
            return Add(graph, set, random, "x", Size(random), inner, Size(random), Size(random)).Conv(Add(graph, set, random, "w", outer, inner, 1, 1), Add(graph, set, random, "b", outer));
        },
        ["depthwise convolution"] = (graph, set, random) =>
        {
            long channels = 1 + Size(random);
            GraphValue x = Add(graph, set, random, "x", Size(random), channels, 5 + Size(random), 5 + Size(random));
            return x.Conv(Add(graph, set, random, "w", channels, 1, 3, 5), Add(graph, set, random, "b", channels), stride: 1, padding: random.Next(0, 4), groups: (int)channels);
        },
        ["average pool"] = (graph, set, random) =>
            Add(graph, set, random, "x", Size(random), Size(random), 4 + Size(random), 4 + Size(random)).AveragePool(random.Next(2, 4), random.Next(1, 3), random.Next(0, 2), random.Next(2) == 0),
        ["attention"] = (graph, set, random) =>
        {
            int heads = random.Next(1, 4);
            long width = heads * (1 + Size(random)), rows = Size(random), memory = Size(random);
            GraphValue q = Add(graph, set, random, "q", rows, Size(random), width), k = Add(graph, set, random, "k", rows, memory, width), v = Add(graph, set, random, "v", rows, memory, width);
            return Attention.MultiHead(q, k, v, heads);
        },
        ["reductions"] = (graph, set, random) =>
        {
            GraphValue x = Add(graph, set, random, "x", Shape(random, 3));
            int axis = random.Next(3);
            return x.Sum([axis], keepDims: true) + x.Mean([(axis + 1) % 3], keepDims: true) + (x.LogSumExp([axis], keepDims: true) * x.Norm([axis], keepDims: true));
        },
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Differentiate_RandomShapes_EqualToFiniteDifferences(string name)
    {
        for (int seed = 0; seed < 12; seed++)
        {
            Random random = new(seed);
            using ParameterSet parameters = [];
            using TrainingBatch batch = new();
            TrainingGraph graph = new(opset: random.Next(17, 21));
            GraphValue output = Functions[name](graph, parameters, random);

            // A smooth function of every element, with other weights for other elements.
            GraphValue loss = (output * output.Sin()).Mean();
            FiniteDifferences.Check(loss, parameters, batch, step: 1e-2f, tolerance: 3e-3);
        }
    }

    private static GraphValue Add(TrainingGraph graph, ParameterSet parameters, Random random, string name, params long[] shape)
    {
        float[] values = [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (product, size) => product * size)).Select(_ => (float)((2 * random.NextDouble()) - 1))];
        return graph.Use(parameters.Add(name, shape, Initialization.Values(values)));
    }

    private static long Size(Random random) => random.Next(1, 5);

    private static long[] Shape(Random random, int rank) => [.. Enumerable.Range(0, rank).Select(_ => Size(random))];

    // Some sizes 1, some leading ones left out.
    private static long[] Narrowed(Random random, long[] shape) =>
        [.. shape.Skip(random.Next(shape.Length + 1)).Select(size => random.Next(2) == 0 ? size : 1)];
}
