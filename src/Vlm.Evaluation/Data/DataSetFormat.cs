namespace Vlm.Evaluation;

/// <summary>The formats that <see cref="DataSet.Open(string, DataSetOptions?)"/> reads.</summary>
public enum DataSetFormat
{
    /// <summary>One JSON object: <c>images[]</c> of <c>filename</c>, <c>split</c> and <c>sentences[].raw</c> (Karpathy's splits of Flickr8k, Flickr30k and COCO).</summary>
    Karpathy,

    /// <summary>One JSON object: <c>images[]</c> of <c>id</c> and <c>file_name</c>, <c>annotations[]</c> of <c>image_id</c> and <c>caption</c>.</summary>
    CocoCaptions,

    /// <summary>VQA v2: a questions file, and an annotations file with ten answers a question.</summary>
    VqaV2,

    /// <summary>One JSON object: <c>questions[]</c> of <c>filename</c>, <c>split</c>, <c>question</c>, <c>answer</c> (or <c>answers</c>) and <c>type</c>.</summary>
    Questions,

    /// <summary>One JSON object a line: <c>image</c> and <c>captions</c>, <c>question</c> with <c>answers</c>, or <c>label</c>; optionally <c>id</c>, <c>split</c>, <c>type</c>.</summary>
    JsonLines,

    /// <summary>A table with a header line: the columns of <see cref="JsonLines"/>; several answers are separated by <c>|</c>.</summary>
    Csv,

    /// <summary>A folder or zip with one folder a class, possibly below folders named train, val and test.</summary>
    ClassFolders,
}
