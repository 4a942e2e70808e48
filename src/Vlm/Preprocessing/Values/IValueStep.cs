namespace Vlm.Preprocessing.Values;

/// <summary>A step that maps one channel's value to another, whatever the neighbours are.</summary>
internal interface IValueStep
{
    float Apply(float value, int channel);
}
