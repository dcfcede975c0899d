package dev.stampede.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.operators.core.LimitException;
import dev.stampede.operators.core.Limits;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorRegistry;
import dev.stampede.operators.core.PipelineReader;
import dev.stampede.operators.core.UnknownOperatorException;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pipelines and patchers of people one does not know, read and called within limits: what is too deep, unknown
/// or too large ends in an error that says so, soon and without the memory it asks for.
class HostilePipelineTest {
    private static final OperatorRegistry ALLOWED = OperatorRegistry.standard().withoutFamilies(List.of("io"));
    private static final PipelineReader READER = PipelineReader.sandboxed(ALLOWED);
    private static final Limits LIMITS = Limits.UNTRUSTED
            .withTime(Duration.ofSeconds(20))
            .withResultBytes(1 << 20)
            .withWorkBytes(64 << 20);
    private static final Duration SOON = Duration.ofSeconds(60);

    private final GeoRaster scene = Rasters.filled(DType.UINT8, new int[] {3, 32, 32}, i -> i % 5);

    @BeforeAll
    static void needsGdal() {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
    }

    @SuppressWarnings("unchecked")
    private Object call(String text) {
        return LIMITS.call((Operator<GeoRaster, Object>) READER.fromYaml(text), scene);
    }

    private static String patches(String sampler, String window, String aggregation) {
        return """
                op: Sequential
                config:
                  operators:
                    - op: GridSampler
                      config:
                        patcher:
                          op: SpatialPatcher
                          config:
                            geometry: {op: SpatialRectangular, config: {size: 8}}
                            sampler: %s
                            window: %s
                            aggregation: %s
                    - {op: Stitch}
                """.formatted(sampler, window, aggregation);
    }

    private static final String STRIDE = "{op: SpatialRegularStride, config: {step: 8}}";
    private static final String HANN = "{op: SpatialHann}";
    private static final String SUM = "{op: SpatialSum}";

    @Test
    void decentOnesRun() {
        assertThat(call("{op: PadTo, config: {shape: [40, 40]}}")).isInstanceOf(GeoRaster.class);
        assertThat(call(patches(STRIDE, HANN, SUM))).isInstanceOf(GeoRaster.class);
    }

    @Test
    void nestingWithoutEndIsRefused() {
        for (String wrapper : List.of(
                "{op: ApplyMask, config: {mask: %s}}",
                "{op: Sequential, config: {operators: [%s]}}",
                "{op: AppendIndex, config: {index_op: %s}}",
                "{op: Compose, config: {augmentations: [%s]}}",
                "{op: ApplyToBands, config: {inner: %s}}")) {
            String text = "{op: Identity}";
            for (int i = 0; i < 60; i++) {
                text = wrapper.formatted(text);
            }
            String deep = text;
            assertThatThrownBy(() -> READER.fromYaml(deep))
                    .isInstanceOf(LimitException.class)
                    .hasMessageContaining("deep");
        }
        String many = "{op: Sequential, config: {operators: [" + "{op: Identity}, ".repeat(5000) + "{op: Identity}]}}";
        assertThatThrownBy(() -> READER.fromYaml(many)).isInstanceOf(LimitException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{op: ReadGeoTIFF, config: {src: /etc/passwd}}",
                "{op: WriteGeoTIFF, config: {path: /tmp/x.tif}}",
                "{op: WriteZarr, config: {store: /tmp/x}}",
                "{op: ReadHDF, config: {path: a.h5, dataset: b}}",
                "{op: LoadFromSTAC, config: {item: a.json, asset_key: b}}",
                "{op: ApplyMask, config: {mask: {op: ReadNetCDF, config: {path: a.nc, variable: b}}}}",
                "{op: Lambda, config: {name: x}}",
                "{op: java.lang.Runtime}"
            })
    void namesOutsideOfTheListAreRefused(String text) {
        assertThatThrownBy(() -> READER.fromYaml(text))
                .isInstanceOf(UnknownOperatorException.class)
                .hasMessageContaining("not known here; ")
                .hasMessageEndingWith("`stampede pipe operators` lists all")
                .extracting(refusal -> ((UnknownOperatorException) refusal).allowed())
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .contains("NDVI", "Sequential")
                .doesNotContain("WriteGeoTIFF", "Lambda");
    }

    @Test
    void partsOfPatchersMustBeKnownToo() {
        String evil = "{op: Evil, config: {n: 3}}";
        for (String text : List.of(patches(evil, HANN, SUM), patches(STRIDE, evil, SUM), patches(STRIDE, HANN, evil))) {
            assertThatThrownBy(() -> READER.fromYaml(text))
                    .isInstanceOf(UnknownOperatorException.class)
                    .hasMessageContaining("operator Evil is not known here");
        }
        assertThatThrownBy(() -> READER.fromYaml(patches(HANN, HANN, SUM))).hasMessageContaining("sampler");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{op: PadTo, config: {shape: [2147483647, 2147483647]}}",
                "{op: PadTo, config: {shape: [40000, 40000]}}",
                "{op: Resize, config: {shape: [2000000, 2000000]}}",
                "{op: Resize, config: {shape: [60000, 60000]}}",
                "{op: Resample, config: {resolution: [1.0e-3, 1.0e-3]}}",
                "{op: Reproject, config: {dst_crs: EPSG:4326, resolution: [1.0e-9, 1.0e-9]}}",
                "{op: SpatialPool, config: {size: 2147483647}}",
                "{op: SpectralSmoothing, config: {window: 2147483647}}",
                "{op: CLAHE, config: {nbins: 2147483647}}",
                "{op: RandomShift, config: {max_shift: 2147483647}}",
                "{op: RandomCrop, config: {size: [2147483647, 1]}}",
                "{op: SelectBands, config: {indexes: [0, 2147483647]}}",
                "{op: BufferMask, config: {radius: -1}}",
                "{op: DilateMask, config: {iterations: -1}}"
            })
    void hugeCountsOfOperatorsAreRefused(String text) {
        assertTimeoutPreemptively(
                SOON,
                () -> assertThatThrownBy(() -> call(text))
                        .isInstanceOfAny(RuntimeException.class)
                        .hasMessageNotContaining("null")
                        .extracting(Throwable::getMessage)
                        .isNotNull());
    }

    @Test
    void hugeCountsOfPatchersAreRefused() {
        for (String text : List.of(
                patches("{op: SpatialRandom, config: {n: 2147483647}}", HANN, SUM),
                patches("{op: SpatialPoissonDisk, config: {min_distance: 1.0e-7}}", HANN, SUM),
                patches("{op: SpatialJitteredStride, config: {step: 8, jitter: .inf}}", HANN, SUM),
                patches(STRIDE, "{op: SpatialTriangular, config: {width: 0}}", SUM),
                patches(STRIDE, HANN, "{op: SpatialHardVote, config: {n_classes: 2147483647}}"),
                patches(STRIDE, HANN, "{op: SpatialReservoir, config: {k: 2147483647}}"),
                patches(STRIDE, HANN, "{op: SpatialApproxCardinality, config: {p: 60}}"),
                patches("{op: SpatialRegularStride, config: {step: 2147483648}}", HANN, SUM))) {
            assertTimeoutPreemptively(
                    SOON,
                    () -> assertThat(catchThrowable(() -> call(text))).as(text).isInstanceOf(RuntimeException.class));
        }
        assertTimeoutPreemptively(
                SOON,
                () -> assertThatThrownBy(() -> call(patches(STRIDE, HANN, SUM).replace("size: 8", "size: 2147483647")))
                        .isInstanceOf(RuntimeException.class));
    }
}
