namespace Vlm.Tokenization.Chat;

/// <summary>The variable names that a template uses, each with a small number.</summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, int> _ids = [];
    private readonly List<string> _names = [];

    public int Count => _names.Count;

    public string this[int id] => _names[id];

    public int Id(string name)
    {
        if (!_ids.TryGetValue(name, out int id))
        {
            id = _names.Count;
            _ids.Add(name, id);
            _names.Add(name);
        }

        return id;
    }

    /// <summary>The id of a name that the template uses; -1 for others.</summary>
    public int Find(string name) => _ids.TryGetValue(name, out int id) ? id : -1;
}
