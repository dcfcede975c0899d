package dev.stampede.patcher;

import dev.stampede.operators.core.Configured;
import dev.stampede.patcher.aggregation.ApproximateCardinality;
import dev.stampede.patcher.aggregation.ApproximateMode;
import dev.stampede.patcher.aggregation.ApproximateQuantile;
import dev.stampede.patcher.aggregation.HardVote;
import dev.stampede.patcher.aggregation.InverseVarianceMean;
import dev.stampede.patcher.aggregation.Max;
import dev.stampede.patcher.aggregation.Mean;
import dev.stampede.patcher.aggregation.MeanStd;
import dev.stampede.patcher.aggregation.Median;
import dev.stampede.patcher.aggregation.Min;
import dev.stampede.patcher.aggregation.MinMax;
import dev.stampede.patcher.aggregation.Mode;
import dev.stampede.patcher.aggregation.OverlapAddition;
import dev.stampede.patcher.aggregation.Reservoir;
import dev.stampede.patcher.aggregation.SoftVote;
import dev.stampede.patcher.aggregation.StreamingHistogram;
import dev.stampede.patcher.aggregation.Sum;
import dev.stampede.patcher.aggregation.Variance;
import dev.stampede.patcher.aggregation.WeightedSum;
import dev.stampede.patcher.field.ByIndex;
import dev.stampede.patcher.geometry.KnnGraph;
import dev.stampede.patcher.geometry.PolygonIntersection;
import dev.stampede.patcher.geometry.RadiusGraph;
import dev.stampede.patcher.geometry.SphericalCap;
import dev.stampede.patcher.sampler.AlongTrack;
import dev.stampede.patcher.sampler.BalancedSampler;
import dev.stampede.patcher.sampler.ExplicitAnchors;
import dev.stampede.patcher.sampler.ExplicitCoordinates;
import dev.stampede.patcher.sampler.JitteredStride;
import dev.stampede.patcher.sampler.PoissonDisk;
import dev.stampede.patcher.sampler.RandomAnchors;
import dev.stampede.patcher.sampler.RegularStride;
import dev.stampede.patcher.sampler.StratifiedSample;
import dev.stampede.patcher.time.FixedLookback;
import dev.stampede.patcher.time.LookbackHorizon;
import dev.stampede.patcher.time.MultiScale;
import dev.stampede.patcher.time.PhaseWindow;
import dev.stampede.patcher.time.SpaceTimePatcher;
import dev.stampede.patcher.time.Stencil;
import dev.stampede.patcher.time.StencilGeometry;
import dev.stampede.patcher.time.TimeAggregation;
import dev.stampede.patcher.time.TimePatcher;
import dev.stampede.patcher.time.TimeSampler;
import dev.stampede.patcher.time.TimeWindow;
import dev.stampede.patcher.window.Boxcar;
import dev.stampede.patcher.window.CustomWindow;
import dev.stampede.patcher.window.Gaussian;
import dev.stampede.patcher.window.Hann;
import dev.stampede.patcher.window.Triangular;
import dev.stampede.patcher.window.Tukey;
import java.util.List;

/// Everything a patcher can be made of in a file.
public final class PatcherAxes {
    private PatcherAxes() {}

    public static List<Class<? extends Configured>> types() {
        return List.of(
                Patcher.class,
                Rectangular.class,
                RegularStride.class,
                JitteredStride.class,
                RandomAnchors.class,
                PoissonDisk.class,
                ExplicitAnchors.class,
                ExplicitCoordinates.class,
                AlongTrack.class,
                StratifiedSample.class,
                BalancedSampler.class,
                Boxcar.class,
                Hann.class,
                Tukey.class,
                Gaussian.class,
                Triangular.class,
                CustomWindow.class,
                OverlapAddition.class,
                Sum.class,
                WeightedSum.class,
                Mean.class,
                Max.class,
                Min.class,
                Variance.class,
                InverseVarianceMean.class,
                HardVote.class,
                SoftVote.class,
                Median.class,
                Mode.class,
                MeanStd.class,
                MinMax.class,
                ApproximateQuantile.class,
                ApproximateCardinality.class,
                ApproximateMode.class,
                StreamingHistogram.class,
                Reservoir.class,
                KnnGraph.class,
                RadiusGraph.class,
                SphericalCap.class,
                PolygonIntersection.class,
                ByIndex.class,
                TopK.class,
                SpaceTimePatcher.class,
                TimePatcher.class,
                FixedLookback.class,
                LookbackHorizon.class,
                MultiScale.class,
                PhaseWindow.class,
                StencilGeometry.class,
                Stencil.class,
                TimeSampler.Rolling.class,
                TimeSampler.Events.class,
                TimeSampler.Random.class,
                TimeSampler.Origins.class,
                TimeWindow.CausalBoxcar.class,
                TimeWindow.ExponentialDecay.class,
                TimeWindow.TaperedTukey.class,
                TimeWindow.Periodic.class,
                TimeAggregation.Mean.class,
                TimeAggregation.HierarchicalCombine.class,
                TimeAggregation.Forecast.class);
    }
}
