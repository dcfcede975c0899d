package dev.stampede.insar.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.golden.Golden;
import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.insar.artifacts.MissingArtifactException;
import dev.stampede.insar.values.ValueSource;
import dev.stampede.insar.values.ValueType;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tables of the golden set against its artifacts, value types and truth.
class PointExportTest {
    private static final double MM_PER_RAD = -GoldenWorkspace.WAVELENGTH * 1000 / (4 * Math.PI);

    @TempDir
    Path scratch;

    private GoldenWorkspace golden;

    @BeforeEach
    void lay() throws IOException {
        golden = new GoldenWorkspace(Golden.psSmall(), scratch, 2).with("stage5b", "stage6", "stage7", "stage8");
    }

    @AfterEach
    void clear() {
        golden.close();
    }

    private ValueSource source() throws IOException {
        return ValueSource.open(
                golden.arena(), golden.folder(), golden.parameters(), golden.kernels(), golden.workers());
    }

    private PointExport.Report export(String name, PointExport.Format format, boolean series) throws IOException {
        var options = new PointExport.Options(ValueType.parse("v-d"), ValueType.parse("u-dm"), series, false);
        return PointExport.write(
                golden.arena(), golden.folder(), golden.parameters(), source(), options, format, scratch.resolve(name));
    }

    private static int column(List<String> header, String name) {
        assertThat(header).contains(name);
        return header.indexOf(name);
    }

    @Test
    void csvHasARowPerPointWithWhatTheArtifactsSay() throws IOException {
        golden.set("ref_velocity", 0.002);

        var report = export("points.csv", PointExport.Format.CSV, true);

        var lines = Files.readAllLines(scratch.resolve("points.csv"));
        var header = Arrays.asList(lines.getFirst().split(","));
        assertThat(header).startsWith("id", "lon", "lat", "height", "coherence", "v_mm_yr");
        assertThat(lines).hasSize(report.points() + 1);
        var lonLat = golden.result("ps2", "lonlat");
        var coherence = golden.result("pm2", "coh_ps");
        var velocity = source().compute(ValueType.parse("v-d")).values();
        var motion = source().compute(ValueType.parse("u-dm")).values();
        int first = header.indexOf("c_mm") + 1;
        int reference = (int) golden.result("ps2", "master_ix").scalar() - 1;
        assertThat(header.subList(first, header.size())).hasSize(report.dates()).isSorted();
        assertThat(header.get(first + reference)).isEqualTo("d_20170209");
        for (int p = 0; p < report.points(); p++) {
            var row = Arrays.stream(lines.get(p + 1).split(",", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            assertThat(row).hasSize(header.size());
            assertThat(row[0]).isEqualTo(p + 1);
            assertThat(row[1]).isCloseTo(lonLat.get(p), within(1e-7));
            assertThat(row[2]).isCloseTo(lonLat.get(report.points() + p), within(1e-7));
            assertThat(row[column(header, "coherence")]).isCloseTo(coherence.get(p), within(1e-4));
            assertThat(row[column(header, "v_mm_yr")]).isCloseTo(velocity.get(p, 0) + 2, within(1e-3));
            for (int i = 0; i < report.dates(); i++) {
                assertThat(row[first + i]).isCloseTo(motion.get(p, i) * MM_PER_RAD, within(0.006));
            }
            assertThat(row[first + reference]).isZero();
        }
        var meaning =
                new ObjectMapper().readTree(scratch.resolve("points.csv.json").toFile());
        assertThat(meaning.get("sign").asText()).contains("toward the satellite");
        assertThat(meaning.get("reference_date").asText()).isEqualTo("20170209");
    }

    @Test
    void heightErrorsHaveTheSignAndSizeOfTheTruth() throws IOException {
        export("points.csv", PointExport.Format.CSV, false);

        var lines = Files.readAllLines(scratch.resolve("points.csv"));
        int column = column(Arrays.asList(lines.getFirst().split(",")), "dem_err_m");
        var ij = golden.result("ps2", "ij");
        double product = 0;
        double squares = 0;
        double found = 0;
        try (var file = MatFiles.open(Golden.psSmall().resolve("truth/truth.mat"))) {
            var truth = (MatArray) file.read(golden.arena(), "dem_error_m");
            int n = ij.rows();
            double meanTruth = 0;
            double mean = 0;
            var t = new double[n];
            var e = new double[n];
            for (int p = 0; p < n; p++) {
                t[p] = truth.get((long) ij.get(n + p) + (long) ij.get(2L * n + p) * truth.rows());
                e[p] = Double.parseDouble(lines.get(p + 1).split(",")[column]);
                meanTruth += t[p] / n;
                mean += e[p] / n;
            }
            for (int p = 0; p < n; p++) {
                product += (t[p] - meanTruth) * (e[p] - mean);
                squares += (t[p] - meanTruth) * (t[p] - meanTruth);
                found += (e[p] - mean) * (e[p] - mean);
            }
        }
        double correlation = product / Math.sqrt(squares * found);
        // Pixels lit by the side lobes of a neighbour have its height, not the one the truth states for them, which
        // lowers both; a wrong sign or unit would move them out of reach.
        assertThat(correlation).isGreaterThan(0.6);
        assertThat(product / squares).isBetween(0.7, 1.2);
    }

    @Test
    void geoJsonIsReadableAndAgreesWithTheTable() throws IOException {
        var report = export("points.geojson", PointExport.Format.GEOJSON, true);
        export("points.csv", PointExport.Format.CSV, true);

        var all = new ObjectMapper().readTree(scratch.resolve("points.geojson").toFile());
        assertThat(all.get("type").asText()).isEqualTo("FeatureCollection");
        assertThat(all.get("features")).hasSize(report.points());
        assertThat(all.get("dates")).hasSize(report.dates());
        assertThat(all.get("meaning").get("velocity").asText()).contains("mm/yr");
        var lines = Files.readAllLines(scratch.resolve("points.csv"));
        for (int p : new int[] {0, 7, report.points() - 1}) {
            var feature = all.get("features").get(p);
            var row = lines.get(p + 1).split(",");
            assertThat(feature.get("geometry").get("coordinates").get(0).asText())
                    .isEqualTo(row[1]);
            assertThat(feature.get("properties").get("id").asInt()).isEqualTo(p + 1);
            assertThat(feature.get("properties").get("d_mm")).hasSize(report.dates());
            assertThat(feature.get("properties")
                            .get("d_mm")
                            .get(report.dates() - 1)
                            .asDouble())
                    .isEqualTo(Double.parseDouble(row[row.length - 1]));
        }
    }

    @Test
    void refusesOtherQuantitiesAndNamesWhatIsMissing() throws IOException {
        assertThatThrownBy(() -> new PointExport.Options(ValueType.parse("u"), ValueType.parse("u"), true, true))
                .hasMessageContaining("u is no velocity");
        assertThatThrownBy(() -> new PointExport.Options(ValueType.parse("v"), ValueType.parse("w"), true, true))
                .hasMessageContaining("w is no unwrapped phase");
        Files.delete(scratch.resolve("scla2.mat"));

        assertThatThrownBy(() -> export("points.csv", PointExport.Format.CSV, false))
                .isInstanceOf(MissingArtifactException.class)
                .hasMessageContaining("stage 7");
        assertThat(scratch.resolve("points.csv")).doesNotExist();
    }
}
