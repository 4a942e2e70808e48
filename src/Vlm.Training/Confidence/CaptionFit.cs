using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>
/// Whether captions fit their pictures, judged by people's captions: a caption fits where its CIDEr-D against the picture's references is at least what
/// three of four people's own captions reach. People are scored against the others' captions of the same picture; so that both are scored against equally many, the
/// caption's score is the mean over leaving out each reference in turn.
/// </summary>
internal sealed class CaptionFit
{
    private const double Share = 0.25;

    private readonly IReadOnlyList<DataSetItem> _items;
    private readonly int _references;

    /// <param name="items">Pictures with at least two captions each; those beyond the least number are not looked at.</param>
    public CaptionFit(IReadOnlyList<DataSetItem> items)
    {
        _items = items;
        _references = items.Min(item => item.Captions.Count);
        double[] people = [.. Enumerable.Range(0, _references).SelectMany(left => Scores(left, i => items[i].Captions[left])).Order()];
        Threshold = people[(int)(people.Length * Share)];
    }

    /// <summary>The CIDEr-D of people's captions that three of four reach, 0 to 10.</summary>
    public double Threshold { get; }

    /// <summary>One for each item; true where the caption fits.</summary>
    public bool[] Judge(IReadOnlyList<string> captions)
    {
        double[] sums = new double[captions.Count];
        for (int left = 0; left < _references; left++)
        {
            IReadOnlyList<double> scores = Scores(left, i => captions[i]);
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += scores[i] / _references;
            }
        }

        return Array.ConvertAll(sums, score => score >= Threshold);
    }

    private IReadOnlyList<double> Scores(int leftOut, Func<int, string> caption) =>
        CiderD.Compute(CaptionSet.Create([.. _items.Select((item, i) => new CaptionItem
        {
            Id = item.Id,
            Candidate = caption(i),
            References = [.. item.Captions.Take(_references).Where((_, n) => n != leftOut)],
        })])).PerItem;
}
