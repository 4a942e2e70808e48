using Vlm.Evaluation.Reading;

namespace Vlm.Evaluation;

/// <summary>Reads an audit from JSON; <see cref="FairnessAudit"/> says what it holds.</summary>
internal static class FairnessAuditFile
{
    private static readonly Dictionary<string, Func<JsonNode, FairnessAuditPart>> Kinds = new()
    {
        ["ranking"] = AuditParts.Ranking,
        ["decisions"] = AuditParts.Decisions,
        ["association"] = AuditParts.Association,
        ["counterfactual"] = AuditParts.Counterfactual,
        ["leakage"] = AuditParts.Leakage,
    };

    public static IReadOnlyList<FairnessAuditPart> Read(string path)
    {
        JsonNode root = DataFile.ReadJson(path);
        var parts = new List<FairnessAuditPart>();
        foreach ((string kind, JsonNode node) in root.Members())
        {
            if (!Kinds.TryGetValue(kind, out Func<JsonNode, FairnessAuditPart>? read))
            {
                throw node.Wrong($"there is no audit of this kind; there are {string.Join(", ", Kinds.Keys)}.");
            }

            parts.AddRange(root.Items(kind).Select(read));
        }

        return parts.Count > 0 ? parts : throw root.Wrong($"it asks for nothing; give at least one of {string.Join(", ", Kinds.Keys)}.");
    }

    /// <summary>Whether an item gives a value itself; otherwise a model has to.</summary>
    public static bool Gives(IReadOnlyList<JsonNode> items, string key)
    {
        int count = items.Count(item => item.Has(key));
        return count == 0 || count == items.Count
            ? count > 0
            : throw items.First(item => !item.Has(key)).Wrong($"'{key}' is missing, but other items of this part have it; give it to all or to none.");
    }
}
