namespace Vlm.Tokenization;

/// <summary>Where special tokens stand around one text and around two. TemplateProcessing, BertProcessing and RobertaProcessing are all this.</summary>
internal sealed class SequenceTemplate(IEnumerable<TemplateItem> single, IEnumerable<TemplateItem> pair)
{
    private readonly TemplateItem[] _single = [.. single];
    private readonly TemplateItem[] _pair = [.. pair];

    /// <summary>No special tokens; the second text of a pair has type 1.</summary>
    public static SequenceTemplate None { get; } = new([TemplateItem.First()], [TemplateItem.First(), TemplateItem.Second(1)]);

    public ReadOnlySpan<TemplateItem> Items(bool isPair) => isPair ? _pair : _single;

    /// <summary>How many special tokens there are.</summary>
    public int AddedCount(bool isPair)
    {
        int count = 0;
        foreach (TemplateItem item in Items(isPair))
        {
            count += item.SpecialIds.Length;
        }

        return count;
    }

    /// <summary>How many tokens a row has.</summary>
    /// <exception cref="InvalidInputException">They are beyond measure.</exception>
    public int Length(bool isPair, int first, int second, bool addSpecial)
    {
        long length = addSpecial ? AddedCount(isPair) : 0;
        foreach (TemplateItem item in Items(isPair))
        {
            length += item.Sequence < 0 ? 0 : item.Sequence == 0 ? first : second;
        }

        Effort.CheckRow(length);
        return (int)length;
    }

    /// <summary>Whether the second text stands before the first one.</summary>
    public bool SecondComesFirst(bool isPair) => isPair && Array.Find(_pair, item => item.Sequence >= 0) is { Sequence: 1 };

    /// <summary>BertProcessing.</summary>
    public static SequenceTemplate Bert(int cls, int sep) => new(
        [TemplateItem.Special(cls), TemplateItem.First(), TemplateItem.Special(sep)],
        [TemplateItem.Special(cls), TemplateItem.First(), TemplateItem.Special(sep), TemplateItem.Second(1), TemplateItem.Special(sep, 1)]);

    /// <summary>RobertaProcessing: two separators between the texts, and no second type.</summary>
    public static SequenceTemplate Roberta(int cls, int sep) => new(
        [TemplateItem.Special(cls), TemplateItem.First(), TemplateItem.Special(sep)],
        [TemplateItem.Special(cls), TemplateItem.First(), TemplateItem.Special(sep), TemplateItem.Special(sep), TemplateItem.Second(0), TemplateItem.Special(sep)]);
}
