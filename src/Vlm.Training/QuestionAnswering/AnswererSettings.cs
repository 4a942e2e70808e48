namespace Vlm.Training;

/// <summary>The form and the sizes of a question answering head, and how its questions are drawn for training.</summary>
public sealed record AnswererSettings
{
    /// <summary>How picture and question meet.</summary>
    public FusionKind Fusion { get; init; } = FusionKind.CrossAttention;

    /// <summary>What each row of the picture is reduced to.</summary>
    public int Reduced { get; init; } = 512;

    /// <summary>Whether the layer that reduces rows is trained, and not left as the principal components.</summary>
    public bool TrainsReduction { get; init; }

    /// <summary>The size of the picture's vector and of the states that look at it; a multiple of <see cref="Heads"/>.</summary>
    public int Width { get; init; } = 512;

    /// <summary>The number of attention heads.</summary>
    public int Heads { get; init; } = 8;

    /// <summary>How many vectors of attention are pooled from a picture's rows.</summary>
    public int Pools { get; init; } = 4;

    /// <summary>How often each token of the question looks at the picture (cross-attention only).</summary>
    public int Layers { get; init; } = 2;

    /// <summary>The inner size of the answering head.</summary>
    public int Inner { get; init; } = 768;

    /// <summary>The rate of dropout before and inside the answering head, and in the layers.</summary>
    public float Dropout { get; init; } = 0.3f;

    /// <summary>The rate of dropout on the rows of the picture and the tokens of the question.</summary>
    public float InputDropout { get; init; } = 0.1f;

    /// <summary>The share of a picture's rows that are blanked while training.</summary>
    public float RowDropout { get; init; } = 0.1f;

    /// <summary>The share of the target that is spread over all answers.</summary>
    public float LabelSmoothing { get; init; } = 0.1f;

    /// <summary>At most so many questions of a picture are drawn for a step.</summary>
    public int QuestionsPerPicture { get; init; } = 4;

    /// <summary>
    /// The weight of a second task that only training has: to tell which words stand in the picture's captions. 0 for none.
    /// </summary>
    public float WordWeight { get; init; }

    /// <summary>A data file with captions of the same pictures, for the second task, its path from the folder of the questions' file; null where that file has them.</summary>
    public string? Captions { get; init; }

    /// <summary>How many words the second task tells apart: the most frequent ones.</summary>
    public int Words { get; init; } = 800;

    /// <summary>Whether four crops of each training picture are views of it too, beside the whole and its mirror image.</summary>
    public bool Crops { get; init; }

    /// <summary>Whether the model's own answering head is trained on, in the form and the precision of its files, and none is begun anew.</summary>
    public bool Continues { get; init; }

    internal void Check(string source)
    {
        Require(Heads > 0 && Width > 0 && Width % Heads == 0, $"width {Width} and heads {Heads}", "a width that is a multiple of the heads");
        Require(Reduced > 0 && Layers > 0 && Inner > 0 && Pools > 0, $"reduced {Reduced}, layers {Layers}, inner {Inner}, pools {Pools}", "at least 1 each");
        Require(QuestionsPerPicture > 0, $"questionsPerPicture {QuestionsPerPicture}", "at least 1");
        Require(WordWeight >= 0 && Words > 0, $"wordWeight {WordWeight} and words {Words}", "a weight of at least 0, and 1 word or more");
        foreach ((string name, float share) in new[] { ("dropout", Dropout), ("inputDropout", InputDropout), ("rowDropout", RowDropout), ("labelSmoothing", LabelSmoothing) })
        {
            Require(share is >= 0 and < 1, $"{name} {share}", "at least 0, below 1");
        }

        void Require(bool fits, string found, string expected)
        {
            if (!fits)
            {
                throw new TrainingException($"{source}: answerer: found {found}; expected {expected}.");
            }
        }
    }
}
