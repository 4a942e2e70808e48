namespace Vlm.Training;

/// <summary>Encoders of a composed model.</summary>
[Flags]
internal enum EncoderKinds
{
    None = 0,
    Image = 1,
    Text = 2,
}
