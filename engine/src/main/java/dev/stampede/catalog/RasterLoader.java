package dev.stampede.catalog;

import dev.stampede.io.raster.GridReader;
import dev.stampede.io.raster.RasterFile;
import dev.stampede.io.raster.RasterInfo;
import dev.stampede.io.raster.UnreadableRasterException;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.Crs;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Resampling;
import dev.stampede.runtime.Cancellation;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Loads the rasters of a catalog onto the grid of a slice, as one mosaic or as one a day. Files of another
/// grid or system are resampled. Rows are merged in catalog order whatever order they arrive in; pixels
/// without data never overwrite.
///
/// @param bands      numbers from 1; empty for all of the first file
/// @param resampling for files whose pixels do not coincide with the grid's
/// @param merge      which value stays where files overlap
/// @param noData     of the result; empty for that of the first file, or 0 if it has none
/// @param attempts   how often a file is tried before its failure counts; one of this machine that is
///                   missing or no raster is tried once
/// @param workers    files read at once
/// @param cancellation looked at before each file and each further try
public record RasterLoader(
        List<Integer> bands,
        Resampling resampling,
        Merge merge,
        OptionalDouble noData,
        int attempts,
        int workers,
        Cancellation cancellation) {
    /// Which value stays where files overlap.
    public enum Merge {
        FIRST,
        LAST,
        MIN,
        MAX,
        SUM
    }

    /// What a day without files means.
    public enum MissingDay {
        SKIP,
        RAISE
    }

    /// A stack of daily mosaics.
    ///
    /// @param raster (time, band, row, column)
    /// @param days   ascending, one for each time
    public record TimeStack(GeoRaster raster, List<LocalDate> days) {}

    private static final int ATTEMPTS = 3;
    private static final int WORKERS = 8;
    private static final long FIRST_PAUSE_MS = 200;

    public RasterLoader {
        bands = List.copyOf(bands);
        if (attempts < 1 || workers < 1) {
            throw new IllegalArgumentException(
                    "attempts: " + attempts + ", workers: " + workers + "; both need at least 1");
        }
    }

    /// All bands, bilinear, the last file on top.
    public static RasterLoader standard() {
        return new RasterLoader(
                List.of(),
                Resampling.BILINEAR,
                Merge.LAST,
                OptionalDouble.empty(),
                ATTEMPTS,
                WORKERS,
                new Cancellation());
    }

    public RasterLoader merging(Merge method) {
        return new RasterLoader(bands, resampling, method, noData, attempts, workers, cancellation);
    }

    public RasterLoader with(int count) {
        return new RasterLoader(bands, resampling, merge, noData, attempts, count, cancellation);
    }

    public RasterLoader with(Cancellation stop) {
        return new RasterLoader(bands, resampling, merge, noData, attempts, workers, stop);
    }

    /// The mosaic (band, row, column) of the rows that match the slice, in the type of the first file.
    /// @throws IOException              if a file cannot be read
    /// @throws IllegalArgumentException if no row matches
    public GeoRaster load(SegmentAllocator allocator, Catalog catalog, GeoSlice slice) throws IOException {
        var matching = catalog.query(CatalogQuery.of(slice));
        if (matching.isEmpty()) {
            throw new IllegalArgumentException("no row of the catalog lies in " + slice);
        }
        return mosaic(allocator, files(matching), slice);
    }

    private static List<String> files(Catalog rows) {
        var files = new ArrayList<String>();
        rows.forEach(row -> files.add(row.filepath()));
        return files;
    }

    /// A mosaic of each UTC day on which a matching row starts.
    /// @throws IOException              if a file cannot be read
    /// @throws IllegalArgumentException if no row matches, or a day between the first and the last has none
    ///     and `missing` is [MissingDay#RAISE]
    public TimeStack loadDays(SegmentAllocator allocator, Catalog catalog, GeoSlice slice, MissingDay missing)
            throws IOException {
        var days = new TreeMap<LocalDate, List<String>>();
        for (var row : catalog.query(CatalogQuery.of(slice))) {
            var day = LocalDate.ofInstant(row.interval().start(), ZoneOffset.UTC);
            days.computeIfAbsent(day, unseen -> new ArrayList<>()).add(row.filepath());
        }
        if (days.isEmpty()) {
            throw new IllegalArgumentException("no row of the catalog lies in " + slice);
        }
        if (missing == MissingDay.RAISE) {
            for (var day = days.firstKey(); day.isBefore(days.lastKey()); day = day.plusDays(1)) {
                if (!days.containsKey(day)) {
                    throw new IllegalArgumentException(
                            "no row starts on " + day + ", between " + days.firstKey() + " and " + days.lastKey());
                }
            }
        }
        var mosaics = new ArrayList<GeoRaster>();
        try (var scratch = Arena.ofShared()) {
            for (var files : days.values()) {
                mosaics.add(mosaic(scratch, files, slice));
            }
            return new TimeStack(GeoRaster.stack(allocator, mosaics), List.copyOf(days.keySet()));
        }
    }

    private GeoRaster mosaic(SegmentAllocator allocator, List<String> files, GeoSlice slice) throws IOException {
        var grid = new GridReader(slice.affine(), slice.cols(), slice.rows(), slice.crs());
        var numbers = bands.isEmpty()
                ? null
                : bands.stream().mapToInt(Integer::intValue).toArray();
        GeoRaster result = null;
        boolean[] written = null;
        var pool = Executors.newFixedThreadPool(Math.min(workers, files.size()));
        try {
            var ahead = new ArrayDeque<CompletableFuture<Loaded>>();
            int next = 0;
            try {
                while (next < files.size() || !ahead.isEmpty()) {
                    while (next < files.size() && ahead.size() < workers) {
                        ahead.add(CompletableFuture.supplyAsync(reading(grid, files.get(next++), numbers), pool));
                    }
                    try (var loaded = Waiting.get(ahead.peek(), cancellation)) {
                        ahead.remove();
                        if (result == null) {
                            result = empty(allocator, loaded.found().info(), slice);
                            written =
                                    new boolean[Math.toIntExact(result.values().elements())];
                        }
                        if (loaded.found().part().isPresent()) {
                            merge(loaded, result.values(), written);
                        }
                    }
                }
            } finally {
                // What was not begun never begins. A stopped run does not wait for a library that reads: what it has
                // read is released by the thread that did.
                pool.shutdownNow();
                Waiting.untilEnded(pool, cancellation);
                for (var left : ahead) {
                    left.whenComplete((loaded, failure) -> {
                        if (loaded != null) {
                            loaded.close();
                        }
                    });
                }
            }
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof CancellationException stopped) {
                throw stopped;
            }
            throw failure.getCause() instanceof IOException unreadable
                    ? unreadable
                    : new IOException(failure.getCause().getMessage(), failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while loading", interrupted);
        }
        return result;
    }

    /// What was read of one file, in memory of its own.
    private record Loaded(String file, Arena arena, GridReader.Found found) implements AutoCloseable {
        @Override
        public void close() {
            arena.close();
        }
    }

    private Supplier<Loaded> reading(GridReader grid, String file, int[] numbers) {
        return () -> {
            try {
                return read(grid, file, numbers);
            } catch (IOException | InterruptedException failure) {
                throw new CompletionException(failure);
            }
        };
    }

    private Loaded read(GridReader grid, String file, int[] numbers) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            cancellation.check();
            var arena = Arena.ofShared();
            try {
                var fallback = OptionalDouble.of(noData.orElse(0));
                return new Loaded(file, arena, grid.read(arena, file, numbers, resampling, fallback));
            } catch (IOException failure) {
                arena.close();
                boolean hopeless = failure instanceof UnreadableRasterException && RasterFile.isLocal(file);
                if (attempt == attempts || hopeless) {
                    throw failure;
                }
                Thread.sleep(FIRST_PAUSE_MS << (attempt - 1));
            } catch (RuntimeException failure) {
                arena.close();
                throw failure;
            }
        }
    }

    private GeoRaster empty(SegmentAllocator allocator, RasterInfo first, GeoSlice slice) {
        double fill = noData.orElse(first.noData().getFirst().orElse(0));
        int count = bands.isEmpty() ? first.bands() : bands.size();
        var values = ArrayView.allocate(allocator, first.dtype(), count, slice.rows(), slice.cols());
        values.fill(fill);
        return new GeoRaster(values, slice.affine(), new Crs(slice.crs()), OptionalDouble.of(fill), Attributes.NONE);
    }

    private void merge(Loaded loaded, ArrayView target, boolean[] written) throws IOException {
        var part = loaded.found().part().get();
        var source = part.values();
        if (source.size(0) != target.size(0)) {
            throw new IOException(loaded.file() + ": " + source.size(0) + " bands, the first file has " + target.size(0)
                    + "; choose bands that all files have");
        }
        int rows = target.size(1);
        int cols = target.size(2);
        var window = part.window();
        for (int band = 0; band < source.size(0); band++) {
            for (int row = 0; row < window.height(); row++) {
                cancellation.check();
                long from = source.element(band, row, 0);
                int to = (band * rows + window.row() + row) * cols + window.col();
                for (int col = 0; col < window.width(); col++) {
                    double value = Elements.getDouble(source.segment(), source.dtype(), from + col);
                    if (isData(value, part.noData())) {
                        put(target, to + col, value, written);
                    }
                }
            }
        }
    }

    private static boolean isData(double value, OptionalDouble noData) {
        return noData.isEmpty()
                || (Double.isNaN(noData.getAsDouble()) ? !Double.isNaN(value) : value != noData.getAsDouble());
    }

    private void put(ArrayView target, int at, double value, boolean[] written) {
        double kept = value;
        if (written[at]) {
            double before = Elements.getDouble(target.segment(), target.dtype(), target.offset() + at);
            kept = switch (merge) {
                case FIRST -> before;
                case LAST -> value;
                case MIN -> Math.min(before, value);
                case MAX -> Math.max(before, value);
                case SUM -> before + value;
            };
        }
        Elements.setDouble(target.segment(), target.dtype(), target.offset() + at, kept);
        written[at] = true;
    }
}
