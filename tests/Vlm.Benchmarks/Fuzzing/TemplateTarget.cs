using System.Text;

namespace Vlm.Benchmarks.Fuzzing;

/// <summary>Renders conversations with their templates, one of the two damaged.</summary>
internal sealed class TemplateTarget : FuzzTarget
{
    private readonly TemplateCorpus _corpus;
    private readonly Func<long, byte[]> _make;
    private readonly bool _damagesConversation;

    public TemplateTarget(string folder, ulong seed, bool damagesConversation)
    {
        _corpus = new TemplateCorpus(folder);
        _damagesConversation = damagesConversation;
        JsonMutator conversations = _corpus.Conversations();
        Mutator templates = _corpus.Templates();
        _make = damagesConversation ? index => conversations.Make(seed, index) : index => templates.Make(seed, index);
    }

    public override IReadOnlyList<string> Endings => TemplateRendering.Endings;

    public override byte[] File(long index) => _make(index);

    protected override int Read(byte[] file, long index)
    {
        TemplateCorpus.Case whole = _corpus.Cases[(int)(index % _corpus.Cases.Count)];
        return _damagesConversation ? TemplateRendering.Run(whole.Template, file) : TemplateRendering.Run(Encoding.UTF8.GetString(file), whole.Conversation);
    }
}
