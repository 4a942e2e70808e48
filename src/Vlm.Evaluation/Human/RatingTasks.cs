using System.Security.Cryptography;
using System.Text;

namespace Vlm.Evaluation;

/// <summary>Lays a study out as tasks, in an order and with tokens that depend on the seed alone.</summary>
internal static class RatingTasks
{
    private const int TokenBytes = 8;

    public static RatingKey Make(RatingStudy study, ulong seed)
    {
        study.Check();
        var tasks = new List<RatingTask>();
        foreach (RatedItem item in study.Items)
        {
            foreach (IReadOnlyList<string> systems in Combinations(item, study.Mode))
            {
                tasks.Add(new RatingTask { Token = Token(seed, item.Id, systems), Item = item.Id, Systems = systems });
            }
        }

        // By token: the page's source tells nothing by its order either.
        tasks.Sort((a, b) => string.CompareOrdinal(a.Token, b.Token));
        return new RatingKey
        {
            Study = StudyId(study, seed, tasks),
            Mode = study.Mode,
            Criteria = study.CriteriaInForce,
            Scale = study.Scale,
            Systems = study.Systems,
            Tasks = tasks,
        };
    }

    private static IEnumerable<IReadOnlyList<string>> Combinations(RatedItem item, RatingMode mode)
    {
        string[] systems = [.. item.Candidates.Select(candidate => candidate.System)];
        if (mode == RatingMode.Grades)
        {
            return systems.Select(system => (IReadOnlyList<string>)[system]);
        }

        return from a in Enumerable.Range(0, systems.Length)
               from b in Enumerable.Range(a + 1, systems.Length - a - 1)
               select (IReadOnlyList<string>)[systems[a], systems[b]];
    }

    // Keyed by the seed, so that who knows ids and systems' names still cannot tell which token is which.
    private static string Token(ulong seed, string item, IReadOnlyList<string> systems)
    {
        byte[] hash = HMACSHA256.HashData(BitConverter.GetBytes(seed), Encoding.UTF8.GetBytes(string.Join('\0', systems.Prepend(item))));
        return Convert.ToHexStringLower(hash.AsSpan(0, TokenBytes));
    }

    private static string StudyId(RatingStudy study, ulong seed, List<RatingTask> tasks)
    {
        using IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, BitConverter.GetBytes(seed));
        foreach (string part in tasks.Select(task => task.Token).Concat(study.CriteriaInForce).Append(study.Title).Append($"{study.Mode} {study.Scale}"))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part + '\n'));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, TokenBytes));
    }
}
