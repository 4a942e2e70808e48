namespace Vlm.Training;

/// <summary>Where a run keeps what is its own: the folder <c>training</c> beside the model that comes out.</summary>
/// <param name="Model">The folder of the model.</param>
internal sealed record TrainingFolder(string Model)
{
    public const string Name = "training";

    /// <summary>Opens a file that is written aside; null for a new file on disk.</summary>
    public Func<string, Stream>? Create { get; init; }

    public string Own => Path.Combine(Model, Name);

    /// <summary>The state after the last step that was kept.</summary>
    public string Last => Path.Combine(Own, "last.safetensors");

    /// <summary>The weights that scored best, averaged where the run averages.</summary>
    public string Best => Path.Combine(Own, "best.safetensors");

    public string Settings => Path.Combine(Own, "settings.json");

    public string History => Path.Combine(Own, "history.json");

    public string Curve => Path.Combine(Own, "learning-curve.svg");

    public string Report => Path.Combine(Own, "report.html");

    /// <summary>Refuses to begin a run where one is kept already.</summary>
    /// <exception cref="TrainingException">There is a checkpoint, and it is not to be resumed.</exception>
    public void RequireFree(bool resumes)
    {
        if (File.Exists(Last) && !resumes)
        {
            throw new TrainingException($"{Last}: a run is kept there already. Resume it (--resume), or name another folder.");
        }
    }
}
