using Vlm.Composition.Generative.DecoderOnly;
using Vlm.Folders;

namespace Vlm.Families.Moondream;

/// <summary>Moondream (moondream1, and moondream2 in that layout): a picture, and questions without a chat template.</summary>
internal sealed class MoondreamFamily : IModelFamily
{
    public string Name => "Moondream";

    public bool Matches(ModelFolder folder) => folder.Config?.ModelType is "moondream1";

    public IVisionLanguageModel Load(ModelFolder folder, VlmOptions options) =>
        DecoderOnlyFolder.Load(folder, options, opened => new MoondreamForm(opened.ImageToken), new DecoderOnlyTraits { StopStrings = ["\n\nQuestion"] });
}
