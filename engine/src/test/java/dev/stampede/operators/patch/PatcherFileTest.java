package dev.stampede.operators.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.OperatorRegistry;
import dev.stampede.operators.core.OperatorState;
import dev.stampede.operators.core.PipelineReader;
import dev.stampede.operators.core.PipelineWriter;
import dev.stampede.operators.indices.NDVI;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.PatchStep;
import dev.stampede.patcher.Patcher;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.Rectangular;
import dev.stampede.patcher.TopK;
import dev.stampede.patcher.aggregation.Aggregation;
import dev.stampede.patcher.aggregation.ApproximateQuantile;
import dev.stampede.patcher.aggregation.HardVote;
import dev.stampede.patcher.aggregation.OverlapAddition;
import dev.stampede.patcher.aggregation.Reservoir;
import dev.stampede.patcher.field.ByIndex;
import dev.stampede.patcher.geometry.KnnGraph;
import dev.stampede.patcher.geometry.Metric;
import dev.stampede.patcher.geometry.PolygonIntersection;
import dev.stampede.patcher.geometry.RadiusGraph;
import dev.stampede.patcher.geometry.SphericalCap;
import dev.stampede.patcher.sampler.AlongTrack;
import dev.stampede.patcher.sampler.BalancedSampler;
import dev.stampede.patcher.sampler.ExplicitAnchors;
import dev.stampede.patcher.sampler.ExplicitCoordinates;
import dev.stampede.patcher.sampler.JitteredStride;
import dev.stampede.patcher.sampler.MapPoint;
import dev.stampede.patcher.sampler.PixelSampler;
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
import dev.stampede.patcher.time.TimeGeometry;
import dev.stampede.patcher.time.TimePatcher;
import dev.stampede.patcher.time.TimeSampler;
import dev.stampede.patcher.time.TimeWindow;
import dev.stampede.patcher.window.CustomWindow;
import dev.stampede.patcher.window.FunctionWindow;
import dev.stampede.patcher.window.Hann;
import dev.stampede.patcher.window.Tukey;
import dev.stampede.patcher.window.WeightWindow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PatcherFileTest {
    @Test
    void everyAxisIsReadBackAsItWasWritten() {
        List<PixelSampler> samplers = List.of(
                new RegularStride(new PatchStep(3, 4), true),
                new JitteredStride(PatchStep.of(9), 0.5, 7),
                new RandomAnchors(5, 6),
                new PoissonDisk(4.5, 1),
                new ExplicitAnchors(List.of(new PixelAnchor(-1, 2))),
                new ExplicitCoordinates(List.of(new MapPoint(1.5, 2))),
                new AlongTrack(List.of(new MapPoint(0, 0), new MapPoint(3, 4)), 2, AlongTrack.PolarGuard.IGNORE),
                new StratifiedSample("labels.tif", Map.of("1", 0.25, "2", 0.75), 12, 3),
                new BalancedSampler("labels.tif", 12, Optional.of(List.of(1L, 4L)), 3));
        List<WeightWindow> windows =
                List.of(new Hann(), new Tukey(0.25), new CustomWindow(List.of(List.of(1.0, 0.5), List.of(0.5, 0.25))));
        List<Aggregation> aggregations = List.of(
                new OverlapAddition(true, Double.NaN),
                new HardVote(4),
                new ApproximateQuantile(List.of(0.1, 0.9)),
                new Reservoir());
        for (var sampler : samplers) {
            for (var window : windows) {
                for (var aggregation : aggregations) {
                    roundTrip(new GridSampler(new Patcher(
                            new Rectangular(new PatchSize(8, 6), Boundary.PAD, OptionalDouble.of(-9)),
                            sampler,
                            window,
                            aggregation)));
                }
            }
        }
    }

    @Test
    void patchersOfTimeAndGeometriesOfPointsAreReadBack() {
        List<TimeGeometry> geometries = List.of(
                new FixedLookback(5),
                new LookbackHorizon(4, 2),
                new MultiScale(List.of(2, 7)),
                new PhaseWindow(12, 1),
                new StencilGeometry(new Stencil(-4, 2, 2, Stencil.Closed.BOTH), 3));
        List<TimeSampler> samplers = List.of(
                new TimeSampler.Rolling(2, 1),
                new TimeSampler.Events(List.of(3, 3, 9)),
                new TimeSampler.Random(4, 5),
                new TimeSampler.Origins(
                        new StencilGeometry(new Stencil(-2, 0, 1, Stencil.Closed.BOTH), 1), 2, true, 8));
        List<TimeWindow> windows = List.of(
                new TimeWindow.CausalBoxcar(),
                new TimeWindow.ExponentialDecay(2.5),
                new TimeWindow.TaperedTukey(0.25),
                new TimeWindow.Periodic(12));
        List<TimeAggregation<?>> aggregations = List.of(
                new TimeAggregation.Mean(),
                new TimeAggregation.HierarchicalCombine(List.of(2, 7)),
                new TimeAggregation.Forecast(2, 1));
        var space = new Patcher(
                new Rectangular(PatchSize.of(8), Boundary.DROP),
                RegularStride.of(8),
                new Hann(),
                new OverlapAddition());
        for (var geometry : geometries) {
            for (var sampler : samplers) {
                for (var window : windows) {
                    for (var aggregation : aggregations) {
                        var time = new TimePatcher(geometry, sampler, window, aggregation);
                        roundTrip(time);
                        roundTrip(SpaceTimePatcher.product(space, time));
                        roundTrip(SpaceTimePatcher.coupled(
                                space, time, List.of(new SpaceTimePatcher.SpaceTime(new PixelAnchor(1, 2), 3))));
                    }
                }
            }
        }
        for (Configured geometry : List.of(
                new KnnGraph(3, Metric.HAVERSINE),
                new RadiusGraph(2.5, Metric.EUCLIDEAN),
                new SphericalCap(100),
                new PolygonIntersection(List.of("POLYGON ((0 0, 1 0, 1 1, 0 0))")),
                new ByIndex<>(),
                new TopK(5, true))) {
            roundTrip(geometry);
        }
    }

    @Test
    void aWholeChainIsReadBack() {
        var patcher = new Patcher(
                new Rectangular(PatchSize.of(256), Boundary.SHRINK),
                RegularStride.of(192),
                new Hann(),
                new OverlapAddition());

        roundTrip(new GridSampler(patcher)
                .then(new ApplyToChips(new NDVI(2, 3)))
                .then(new Stitch(Optional.empty(), Optional.empty())));
    }

    @Test
    void aFunctionCannotBeWritten() {
        var patcher = new Patcher(
                new Rectangular(PatchSize.of(8), Boundary.DROP),
                RegularStride.of(8),
                new FunctionWindow(double[]::new),
                new OverlapAddition());

        assertThat(new GridSampler(patcher).serialisable()).isFalse();
    }

    private static void roundTrip(Configured written) {
        var reader = PipelineReader.of(OperatorRegistry.standard());
        for (var text : List.of(PipelineWriter.json(written), PipelineWriter.yaml(written))) {
            var read = text.startsWith("{") ? reader.partFromJson(text) : reader.partFromYaml(text);

            assertThat(read).isEqualTo(written);
            assertThat(OperatorState.of(read).digest())
                    .isEqualTo(OperatorState.of(written).digest());
        }
    }
}
