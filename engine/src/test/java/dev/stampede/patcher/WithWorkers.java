package dev.stampede.patcher;

import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.runtime.Workers;
import java.lang.foreign.Arena;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Memory and three threads for each test of a run over patches.
abstract class WithWorkers {
    Arena arena;
    Workers workers;

    @BeforeEach
    void open() {
        arena = Arena.ofShared();
        workers = new Workers(3);
    }

    @AfterEach
    void close() {
        workers.close();
        arena.close();
    }

    /// One band of Gaussian noise, the same for the same size.
    final GeoRaster noise(int rows, int cols) {
        var random = new Random(rows * 1000L + cols);
        return Scenes.of(arena, DType.FLOAT32, rows, cols, _ -> (float) random.nextGaussian());
    }
}
