namespace Vlm;

/// <summary>Whose rules an image processor follows where two versions of transformers make different pixels of the same file.</summary>
public enum ProcessorRules
{
    /// <summary>
    /// transformers 5: transparency is laid on white before the first step; Donut's thumbnail takes the filter of the file;
    /// OWLv2 pads with black; Janus rounds the shorter side.
    /// </summary>
    V5,

    /// <summary>
    /// transformers 4.57: Idefics3 and SmolVLM lay transparency on white after the last resize; Donut's thumbnail is bicubic
    /// with a reducing gap of 2; OWLv2 pads with grey; Janus truncates the shorter side. What differs by picture object only
    /// (transparency dropped) is <see cref="ImageDecodeOptions.Alpha"/>.
    /// </summary>
    V4,
}
