namespace Vlm.Evaluation;

/// <summary>Runs the audits that a file asks for, with a model where they need one. Members are thread-safe.</summary>
/// <remarks>
/// An audit is one JSON object with any of these lists; every part has a <c>name</c>, and pictures are files beside the audit's.
/// <list type="bullet">
/// <item><c>ranking</c>: <c>items</c> with <c>group</c> and <c>score</c>, or <c>image</c> beside the part's <c>query</c>; optionally <c>k</c>: [10, 50].</item>
/// <item><c>decisions</c>: <c>items</c> with <c>group</c>, <c>label</c> (what is true) and <c>prediction</c>, or <c>image</c> beside the part's
/// <c>question</c> and <c>yes</c>, the answer that counts as yes.</item>
/// <item><c>association</c>: <c>x</c>, <c>y</c>, <c>a</c>, <c>b</c>, each a list of texts, of <c>{ "image" }</c> or of vectors.</item>
/// <item><c>counterfactual</c>: <c>pairs</c> with <c>first</c> and <c>second</c>: scores, or texts beside <c>image</c>, or <c>{ "image" }</c> beside <c>text</c>.</item>
/// <item><c>leakage</c>: <c>items</c> with <c>group</c>, <c>caption</c> or <c>image</c>, and optionally <c>reference</c>; optionally <c>words</c> by group.</item>
/// </list>
/// </remarks>
public static class FairnessAudit
{
    /// <summary>Reads an audit file and runs every part of it.</summary>
    /// <param name="path">The JSON file; what it holds is said above.</param>
    /// <param name="model">Gives scores, embeddings, answers and captions where the file has pictures or texts instead; called for a model only if one is needed.</param>
    /// <param name="options">How intervals and baselines are drawn; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the work between pictures and between resamples.</param>
    /// <returns>One finding a part, in the order of the file.</returns>
    /// <exception cref="DataSetException">The file is not as described; names the place.</exception>
    /// <exception cref="EvaluationException">A part cannot be computed.</exception>
    public static async Task<IReadOnlyList<FairnessFinding>> RunAsync(
        string path, Func<Task<IVisionLanguageModel>> model, ResamplingOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        var source = new AuditSource(Path.GetDirectoryName(Path.GetFullPath(path))!, model, cancellationToken);
        var findings = new List<FairnessFinding>();
        foreach (FairnessAuditPart part in FairnessAuditFile.Read(path))
        {
            findings.Add(await part(source, options, cancellationToken).ConfigureAwait(false));
        }

        return findings;
    }
}
