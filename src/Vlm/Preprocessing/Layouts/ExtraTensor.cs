using Vlm.Preprocessing.Framing;

namespace Vlm.Preprocessing.Layouts;

/// <summary>A tensor beside pixel_values, made from the plan alone.</summary>
/// <param name="Spec">Its name, type and shape.</param>
/// <param name="Make">Makes it.</param>
internal sealed record ExtraTensor(TensorSpec Spec, Func<FrameList, FrameExtent, TensorBuffer> Make);
