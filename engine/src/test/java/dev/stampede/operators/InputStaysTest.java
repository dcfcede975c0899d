package dev.stampede.operators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.geom.AntimeridianSplit;
import dev.stampede.operators.geom.BowtieCorrection;
import dev.stampede.operators.geom.GeostationaryParallaxCorrect;
import dev.stampede.operators.geom.GridToSwath;
import dev.stampede.operators.geom.Mosaic;
import dev.stampede.operators.geom.OpticalFlowILK;
import dev.stampede.operators.geom.OpticalFlowTVL1;
import dev.stampede.operators.geom.PhaseAlign;
import dev.stampede.operators.geom.RasterToPoints;
import dev.stampede.operators.geom.SegmentStitch;
import dev.stampede.operators.geom.Statistic;
import dev.stampede.operators.geom.StitchTiles;
import dev.stampede.operators.geom.SwathToGrid;
import dev.stampede.operators.geom.Vectorize;
import dev.stampede.operators.learn.KMeans;
import dev.stampede.operators.learn.KMeansEstimator;
import dev.stampede.operators.learn.LearnSettings;
import dev.stampede.operators.learn.PCA;
import dev.stampede.operators.matchedfilter.AdaptiveWindowBackground;
import dev.stampede.operators.matchedfilter.EstimateMean;
import dev.stampede.operators.matchedfilter.GMMClusterBackground;
import dev.stampede.operators.matchedfilter.MatchedFilter;
import dev.stampede.operators.matchedfilter.MatchedFilterSNR;
import dev.stampede.operators.matchedfilter.MeanMethod;
import dev.stampede.operators.matchedfilter.StreamingBackground;
import dev.stampede.operators.pixels.Band;
import dev.stampede.operators.plume.CrossSectionalFlux;
import dev.stampede.operators.plume.IMEEstimate;
import dev.stampede.operators.plume.PlumeColumnStats;
import dev.stampede.operators.plume.PlumeContours;
import dev.stampede.operators.plume.PlumeFootprint;
import dev.stampede.operators.plume.PlumeMask;
import dev.stampede.operators.plume.PlumeShapeFilter;
import dev.stampede.operators.plume.PlumeThreshold;
import dev.stampede.operators.plume.WindAdvectionCone;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Padding;
import dev.stampede.raster.Resampling;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Operators on rasters of every size, the smallest too, leave their input as it was, and refuse what they
/// cannot do by a message.
class InputStaysTest {
    private static final Path NONE = Path.of("none");
    private static final PlumeMask PLUME = new PlumeMask(PlumeThreshold.percentile(70), 1, 8);

    private interface Call extends Function<GeoRaster, Object> {}

