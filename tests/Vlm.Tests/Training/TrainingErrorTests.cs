using Vlm.Training;

namespace Vlm.Tests.Training;

/// <summary>What goes wrong is said with names, and leaves the parameters as they were.</summary>
public class TrainingErrorTests
{
    [Fact]
    public void Step_LossNotANumber_NamesStepAndExamplesAndChangesNothing()
    {
        using ParameterSet parameters = new(1);
        TrainingGraph graph = new();
        GraphValue x = graph.Input("x", TensorElementType.Float32, "batch", 2);
        GraphValue loss = new LayerScope(graph, parameters).Linear(x, "layer", 1).Square().Mean();
        using TrainingSession session = new(loss, new AdamW(0.1));
        using TrainingBatch good = Batch(1, "a.jpg"), bad = Batch(float.NaN, "b.jpg");
        session.Step(good);
        float[] before = parameters["layer.weight"].Values.ToArray();
        TrainingException error = Assert.Throws<TrainingException>(() => session.Step(bad));
        Assert.Equal(2, error.Step);
        Assert.Equal(["b.jpg"], error.Examples);
        Assert.Contains("b.jpg", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, parameters["layer.weight"].Values.ToArray());
        Assert.Equal(1, session.Optimizer.StepCount);
        session.Step(good);
    }

    [Fact]
    public void Apply_OnePartNotANumber_ChangesNothingAndStartsAnew()
    {
        using ParameterSet parameters = new(1);
        TrainingGraph graph = new();
        GraphValue x = graph.Input("x", TensorElementType.Float32, "batch", 2);
        using TrainingSession session = new(new LayerScope(graph, parameters).Linear(x, "layer", 1).Square().Mean(), new Sgd(0.1));
        using TrainingBatch good = Batch(1, "a.jpg"), bad = Batch(float.PositiveInfinity, "b.jpg");
        float[] before = parameters["layer.weight"].Values.ToArray();
        session.Accumulate(good);
        session.Accumulate(bad);
        Assert.Equal(["a.jpg", "b.jpg"], Assert.Throws<TrainingException>(() => session.Apply()).Examples);
        Assert.Equal(before, parameters["layer.weight"].Values.ToArray());
        session.Accumulate(good);
        Assert.True(double.IsFinite(session.Apply().Loss));
    }

    [Fact]
    public void Create_OperatorWithoutGradient_NamesNodeAndOperator()
    {
        using ParameterSet parameters = [];
        TrainingGraph graph = new();
        GraphValue w = graph.Use(parameters.Add("w", [4], Initialization.Ones));
        using IDisposable scope = graph.Scope("encoder");
        GraphValue loss = graph.Node("ReduceProd", NodeAttributes.Of("keepdims", 0L), w);
        GraphException error = Assert.Throws<GraphException>(() => new TrainingSession(loss, new Sgd(1)));
        Assert.Equal("encoder/ReduceProd", error.Node);
        Assert.Equal("ReduceProd", error.OperatorName);
        Assert.Contains("encoder/ReduceProd", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_OperatorWithoutGradientInFrozenPart_IsFine()
    {
        using ParameterSet parameters = [];
        TrainingGraph graph = new();
        GraphValue frozen = graph.Node("ReduceProd", NodeAttributes.Of("keepdims", 0L), graph.Use(parameters.Add("frozen", [4], Initialization.Constant(2))));
        parameters["frozen"].IsTrained = false;
        GraphValue w = graph.Use(parameters.Add("w", [4], Initialization.Ones));
        using TrainingSession session = new((w * frozen).Sum(), new Sgd(0));
        using TrainingBatch batch = new();
        Assert.Equal(64, session.Differentiate(batch));
        Assert.Equal([w.Parameter!], session.Trained);
        Assert.Equal([16f, 16, 16, 16], session.GradientOf(w.Parameter!).ToArray());
    }

    [Fact]
    public void MatMul_InnerSizesDiffer_NamesBothShapes()
    {
        TrainingGraph graph = new();
        GraphValue a = graph.Input("a", TensorElementType.Float32, "batch", 5), b = graph.Input("b", TensorElementType.Float32, 4, 2);
        string message = Assert.Throws<GraphException>(() => a.MatMul(b)).Message;
        Assert.Contains("[batch,5]", message, StringComparison.Ordinal);
        Assert.Contains("[4,2]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Step_InputMissing_NamesIt()
    {
        using ParameterSet parameters = new(1);
        TrainingGraph graph = new();
        GraphValue x = graph.Input("pictures", TensorElementType.Float32, "batch", 2);
        using TrainingSession session = new(new LayerScope(graph, parameters).Linear(x, "layer", 1).Mean(), new Sgd(0.1));
        using TrainingBatch empty = new();
        Assert.Contains("pictures", Assert.Throws<TrainingException>(() => session.Step(empty)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Step_Dropout_SameSeedAndStepDropsTheSame()
    {
        Assert.Equal(Trained(1, 2), Trained(1, 1));
        Assert.NotEqual(Trained(1, 2), Trained(2, 2));
    }

    [Fact]
    public void Accumulate_PartsWithDropout_DropDifferently()
    {
        static void Twice(TrainingSession session, TrainingBatch batch)
        {
            session.Accumulate(batch, 2);
            session.Accumulate(batch, 2);
            session.Apply();
        }

        Assert.NotEqual(Trained(1, 1), Trained(1, 1, Twice));
        Assert.Equal(Trained(1, 1, Twice), Trained(1, 2, Twice));
    }

    private static float[] Trained(long seed, int threads, Action<TrainingSession, TrainingBatch>? step = null)
    {
        using ParameterSet parameters = new(1);
        TrainingGraph graph = new(isTraining: true);
        LayerScope scope = new(graph, parameters);
        GraphValue x = graph.Input("x", TensorElementType.Float32, "batch", 2);
        GraphValue loss = scope.Linear(scope.Linear(x, "a", 64).Dropout(0.5f), "b", 1).Square().Mean();
        using TrainingSession session = new(loss, new AdamW(0.1), new TrainingSessionOptions { Seed = seed, Threads = threads });
        using TrainingBatch batch = Batch(1, "a.jpg");
        for (int i = 0; i < 5; i++)
        {
            (step ?? ((session, batch) => session.Step(batch)))(session, batch);
        }

        return parameters["b.weight"].Values.ToArray();
    }

    private static TrainingBatch Batch(float value, string name) => new TrainingBatch([name]).Add("x", new TensorBuffer<float>(new[] { value, 2, 3, 4 }, [2, 2]));
}
