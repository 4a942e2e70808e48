namespace Vlm.Evaluation;

/// <summary>A data set cannot be read: the message names the file, the line or id, what was found and what was expected.</summary>
public sealed class DataSetException : VlmException
{
    /// <summary>Creates the error.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="detail">What was found, what was expected and what to do.</param>
    /// <param name="line">The line, counted from 1; null where lines do not matter.</param>
    /// <param name="place">The id or the JSON path of what is wrong, such as <c>images[3].filename</c>; null where the whole file is meant.</param>
    /// <param name="innerException">The cause, if any.</param>
    public DataSetException(string path, string detail, long? line = null, string? place = null, Exception? innerException = null)
        : base($"{path}{(line is null ? "" : $", line {line}")}: {(place is null ? "" : $"{place}: ")}{detail}", innerException)
    {
        Path = path;
        Line = line;
        Place = place;
    }

    /// <summary>The file or folder.</summary>
    public string Path { get; }

    /// <summary>The line, counted from 1; null where lines do not matter.</summary>
    public long? Line { get; }

    /// <summary>The id or the JSON path of what is wrong; null where the whole file is meant.</summary>
    public string? Place { get; }
}
