namespace Vlm.Tokenization;

/// <summary>Where Metaspace puts its mark before a text; named as in tokenizer.json.</summary>
internal enum PrependScheme
{
    Always,
    First,
    Never,
}
