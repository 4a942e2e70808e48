namespace Vlm.Composition;

/// <summary>The distinct pictures of a batch of prompts: what several prompts show (the same <see cref="ImageInput"/>) is encoded once.</summary>
internal sealed class SharedPictures
{
    private readonly List<ImageInput> _distinct = [];
    private readonly List<List<int>> _promptsOf = [];

    public SharedPictures(IReadOnlyList<VisionPrompt> prompts)
    {
        Dictionary<ImageInput, int> seen = new(ReferenceEqualityComparer.Instance);
        PicturesOf = new int[prompts.Count][];
        for (int i = 0; i < prompts.Count; i++)
        {
            IReadOnlyList<ImageInput> images = prompts[i].Images;
            PicturesOf[i] = new int[images.Count];
            for (int j = 0; j < images.Count; j++)
            {
                PicturesOf[i][j] = Add(seen, images[j], i);
            }
        }
    }

    /// <summary>Every picture once, in the order in which the prompts first show them.</summary>
    public IReadOnlyList<ImageInput> Distinct => _distinct;

    /// <summary>Per prompt, its pictures as places in <see cref="Distinct"/>.</summary>
    public int[][] PicturesOf { get; }

    /// <summary>Per distinct picture, the prompts that show it, each once, ascending.</summary>
    public IReadOnlyList<IReadOnlyList<int>> PromptsOf => _promptsOf;

    private int Add(Dictionary<ImageInput, int> seen, ImageInput image, int prompt)
    {
        if (!seen.TryGetValue(image, out int place))
        {
            place = seen[image] = _distinct.Count;
            _distinct.Add(image);
            _promptsOf.Add([]);
        }

        if (_promptsOf[place] is not [.., var last] || last != prompt)
        {
            _promptsOf[place].Add(prompt);
        }

        return place;
    }
}
