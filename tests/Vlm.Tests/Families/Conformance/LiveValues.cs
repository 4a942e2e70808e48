using System.Reflection;
using Vlm.Onnx;

namespace Vlm.Tests.Families.Conformance;

/// <summary>Finds the sessions of a model, however deep they lie, and counts the native values that are not disposed yet.</summary>
internal sealed class LiveValues
{
    // Vocabularies are large and hold no sessions.
    private const string Tokenization = "Vlm.Tokenization";

    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<OnnxSession> _sessions = [];

    public LiveValues(IVisionLanguageModel model)
    {
        Collect(model);
        Assert.NotEmpty(_sessions);
    }

    public void AssertNone() => Assert.All(_sessions, session => Assert.Equal((session.Path, 0, 0), (session.Path, session.LiveInputs, session.LiveOutputs)));

    private void Collect(object? value)
    {
        if (value is OnnxSession session)
        {
            _sessions.Add(session);
        }
        else if (value is not null && IsOurs(value.GetType()) && _seen.Add(value))
        {
            for (Type? type = value.GetType(); type is not null && IsOurs(type); type = type.BaseType)
            {
                foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Where(field => field.FieldType.IsClass || field.FieldType.IsInterface))
                {
                    object? held = field.GetValue(value);
                    object?[] parts = held switch { Delegate call => new[] { call.Target }, object?[] items => items, _ => new[] { held } };
                    foreach (object? part in parts)
                    {
                        Collect(part);
                    }
                }
            }
        }
    }

    // A closure that a delegate holds is one of ours too.
    private static bool IsOurs(Type type) =>
        type.Assembly.GetName().Name!.StartsWith("Vlm", StringComparison.Ordinal) && type.Namespace?.StartsWith(Tokenization, StringComparison.Ordinal) != true;
}
