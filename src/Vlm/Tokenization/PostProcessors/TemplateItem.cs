namespace Vlm.Tokenization;

/// <summary>One place of a template: a text of the pair, or special tokens.</summary>
/// <param name="Sequence">0 or 1 for the first or second text; -1 for special tokens.</param>
/// <param name="SpecialIds">The ids of the special tokens; empty for a text.</param>
/// <param name="TypeId">The type id of all of them.</param>
internal sealed record TemplateItem(int Sequence, int[] SpecialIds, int TypeId)
{
    public static TemplateItem First(int typeId = 0) => new(0, [], typeId);

    public static TemplateItem Second(int typeId) => new(1, [], typeId);

    public static TemplateItem Special(int id, int typeId = 0) => new(-1, [id], typeId);
}
