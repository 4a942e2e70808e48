namespace Vlm.Generation;

/// <summary>Holds back the end of a streamed text while it could still become a stop string.</summary>
internal sealed class HeldText(StopStrings? stop)
{
    private string _held = "";

    /// <summary>Whether a stop string has come.</summary>
    public bool Stopped { get; private set; }

    /// <summary>Adds a piece.</summary>
    /// <returns>What can be given out; empty after a stop string.</returns>
    public string Add(string piece)
    {
        if (stop is null || Stopped)
        {
            return Stopped ? "" : piece;
        }

        string text = _held + piece;
        int end = stop.IndexIn(text);
        Stopped = end >= 0;
        end = Stopped ? end : text.Length - stop.Pending(text);
        _held = Stopped ? "" : text[end..];
        return text[..end];
    }

    /// <summary>Ends the text.</summary>
    /// <returns>What was held back.</returns>
    public string Complete()
    {
        string rest = _held;
        _held = "";
        return rest;
    }
}
