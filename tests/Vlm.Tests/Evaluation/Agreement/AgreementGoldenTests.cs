using System.Text.Json;
using Vlm.Evaluation;

namespace Vlm.Tests.Evaluation.Agreement;

public sealed class AgreementGoldenTests
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void Cohen_EveryCase_EqualsTheReference()
    {
        foreach (JsonElement golden in AgreementGoldens.Cases("agreement.json", "cohen"))
        {
            int categories = golden.GetProperty("categories").GetInt32();
            foreach (KappaWeights weights in Enum.GetValues<KappaWeights>())
            {
                Estimate kappa = CohenKappa.Compute(golden.GetProperty("a").Ints(), golden.GetProperty("b").Ints(), categories, weights);
                double expected = golden.GetProperty(weights.ToString().ToLowerInvariant()).DoubleOrNaN();
                Assert.Equal(expected, kappa.Value, Tolerance);
                Assert.Equal(double.IsNaN(expected), kappa.Reason is not null);
            }
        }
    }

    [Fact]
    public void Fleiss_EveryTable_EqualsTheReference()
    {
        foreach (JsonElement golden in AgreementGoldens.Cases("agreement.json", "fleiss"))
        {
            int[][] table = [.. golden.GetProperty("table").EnumerateArray().Select(row => row.Ints())];
            Assert.Equal(golden.GetProperty("kappa").GetDouble(), FleissKappa.Compute(table).Value, Tolerance);
            Assert.Equal(golden.GetProperty("randolph").GetDouble(), FleissKappa.FreeMarginal(table).Value, Tolerance);
        }
    }

    [Fact]
    public void Krippendorff_EveryMatrixAndLevel_EqualsTheReference()
    {
        foreach (JsonElement golden in AgreementGoldens.Cases("agreement.json", "krippendorff"))
        {
            double?[][] matrix = [.. golden.GetProperty("raters_by_units").EnumerateArray().Select(row => row.EnumerateArray()
                .Select(value => value.ValueKind == JsonValueKind.Null ? (double?)null : value.GetDouble()).ToArray())];
            foreach (MeasurementLevel level in Enum.GetValues<MeasurementLevel>())
            {
                Assert.Equal(golden.GetProperty(level.ToString().ToLowerInvariant()).GetDouble(), KrippendorffAlpha.Compute(matrix, level).Value, Tolerance);
            }
        }
    }

    [Fact]
    public void Correlation_EveryPair_EqualsTheReference()
    {
        foreach (JsonElement golden in AgreementGoldens.Cases("agreement.json", "correlation"))
        {
            double[] x = golden.GetProperty("x").Doubles();
            double[] y = golden.GetProperty("y").Doubles();
            Check(golden, "pearson", "pearson_p", Correlation.Pearson(x, y));
            Check(golden, "spearman", "spearman_p", Correlation.Spearman(x, y));
            Check(golden, "kendall_tau_b", "kendall_tau_b_p_asymptotic", Correlation.KendallTauB(x, y));
            Check(golden, "kendall_tau_c", "kendall_tau_b_p_asymptotic", Correlation.KendallTauC(x, y));
            Assert.Equal(golden.GetProperty("ranks_x_average").Doubles(), Ranks.Average(x));
        }

        static void Check(JsonElement golden, string value, string p, CorrelationResult result)
        {
            Assert.Equal(golden.GetProperty(value).GetDouble(), result.Value, Tolerance);
            Assert.Equal(golden.GetProperty(p).GetDouble(), result.PValue, Tolerance);
        }
    }

    [Fact]
    public void Intraclass_EveryFormWithInterval_EqualsTheReference()
    {
        (IntraclassForm Form, string Name)[] forms =
        [
            (IntraclassForm.OneWaySingle, "ICC(1,1)"), (IntraclassForm.AbsoluteSingle, "ICC(A,1)"), (IntraclassForm.ConsistencySingle, "ICC(C,1)"),
            (IntraclassForm.OneWayAverage, "ICC(1,k)"), (IntraclassForm.AbsoluteAverage, "ICC(A,k)"), (IntraclassForm.ConsistencyAverage, "ICC(C,k)"),
        ];
        foreach (JsonElement golden in AgreementGoldens.Cases("agreement.json", "icc"))
        {
            double[][] ratings = golden.GetProperty("targets_by_raters").Rows();
            Assert.Equal(golden.GetProperty("icc_2_1").GetDouble(), IntraclassCorrelation.Compute(ratings).Value, Tolerance);
            foreach ((IntraclassForm form, string name) in forms)
            {
                Estimate icc = IntraclassCorrelation.Compute(ratings, form);
                double[] interval = golden.GetProperty("ci95_pingouin_rounded").GetProperty(name).Doubles();
                Assert.Equal(golden.GetProperty("pingouin").GetProperty(name).GetDouble(), icc.Value, Tolerance);

                // The reference rounds its limits to two digits.
                Assert.Equal(interval[0], icc.Lower, 0.006);
                Assert.Equal(interval[1], icc.Upper, 0.006);
            }
        }
    }
}
