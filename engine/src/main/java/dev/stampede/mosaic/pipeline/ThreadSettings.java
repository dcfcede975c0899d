package dev.stampede.mosaic.pipeline;

import static dev.stampede.mosaic.pipeline.MosaicOption.SHARED_IMAGE_THREADS;
import static dev.stampede.mosaic.pipeline.MosaicOption.SHARED_IO_THREADS;
import static dev.stampede.mosaic.pipeline.MosaicOption.SHARED_TILE_THREADS;

import dev.stampede.runtime.UsageException;
import java.util.List;

/// Numbers of threads as users give them. One pool does all work here, so only their product matters: it is
/// bounded by the processors.
final class ThreadSettings {
    private static final double SHARE = 0.9;
    private static final int MOST_PER_IMAGE = 4;

    private final int images;
    private final int io;
    private final int tiles;
    private final int processors = Runtime.getRuntime().availableProcessors();
    private final boolean automatic;

    ThreadSettings(Values values, int imageCount) {
        int usual = Math.max(1, Math.min(imageCount, (int) Math.ceil(SHARE * processors)));
        images = number(values, SHARED_IMAGE_THREADS, usual);
        int perImage = Math.clamp(processors / images, 1, MOST_PER_IMAGE);
        io = number(values, SHARED_IO_THREADS, perImage);
        tiles = number(values, SHARED_TILE_THREADS, perImage);
        automatic = !values.has(SHARED_IMAGE_THREADS) && !values.has(SHARED_TILE_THREADS);
    }

    private int number(Values values, MosaicOption option, int usual) {
        var given = values.list(option);
        if (given.isEmpty()) {
            return values.has(option) ? 1 : usual;
        }
        var value = given.get().getFirst();
        if (value.equals("auto")) {
            return usual;
        }
        if (value.equals("cpu")) {
            return processors;
        }
        int number = Values.whole(value)
                .orElseThrow(() -> new UsageException(option.shortName() + " must be \"cpu\", an int, or None."));
        if (number < 1) {
            throw new UsageException(option.shortName() + " must be a positive integer, got " + number + ".");
        }
        return number;
    }

    /// Threads of the pool.
    int total() {
        return automatic ? processors : Math.clamp((long) images * tiles, 1, processors);
    }

    /// For images, files and tiles.
    List<Integer> resolved() {
        return List.of(images, io, tiles);
    }
}
