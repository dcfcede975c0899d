package dev.stampede.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.catalog.CatalogBuilder;
import dev.stampede.catalog.FileNamePattern;
import dev.stampede.catalog.Matchup;
import dev.stampede.io.raster.GeoTiff;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two sensors: pairs found by a matchup, the coarse one brought onto the grid of the fine one, then their
/// weighted mean.
class FusionTest {
    @TempDir
    Path folder;

    /// The second sensor: the scene of the next date at 20 m, on a grid of its own.
    private Path coarse(Path fine, String day) throws IOException {
        var file = folder.resolve("coarse/C_" + day + ".tif");
        try (var arena = Arena.ofShared()) {
            var half = SmallScenes.call("{op: Resample, config: {resolution: [20, 20]}}")
                    .apply(arena, PipelineCall.read(arena, List.of(fine)))
                    .firstEntry()
                    .getValue();
            GeoTiff.write(half, file, Map.of());
        }
        return file;
    }

    @Test
    void pairsAreFusedOnTheGridOfTheFirst() throws IOException {
        var fine = SmallScenes.in(folder.resolve("in"), 3);
        var second = List.of(coarse(fine.get(0), "20240703"), coarse(fine.get(2), "20240721"));
        var primary = CatalogBuilder.create()
                .matching(new FileNamePattern("S2_(?<date>\\d{8})\\.tif", "%Y%m%d"))
                .rasters(fine.stream().map(Path::toString).toList());
        var secondary = CatalogBuilder.create()
                .matching(new FileNamePattern("C_(?<date>\\d{8})\\.tif", "%Y%m%d"))
                .rasters(second.stream().map(Path::toString).toList());

        var pairs = new Matchup(new Matchup.Intersects(), new Matchup.NearestInTime(Duration.ofDays(2)), true, false)
                .match(primary, Map.of("coarse", secondary));

        assertThat(pairs).hasSize(2);
        for (var pair : pairs) {
            var files = pair.members().stream()
                    .map(member -> Path.of(member.row().filepath()))
                    .toList();
            var fusion = SmallScenes.call(("""
                    op: Graph
                    config:
                      inputs: [fine, coarse]
                      nodes:
                        - {id: a, op: NDVI, config: {red: B04, nir: B08}, in: [fine]}
                        - {id: moved, op: ReprojectLike, config: {like: %s}, in: [coarse]}
                        - {id: b, op: NDVI, config: {red: B04, nir: B08}, in: [moved]}
                        - {id: fused, op: BlendMatched, config: {method: weights, weights: [0.75, 0.25]}, in: [a, b]}
                      outputs: {fused: fused, fine: a, coarse: b}
                    """).formatted(files.get(0)));
            try (var arena = Arena.ofShared()) {
                var results = fusion.apply(arena, PipelineCall.read(arena, files));
                var fused = results.get("fused").values();
                assertThat(fused.shape()).containsExactly(80, 96);
                for (int row = 5; row < 75; row += 10) {
                    double expected = 0.75 * results.get("fine").values().get(row, 40)
                            + 0.25 * results.get("coarse").values().get(row, 40);
                    assertThat(fused.get(row, 40)).isCloseTo(expected, within(1e-12));
                }
            }
        }
    }
}
