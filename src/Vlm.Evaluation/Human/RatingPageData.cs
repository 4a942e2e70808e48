using System.Text.Json;

namespace Vlm.Evaluation;

/// <summary>What the page's script reads: items with their pictures once, and tasks that point to them.</summary>
internal static class RatingPageData
{
    private const string GradesIntroduction =
        "You will see one text or picture at a time. Grade it for each criterion from 1 (worst) to the best grade with the number keys. "
        + "Judge it by itself; there is no right answer. Your answers stay on this machine until you save them.";

    private const string ChoiceIntroduction =
        "You will see two candidates side by side. Choose the better one: 1 or left arrow for the left, 2 or right arrow for the right, 0 if neither "
        + "is better. There is no right answer. Your answers stay on this machine until you save them.";

    public static void Write(Utf8JsonWriter json, RatingStudy study, RatingKey key)
    {
        Dictionary<string, (int Number, RatedItem Item)> items = study.Items.Select((item, i) => (item, i)).ToDictionary(pair => pair.item.Id, pair => (pair.i, pair.item));
        json.WriteStartObject();
        json.WriteString("study", key.Study);
        json.WriteString("title", study.Title);
        json.WriteString("instructions", study.Instructions ?? (study.Mode == RatingMode.Choice ? ChoiceIntroduction : GradesIntroduction));
        json.WriteString("mode", RatingKeyFile.NameOf(study.Mode));
        json.WriteNumber("scale", study.Scale);
        json.WriteStartArray("criteria");
        foreach (string criterion in key.Criteria)
        {
            json.WriteStringValue(criterion);
        }

        json.WriteEndArray();
        json.WriteStartArray("items");
        foreach (RatedItem item in study.Items)
        {
            json.WriteStartObject();
            WriteContent(json, item.Prompt, item.Picture);
            json.WriteEndObject();
            json.Flush();
        }

        json.WriteEndArray();
        json.WriteStartArray("tasks");
        foreach (RatingTask task in key.Tasks)
        {
            (int number, RatedItem item) = items[task.Item];
            json.WriteStartObject();
            json.WriteString("token", task.Token);
            json.WriteNumber("item", number);
            json.WriteStartArray("candidates");
            foreach (string system in task.Systems)
            {
                RatedCandidate candidate = item.Candidates.First(candidate => candidate.System == system);
                json.WriteStartObject();
                WriteContent(json, candidate.Text, candidate.Picture);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.Flush();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter json, string? text, EmbeddedPicture? picture)
    {
        if (text is not null)
        {
            json.WriteString("text", text);
        }

        if (picture is not null)
        {
            json.WriteString("picture", picture.DataUri());
        }
    }
}
