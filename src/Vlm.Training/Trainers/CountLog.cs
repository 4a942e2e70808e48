using System.Globalization;

namespace Vlm.Training;

/// <summary>Tells a log how far long work has come: every so many, and at the end.</summary>
/// <param name="log">Is told a line.</param>
/// <param name="every">How many lie between two lines.</param>
/// <param name="what">What is counted, such as <c>pictures encoded</c>.</param>
internal sealed class CountLog(Action<string> log, int every, string what) : IProgress<BatchProgress>
{
    private int _told;

    public void Report(BatchProgress value)
    {
        if (value.Done - Volatile.Read(ref _told) >= every || value.Done == value.Total)
        {
            Volatile.Write(ref _told, value.Done);
            log(string.Create(CultureInfo.InvariantCulture, $"{value.Done:#,0} of {value.Total:#,0} {what}"));
        }
    }
}
