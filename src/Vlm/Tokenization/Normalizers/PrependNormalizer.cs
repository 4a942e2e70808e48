namespace Vlm.Tokenization;

/// <summary>Prepend: a fixed text before any text that is not empty.</summary>
internal sealed class PrependNormalizer(string prefix) : Normalizer
{
    public override void Apply(AlignedText source, AlignedText target)
    {
        if (source.Length > 0)
        {
            foreach (char unit in prefix)
            {
                target.Append(unit, source.Start(0), source.End(0));
            }
        }

        target.Append(source, 0, source.Length);
    }
}
