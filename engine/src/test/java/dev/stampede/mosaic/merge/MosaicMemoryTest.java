package dev.stampede.mosaic.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.io.raster.RasterInfo;
import dev.stampede.kernels.matching.NoData;
import dev.stampede.mosaic.Compatibility;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.mosaic.PixelTypes;
import dev.stampede.mosaic.align.Align;
import dev.stampede.mosaic.align.AlignParameters;
import dev.stampede.mosaic.clip.Clip;
import dev.stampede.mosaic.clip.ClipParameters;
import dev.stampede.mosaic.global.Adjustment;
import dev.stampede.mosaic.global.GlobalSource;
import dev.stampede.mosaic.local.LocalMatching;
import dev.stampede.mosaic.local.LocalParameters;
import dev.stampede.mosaic.source.MatchingKernels;
import dev.stampede.mosaic.source.TileScratch;
import dev.stampede.mosaic.source.Tiles;
import dev.stampede.raster.Affine;
import dev.stampede.raster.DType;
import dev.stampede.raster.Window;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/// What a thread holds while it makes a tile of the mosaic, all stages one in the other.
class MosaicMemoryTest {
    private static final int SIDE = 600;
    private static final int BANDS = 4;
    private static final int TILE = 1024;
    private static final int STEP = 300; // each image covers half of the next

    /// A slope.
    private record Slope(String name, RasterInfo info) implements PixelSource {
        @Override
        public void read(Window window, MemorySegment outPixels) {
            for (long i = 0; i < window.pixels() * BANDS; i++) {
                outPixels.setAtIndex(ValueLayout.JAVA_DOUBLE, i, 1000 + i % window.width());
            }
        }
    }

    private static List<PixelSource> chain(int count) throws IOException {
        var kernels = MatchingKernels.fastest();
        List<PixelSource> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var affine = Affine.northUp(10 * STEP * i, 10 * SIDE, 10, 10);
            var info = RasterInfo.of(SIDE, SIDE, BANDS, DType.UINT16, affine, "", OptionalDouble.of(0));
            var guard = NoData.guarded(0, PixelTypes.range(DType.UINT16));
            images.add(new GlobalSource(
                    new Slope("image" + i, info),
                    Collections.nCopies(BANDS, new Adjustment(1 + 0.01 * i, 3)),
                    DType.UINT16,
                    guard,
                    kernels.gainOffset()));
        }
        var matching = new LocalMatching(LocalParameters.DEFAULTS, Compatibility.NONE, kernels);
        try (var workers = new Workers(1)) {
            var solved = matching.solve(images, null, workers, Progress.NONE);
            var guard = NoData.guarded(0, PixelTypes.range(DType.UINT16));
            images.replaceAll(image -> matching.correct(image, solved, DType.UINT16, guard));
        }
        images = new ArrayList<>(new Align(AlignParameters.DEFAULT, kernels.resampling()).over(images));
        var clip = new Clip(
                new ClipParameters(
                        ClipParameters.Mode.INCLUDE,
                        Path.of("unused"),
                        Optional.empty(),
                        false,
                        OptionalDouble.empty()),
                Compatibility.NONE);
        for (int i = 0; i < count; i++) {
            double left = 10 * (STEP * i + 50);
            var box = new GeometryFactory().toGeometry(new Envelope(left, left + 10 * STEP, 0, 10 * SIDE));
            images.set(i, clip.cut(images.get(i), List.of((Polygon) box)));
        }
        return images;
    }

    /// Makes the first tile on a thread of its own.
    private static long heldFor(int count) throws IOException {
        var kernel = MatchingKernels.fastest().gainOffset();
        var mosaic = new MosaicSource("mosaic", chain(count), MergeParameters.DEFAULT, kernel);
        var held = new CompletableFuture<Long>();
        Thread.ofPlatform().start(() -> {
            try (var scratch = TileScratch.open()) {
                var tile = new Window(0, 0, Math.min(TILE, mosaic.width()), Math.min(TILE, mosaic.height()));
                mosaic.read(tile, scratch.allocate(mosaic.bytes(tile), Double.BYTES));
                held.complete(TileScratch.held());
            } catch (IOException | RuntimeException failure) {
                held.completeExceptionally(failure);
            }
        });
        return held.join();
    }

    @Test
    void aTileNeedsNoMoreMemoryForMoreImages() throws IOException {
        long four = heldFor(4);
        long twelve = heldFor(12);

        assertThat(twelve).isEqualTo(four);
    }

    @Test
    void aTileNeedsItselfAndAFewStripsBesides() throws IOException {
        long tile = (long) TILE * SIDE * BANDS * Double.BYTES;
        long strip = (long) Tiles.STRIP_PIXELS * BANDS * Double.BYTES;

        // Strips of the merged, the clipped and the aligned image and of both matchings, and the rounding of chunks.
        assertThat(heldFor(12)).isBetween(tile, tile + 5 * strip + (8L << 20));
    }
}
