package dev.stampede.operators.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.indices.NDVI;
import dev.stampede.operators.radiometry.DNToReflectance;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.GeostackGolden;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.PatchStep;
import dev.stampede.patcher.Patcher;
import dev.stampede.patcher.Rectangular;
import dev.stampede.patcher.Scenes;
import dev.stampede.patcher.aggregation.OverlapAddition;
import dev.stampede.patcher.sampler.RegularStride;
import dev.stampede.patcher.window.Boxcar;
import dev.stampede.patcher.window.Gaussian;
import dev.stampede.patcher.window.Hann;
import dev.stampede.patcher.window.Triangular;
import dev.stampede.patcher.window.Tukey;
import dev.stampede.patcher.window.WeightWindow;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Grid, process, stitch of the vegetation index with every window, two boundary policies and two grids.
class StitchGoldenTest {
    static List<JsonNode> goldenCases() {
        var cases = new ArrayList<JsonNode>();
        for (var entry : GeostackGolden.json("manifest.json").get("cases")) {
            if (entry.get("id").asText().startsWith("stitch/")) {
                cases.add(entry);
            }
        }
        assertThat(cases).hasSize(20);
        return cases;
    }

    @ParameterizedTest
    @MethodSource("goldenCases")
    void equalsTheGoldenMosaic(JsonNode golden) {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
        var params = golden.get("params");
        var patcher = new Patcher(
                new Rectangular(
                        new PatchSize(
                                params.at("/size/0").asInt(),
                                params.at("/size/1").asInt()),
                        Boundary.valueOf(params.get("boundary").asText().toUpperCase(Locale.ROOT))),
                new RegularStride(new PatchStep(
                        params.at("/step/0").asInt(), params.at("/step/1").asInt())),
                window(params),
                new OverlapAddition());
        Operator<GeoRaster, GeoRaster> ndvi = new DNToReflectance(
                        params.get("scale").asDouble(), params.get("offset").asDouble())
                .then(new NDVI(
                        params.get("red_idx").asInt(), params.get("nir_idx").asInt()));
        try (var arena = Arena.ofShared()) {
            var scene = Scenes.landsat(arena);

            var stitched = RasterMemory.in(
                    arena,
                    () -> new GridSampler(patcher)
                            .then(new ApplyToChips(ndvi))
                            .then(new Stitch(new OverlapAddition()))
                            .apply(scene));

            assertThat(patcher.split(scene).size())
                    .isEqualTo(params.get("n_patches").asInt());
            assertThat(stitched.rank()).isEqualTo(2);
            assertThat(stitched.dtype()).isEqualTo(DType.FLOAT64);
            assertThat(stitched.sameExtent(scene)).isTrue();
            var expected = GeostackGolden.npy(golden.at("/outputs/0/file").asText());
            double tolerance = golden.get("abs_tol").asDouble();
            for (int r = 0; r < 96; r++) {
                for (int c = 0; c < 128; c++) {
                    assertEquals(
                            expected.get(r, c), stitched.values().get(r, c), tolerance, "row " + r + ", column " + c);
                }
            }
        }
    }

    private static WeightWindow window(JsonNode params) {
        double param = params.get("window_param").asDouble();
        return switch (params.get("window").asText()) {
            case "Boxcar" -> new Boxcar();
            case "Hann" -> new Hann();
            case "Tukey" -> new Tukey(param);
            case "Gaussian" -> new Gaussian(param);
            case "Triangular" -> new Triangular((int) param);
            default -> throw new AssertionError(params);
        };
    }
}