    private static Call with(CallOfTwo call) {
        return in -> {
            try {
                return call.run(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private interface CallOfTwo {
        Object run(GeoRaster in) throws IOException;
    }

    private static Call of(Operator<GeoRaster, ?> operator) {
        return operator::apply;
    }

    private static GeoRaster places(GeoRaster in) {
        int n = in.width() * in.height();
        return Rasters.filled(
                DType.FLOAT64,
                new int[] {2, in.height(), in.width()},
                i -> i < n ? 10 + 0.1 * (i % in.width()) : 20 - 0.1 * ((i - n) / in.width()));
    }

    private static Map<String, Call> onOneBand() {
        var calls = new LinkedHashMap<String, Call>();
        calls.put("PlumeMask", of(PLUME));
        calls.put("PlumeContours", of(new PlumeContours(8, 2)));
        calls.put("PlumeFootprint", of(new PlumeFootprint(PLUME, 0, 5, 8)));
        calls.put("PlumeColumnStats", of(new PlumeColumnStats(PLUME, 4)));
        calls.put("IMEEstimate", of(new IMEEstimate(PLUME, 2, IMEEstimate.Length.MAX_EXTENT, 0.5)));
        calls.put(
                "CrossSectionalFlux", of(new CrossSectionalFlux(PLUME, List.of(500_000.0, 4_000_000.0), 1, -1, 3, 10)));
        calls.put("WindAdvectionCone", of(new WindAdvectionCone(List.of(500_000.0, 4_000_000.0), 1, -1, 30, 100)));
        calls.put(
                "PlumeShapeFilter",
                of(new PlumeShapeFilter(
                        OptionalDouble.of(1.5),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        8)));
        calls.put("Vectorize", of(new Vectorize(0, OptionalDouble.of(3))));
        calls.put(
                "GeostationaryParallaxCorrect",
                with(in -> new GeostationaryParallaxCorrect(NONE, -120, 42_164_160).by(in, in)));
        return calls;
    }

    private static Map<String, Call> onAnyBands() {
        var calls = new LinkedHashMap<String, Call>();
        calls.put("AntimeridianSplit", of(new AntimeridianSplit(360)));
        calls.put("RasterToPoints", of(new RasterToPoints(2)));
        calls.put("Mosaic", in -> new Mosaic(Mosaic.Method.MEAN, Resampling.NEAREST).apply(List.of(in, in)));
        calls.put(
                "StitchTiles",
                in -> new StitchTiles(StitchTiles.Blend.FEATHER, 3, Optional.empty(), OptionalDouble.empty())
                        .apply(List.of(in, in)));
        calls.put("SegmentStitch", in -> new SegmentStitch("segment_id", 0).apply(List.of(in, in)));
        calls.put("PhaseAlign", in -> new PhaseAlign(NONE, 10, Band.of(0), true).onto(in, in));
        calls.put("OpticalFlowTVL1", in -> new OpticalFlowTVL1(NONE, Band.of(0), 15, 0.3, 2, 5, 1e-4).between(in, in));
        calls.put("OpticalFlowILK", in -> new OpticalFlowILK(NONE, Band.of(0), 3, 2).between(in, in));
        calls.put(
                "SwathToGrid",
                with(in -> new SwathToGrid(
                                NONE,
                                "EPSG:4326",
                                Optional.empty(),
                                Optional.of(List.of(0.2, 0.2)),
                                Statistic.IDW,
                                3,
                                2,
                                OptionalDouble.empty())
                        .from(places(in), in)));
        calls.put(
                "GridToSwath",
                with(in -> new GridToSwath(NONE, "EPSG:32610", GridToSwath.Method.BILINEAR).at(places(in), in)));
        calls.put(
                "BowtieCorrection",
                in -> new BowtieCorrection(NONE, 2, BowtieCorrection.Along.Y, true).from(places(in), in));
        calls.put("EstimateMean", of(new EstimateMean(MeanMethod.HUBER, 0.1, 1.345)));
        calls.put("MatchedFilter", of(MatchedFilter.learning(List.of(1.0, 2.0))));
        calls.put("GMM", of(MatchedFilterSNR.against(List.of(1.0, 2.0), new GMMClusterBackground(2))));
        calls.put(
                "Window",
                of(MatchedFilter.against(
                        List.of(1.0, 2.0),
                        new AdaptiveWindowBackground(5, AdaptiveWindowBackground.Boundary.REFLECT, 0.2))));
        calls.put("Streaming", of(new StreamingBackground(new StreamingBackground.Settings(1e-3))));
        calls.put(
                "PCA",
                in -> new PCA(new PCA.Settings(
                                OptionalInt.empty(),
                                true,
                                LearnSettings.FitMode.REFIT,
                                LearnSettings.NanFit.DROP,
                                LearnSettings.NanTransform.PROPAGATE,
                                Optional.empty(),
                                Optional.empty()))
                        .apply(in));
        calls.put(
                "KMeans",
                in -> new KMeans(new KMeans.Settings(
                                2,
                                KMeansEstimator.Output.LABELS,
                                5,
                                0,
                                1,
                                LearnSettings.FitMode.REFIT,
                                LearnSettings.NanFit.DROP,
                                LearnSettings.NanTransform.PROPAGATE,
                                Optional.empty()))
                        .apply(in));
        return calls;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 7", "7, 1", "2, 2", "4, 3", "40, 33"})
    void theInputStaysAsItWas(int rows, int cols) {
        var random = new Random(rows * 100L + cols);
        for (var type : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.INT16}) {
            for (int bands : new int[] {1, 2}) {
                var x = random.doubles((long) bands * rows * cols, 1, 200).toArray();
                var in = Rasters.filled(
                        type, new int[] {bands, rows, cols}, i -> type.isFloating() && i % 11 == 7 ? Double.NaN : x[i]);
                var larger = in.pad(Arena.ofAuto(), new Padding(1, 2, 3, 1, Padding.Mode.EDGE), OptionalDouble.empty());
                for (var view : List.of(in, larger.read(Arena.ofAuto(), new Window(3, 1, cols, rows)))) {
                    var calls = new LinkedHashMap<>(onAnyBands());
                    if (bands == 1) {
                        calls.putAll(onOneBand());
                    }
                    calls.forEach((name, call) -> check(name, call, view));
                }
            }
        }
    }

    private static void check(String name, Call call, GeoRaster in) {
        String before = in.contentHash();
        String about = name + " on " + in.values();
        try {
            assertThat(call.apply(in)).as(about).isNotNull();
        } catch (IllegalArgumentException refusal) {
            assertThat(refusal.getMessage()).as(about).isNotBlank();
            assertThat(in.width() * in.height() < 64
                            || name.equals("MatchedFilter")
                            || name.equals("GMM")
                            || name.equals("Window"))
                    .as(about + " refused: " + refusal.getMessage())
                    .isTrue();
        }
        assertThat(in.contentHash()).as(about).isEqualTo(before);
    }
}
