namespace Vlm.Evaluation;

/// <summary>One part of an audit file, ready to run.</summary>
internal delegate Task<FairnessFinding> FairnessAuditPart(AuditSource source, ResamplingOptions? options, CancellationToken cancellationToken);
