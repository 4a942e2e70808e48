using System.Text.Json;

namespace Vlm.Evaluation;

/// <summary>The forms of an explanation: HTML and JSON.</summary>
public static class ExplanationFiles
{
    /// <summary>One HTML page in UTF-8: heat maps over the picture, words in colour, curves; no script, nothing fetched.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <param name="picture">The picture that was explained.</param>
    public static byte[] ToHtml(Explanation explanation, ImageInput picture)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        ArgumentNullException.ThrowIfNull(picture);
        return ExplanationPage.Make(explanation, picture);
    }

    /// <summary>One JSON object: cells, words, faithfulness, and the sum where shares are exact.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <param name="json">Where it goes; the caller flushes it.</param>
    public static void WriteJson(Explanation explanation, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("kind", explanation.Kind.ToString());
        json.WriteString("model", explanation.ModelName);
        if (explanation.Question is not null)
        {
            json.WriteString("question", explanation.Question);
        }

        json.WriteString("output", explanation.Output);
        json.WriteNumber("score", explanation.Score);
        json.WriteString("scoreName", explanation.ScoreName);
        json.WriteString("method", explanation.Method);
        WriteCells(json, "cells", explanation.Cells);
        json.WriteStartArray("words");
        foreach (WordShare word in explanation.Words)
        {
            json.WriteStartObject();
            json.WriteString("text", word.Text);
            json.WriteNumber("share", word.Share);
            if (word.Cells is not null)
            {
                WriteCells(json, "cells", word.Cells);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (explanation.Additive is { } additive)
        {
            json.WriteStartObject("additive");
            json.WriteNumber("bias", additive.Bias);
            json.WriteNumber("sum", additive.Sum);
            json.WriteNumber("score", additive.Score);
            json.WriteNumber("error", additive.Error);
            json.WriteEndObject();
        }

        if (explanation.Attention is { } attention)
        {
            WriteCells(json, "attention", attention);
        }

        WriteFaithfulness(json, explanation.Faithfulness);
        json.WriteEndObject();
    }

    private static void WriteFaithfulness(Utf8JsonWriter json, Faithfulness faithfulness)
    {
        json.WriteStartObject("faithfulness");
        WriteNumber(json, "deletionArea", faithfulness.DeletionArea);
        WriteNumber(json, "insertionArea", faithfulness.InsertionArea);
        WriteNumber(json, "randomDeletionArea", faithfulness.RandomDeletionArea);
        WriteNumber(json, "randomInsertionArea", faithfulness.RandomInsertionArea);
        WriteRow(json, "deletion", faithfulness.Deletion);
        WriteRow(json, "insertion", faithfulness.Insertion);
        if (faithfulness.Reason is not null)
        {
            json.WriteString("reason", faithfulness.Reason);
        }

        json.WriteEndObject();
    }

    private static void WriteCells(Utf8JsonWriter json, string name, IReadOnlyList<IReadOnlyList<double>> cells)
    {
        json.WriteStartArray(name);
        foreach (IReadOnlyList<double> row in cells)
        {
            WriteRow(json, null, row);
        }

        json.WriteEndArray();
    }

    private static void WriteRow(Utf8JsonWriter json, string? name, IReadOnlyList<double> values)
    {
        if (name is not null)
        {
            json.WritePropertyName(name);
        }

        json.WriteStartArray();
        foreach (double value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
