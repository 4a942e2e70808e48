using Vlm.Composition;

namespace Vlm.Tests.Composition;

public sealed class StageSizesTests
{
    [Fact]
    public void Require_AnotherPooledWidth_NamesBothNumbers()
    {
        TensorShapeException error = Assert.Throws<TensorShapeException>(() =>
            StageSizes.Require("the answer head", new FeatureSizes { Pooled = 896 }, "the fusion", new FeatureSizes { Pooled = 768 }));
        Assert.Contains("896", error.Message, StringComparison.Ordinal);
        Assert.Contains("768", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Require_RowsOfAnEncoderThatGivesNone_IsRefused()
    {
        TensorShapeException error = Assert.Throws<TensorShapeException>(() =>
            StageSizes.Require("the captioner", new FeatureSizes { Sequence = 1280 }, "the image encoder", new FeatureSizes { Pooled = 512 }));
        Assert.Contains("1280", error.Expected, StringComparison.Ordinal);
        Assert.Equal("none", error.Actual);
    }

    [Fact]
    public void Require_AnotherNumberOfRows_IsRefused() =>
        Assert.Throws<TensorShapeException>(() => StageSizes.Require(
            "head", new FeatureSizes { Sequence = 8, SequenceLength = 49 }, "encoder", new FeatureSizes { Sequence = 8, SequenceLength = 50 }));

    [Fact]
    public void Require_WhatFits_Passes() =>
        StageSizes.Require("head", new FeatureSizes { Sequence = 8 }, "encoder", new FeatureSizes { Sequence = 8, SequenceLength = 49, Pooled = 3 });
}
