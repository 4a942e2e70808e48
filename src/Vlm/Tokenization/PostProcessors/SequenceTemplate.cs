namespace Vlm.Tokenization;

/// <summary>Where special tokens stand around one text and around two. TemplateProcessing, BertProcessing and RobertaProcessing are all this.</summary>
internal sealed class SequenceTemplate(IReadOnlyList<TemplateItem> single, IReadOnlyList<TemplateItem> pair)
{
    /// <summary>No special tokens; the second text of a pair has type 1.</summary>
    public static SequenceTemplate None { get; } = new([TemplateItem.First()], [TemplateItem.First(), TemplateItem.Second(1)]);

    public IReadOnlyList<TemplateItem> Items(bool isPair) => isPair ? pair : single;

    public int AddedCount(bool isPair) => Items(isPair).Sum(item => item.SpecialIds.Length);

    /// <summary>BertProcessing.</summary>
    public static SequenceTemplate Bert(int cls, int sep) => new(
        [TemplateItem.Special(cls), TemplateItem.First(), TemplateItem.Special(sep)],
        [TemplateItem.Special(cls), TemplateItem.First(), TemplateItem.Special(sep), TemplateItem.Second(1), TemplateItem.Special(sep, 1)]);

    /// <summary>RobertaProcessing: two separators between the texts, and no second type.</summary>
    public static SequenceTemplate Roberta(int cls, int sep) => new(
        [TemplateItem.Special(cls), TemplateItem.First(), TemplateItem.Special(sep)],
        [TemplateItem.Special(cls), TemplateItem.First(), TemplateItem.Special(sep), TemplateItem.Special(sep), TemplateItem.Second(0), TemplateItem.Special(sep)]);
}
