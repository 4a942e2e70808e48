namespace Vlm.Evaluation;

/// <summary>Whether and from where an old run's file can be gone on with.</summary>
internal static class RunResumption
{
    public static void Check(string path, RunContents old, RunHeader now)
    {
        RunHeader was = old.Header;
        Require(path, "task", was.Task.ToString(), now.Task.ToString());
        Require(path, "model", $"{was.ModelName} ({was.ModelHash})", $"{now.ModelName} ({now.ModelHash})", was.ModelHash == now.ModelHash);
        Require(path, "number of pictures", was.Items.ToString(), now.Items.ToString());
        Require(path, "data", $"{was.DataName}, {was.Split} ({was.DataHash})", $"{now.DataName}, {now.Split} ({now.DataHash})", was.DataHash == now.DataHash);
        Require(path, "batch size", was.BatchSize.ToString(), now.BatchSize.ToString());
        Require(path, "settings", Text(was), Text(now));
    }

    /// <summary>Takes over the results of whole groups; those of a group that was cut off are made again with it.</summary>
    /// <returns>The number of groups that need not be run.</returns>
    public static int WholeGroups(string path, RunContents old, EvaluationTask task, IReadOnlyList<DataSetItem> items, int batchSize, List<RunRecord> kept)
    {
        int groups = 0;
        foreach (DataSetItem[] batch in items.Chunk(batchSize))
        {
            string[] ids = [.. batch.SelectMany(item => TaskRunner.IdsOf(item, task))];
            if (kept.Count + ids.Length > old.Records.Count)
            {
                break;
            }

            foreach (string id in ids)
            {
                RunRecord record = old.Records[kept.Count];
                kept.Add(record.Id == id ? record : throw new EvaluationException(
                    $"{path}, line {kept.Count + 2}: it is the result of '{record.Id}', but '{id}' comes next in the data. Delete the file to run again, or name another one.", id));
            }

            groups++;
        }

        return groups;
    }

    private static void Require(string path, string what, string was, string now, bool? same = null)
    {
        if (!(same ?? was == now))
        {
            throw new EvaluationException(
                $"{path}: this run was made with another {what}: {was}; now it is {now}. Name another file, or delete this one to run again.");
        }
    }

    private static string Text(RunHeader header) => header.Settings.Count == 0
        ? "the model's own"
        : string.Join(", ", header.Settings.OrderBy(setting => setting.Key, StringComparer.Ordinal).Select(setting => $"{setting.Key}={setting.Value}"));
}
