namespace Vlm.Evaluation;

/// <summary>How a data set is opened. Null members mean: find out.</summary>
public sealed class DataSetOptions
{
    /// <summary>The folder or .zip file of the pictures; null for the folder of the data file, or an <c>images.zip</c> beside it.</summary>
    public string? Images { get; init; }

    /// <summary>The format; null to tell it by the file's name and first keys.</summary>
    public DataSetFormat? Format { get; init; }

    /// <summary>VQA v2 only: the annotations file that belongs to the questions file.</summary>
    public string? Annotations { get; init; }
}
