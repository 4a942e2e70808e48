namespace Vlm.Evaluation.Reading;

/// <summary>Collects the entries of a data file. What cannot be used becomes a problem; nothing is dropped in silence.</summary>
internal sealed class DataSetBuilder(string path, IPictureSource pictures)
{
    private readonly List<Draft> _drafts = [];
    private readonly Dictionary<string, Draft> _byId = new(StringComparer.Ordinal);
    private readonly HashSet<string> _questions = new(StringComparer.Ordinal);
    private readonly List<DataProblem> _problems = [];

    public IPictureSource Pictures => pictures;

    /// <summary>Adds a picture; null where it was left out. The second of one id is left out.</summary>
    public Draft? Add(string id, string picture, string? split, string place)
    {
        if (_byId.ContainsKey(id))
        {
            Report(DataProblemKind.DuplicateId, id, place, "this id stands for the second time; the entry is left out.");
            return null;
        }

        return AddOrFind(id, picture, split, place);
    }

    /// <summary>Adds a picture, or goes on with the one that has the id already; null where it was left out.</summary>
    public Draft? AddOrFind(string id, string picture, string? split, string place)
    {
        if (_byId.TryGetValue(id, out Draft? found))
        {
            return found.Missing ? null : found;
        }

        bool missing = picture.Length == 0 || !pictures.Contains(picture);
        Draft draft = new(id, picture, SplitNames.Normalize(split), place, missing);
        _byId.Add(id, draft);
        if (missing)
        {
            Report(DataProblemKind.MissingPicture, id, place, $"there is no picture '{picture}' in {pictures.Name}; the entry is left out.");
            return null;
        }

        _drafts.Add(draft);
        return draft;
    }

    public Draft? Find(string id) => _byId.GetValueOrDefault(id);

    public void AddCaption(Draft draft, string caption, string place)
    {
        if (string.IsNullOrWhiteSpace(caption))
        {
            Report(DataProblemKind.EmptyText, draft.Id, place, "the caption is empty; it is left out.");
        }
        else
        {
            draft.Captions.Add(caption);
        }
    }

    public void AddQuestion(Draft draft, string id, string text, IReadOnlyList<string> answers, string? type, string place)
    {
        string[] given = [.. answers.Where(answer => !string.IsNullOrWhiteSpace(answer))];
        if (!_questions.Add(id))
        {
            Report(DataProblemKind.DuplicateId, id, place, "this question's id stands for the second time; the question is left out.");
        }
        else if (string.IsNullOrWhiteSpace(text))
        {
            Report(DataProblemKind.EmptyText, id, place, "the question is empty; it is left out.");
        }
        else if (given.Length == 0)
        {
            Report(DataProblemKind.Unanswered, id, place, "nobody answered the question; it is left out.");
        }
        else
        {
            if (given.Length < answers.Count)
            {
                Report(DataProblemKind.EmptyText, id, place, $"{answers.Count - given.Length} of {answers.Count} answers are empty; they are left out.");
            }

            draft.Questions.Add(new DataSetQuestion(id, text, given, type));
        }
    }

    public void Report(DataProblemKind kind, string id, string? place, string message) => _problems.Add(new DataProblem(kind, id, place, message));

    public DataSet Build()
    {
        foreach (Draft draft in _drafts.Where(draft => draft.IsEmpty))
        {
            Report(DataProblemKind.NothingSaid, draft.Id, draft.Place, "the picture has neither caption nor question nor label.");
        }

        return _drafts.Count > 0 || _problems.Count > 0
            ? new DataSet(path, [.. _drafts.Select(draft => draft.ToItem())], pictures, _problems)
            : throw new DataSetException(path, "it has no entries; expected at least one picture.");
    }

    /// <summary>A picture whose texts are still being read.</summary>
    internal sealed class Draft(string id, string picture, string? split, string place, bool missing)
    {
        public string Id => id;

        public string Place => place;

        public bool Missing => missing;

        public List<string> Captions { get; } = [];

        public List<DataSetQuestion> Questions { get; } = [];

        public string? Label { get; set; }

        public bool IsEmpty => Captions.Count == 0 && Questions.Count == 0 && Label is null;

        public DataSetItem ToItem() => new(id, picture, split, Captions, Questions, Label);
    }
}
