package dev.stampede.catalog;

import dev.stampede.io.raster.RasterFile;
import dev.stampede.io.raster.Reprojection;
import dev.stampede.io.raster.UnreadableRasterException;
import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.locationtech.jts.geom.Geometry;

/// Makes a catalog of raster files, vector files or labelled arrays by reading their headers.
///
/// A file's footprint is its box, brought into the catalog's reference system. Its time and further columns
/// come from its name; without a pattern it is [TimeInterval#ALWAYS]. A file whose name does not match is left
/// out with a warning.
///
/// @param pattern  what file names say
/// @param crs      reference system of the catalog; empty for that of the first file
/// @param extras   further columns, equal for all rows
/// @param workers  headers read at once
/// @param progress told of each file
/// @param cancellation looked at before each file
public record CatalogBuilder(
        Optional<FileNamePattern> pattern,
        Optional<String> crs,
        Map<String, Object> extras,
        int workers,
        Progress progress,
        Cancellation cancellation) {
    private static final System.Logger LOG = System.getLogger("dev.stampede.catalog");
    private static final int WORKERS = 8;

    /// @throws IllegalArgumentException if there is no worker
    public CatalogBuilder {
        if (workers < 1) {
            throw new IllegalArgumentException("workers: " + workers + ", needs at least 1");
        }
    }

    /// No pattern, the first file's reference system.
    public static CatalogBuilder create() {
        return new CatalogBuilder(
                Optional.empty(), Optional.empty(), Map.of(), WORKERS, Progress.NONE, new Cancellation());
    }

    public CatalogBuilder matching(FileNamePattern names) {
        return new CatalogBuilder(Optional.of(names), crs, extras, workers, progress, cancellation);
    }

    public CatalogBuilder inCrs(String target) {
        return new CatalogBuilder(pattern, Optional.of(target), extras, workers, progress, cancellation);
    }

    public CatalogBuilder with(Progress listener) {
        return new CatalogBuilder(pattern, crs, extras, workers, listener, cancellation);
    }

    public CatalogBuilder with(Cancellation stop) {
        return new CatalogBuilder(pattern, crs, extras, workers, progress, stop);
    }

    private record Named(String file, FileNamePattern.Match match) {}

    /// Rows in the order of the files.
    /// @throws IOException              if a file cannot be opened or does not say where it lies
    /// @throws IllegalArgumentException if no file is left, or a name's time does not follow the format
    public Catalog rasters(List<String> files) throws IOException {
        var named = named(files);
        var target = crs.isPresent() ? crs.get() : crsOf(named.getFirst().file());
        return catalog(named, target, file -> row(file, target));
    }

    /// Vector files: the box of all features of the first layer. Columns `layer` and `features` tell its name and
    /// how many it has. Files are read whole.
    /// @throws IOException              if a file cannot be read, or has no shape or no reference system
    /// @throws IllegalArgumentException as [#rasters]
    public Catalog vectors(List<String> files) throws IOException {
        var named = named(files);
        var target = crs.isPresent()
                ? crs.get()
                : VectorRows.layer(named.getFirst().file()).crs();
        return catalog(named, target, file -> {
            var row = VectorRows.row(file.file(), target);
            return described(file, row.geometry(), Optional.empty(), row.kind(), row.extras());
        });
    }

    /// Labelled arrays in Zarr groups, NetCDF-4 and HDF5 files: the box and the times of their coordinates. Columns
    /// `n_timesteps` and `data_vars` tell how many times and which variables they have.
    /// @param time name of the axis of time; without one the file's name tells, as for rasters
    /// @throws IOException              if a file cannot be read or does not say where it lies
    /// @throws IllegalArgumentException as [#rasters]
    public Catalog arrays(List<String> files, String time) throws IOException {
        var named = named(files);
        var target =
                crs.isPresent() ? crs.get() : ArrayRows.crs(named.getFirst().file(), time);
        return catalog(named, target, file -> {
            var row = ArrayRows.row(file.file(), target, time);
            var interval = row.interval().equals(TimeInterval.ALWAYS)
                    ? Optional.<TimeInterval>empty()
                    : Optional.of(row.interval());
            return described(file, row.geometry(), interval, row.kind(), row.extras());
        });
    }

    /// A row with the columns of all rows, those of its name and its own.
    private CatalogRow described(
            Named file,
            Geometry footprint,
            Optional<TimeInterval> interval,
            CatalogRow.Kind kind,
            Map<String, Object> own) {
        var columns = new LinkedHashMap<>(extras);
        columns.putAll(file.match().extras());
        columns.putAll(own);
        return new CatalogRow(
                file.file(),
                footprint,
                interval.or(() -> file.match().interval()).orElse(TimeInterval.ALWAYS),
                kind,
                columns);
    }

    /// Makes the row of a file.
    private interface RowMaker {
        CatalogRow row(Named file) throws IOException;
    }

    private Catalog catalog(List<Named> named, String target, RowMaker maker) throws IOException {
        progress.begin("reading headers", named.size());
        try (var pool = Executors.newFixedThreadPool(Math.min(workers, named.size()))) {
            var waiting = new ArrayList<Future<CatalogRow>>();
            for (var file : named) {
                waiting.add(pool.submit(() -> {
                    cancellation.check();
                    var row = maker.row(file);
                    progress.advance(1);
                    return row;
                }));
            }
            var rows = new ArrayList<CatalogRow>();
            for (var row : waiting) {
                rows.add(get(row, pool, cancellation));
            }
            return Catalog.of(target, rows);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw failure.getCause() instanceof RuntimeException e ? e : new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading headers", interrupted);
        }
    }

    /// Waits for a row; the first that fails ends the reading of all others.
    private static CatalogRow get(Future<CatalogRow> row, ExecutorService pool, Cancellation cancellation)
            throws ExecutionException, InterruptedException {
        try {
            return Waiting.get(row, cancellation);
        } catch (ExecutionException | CancellationException failure) {
            pool.shutdownNow();
            throw failure;
        }
    }

    private List<Named> named(List<String> files) {
        var named = new ArrayList<Named>();
        for (var file : files) {
            var match = pattern.isEmpty()
                    ? Optional.of(new FileNamePattern.Match(Optional.empty(), Map.of()))
                    : pattern.get().match(Path.of(file).getFileName().toString());
            if (match.isPresent()) {
                named.add(new Named(file, match.get()));
            } else {
                LOG.log(System.Logger.Level.WARNING, "{0}: left out, its name does not match", file);
            }
        }
        if (named.isEmpty()) {
            throw new IllegalArgumentException(
                    files.isEmpty()
                            ? "no files given"
                            : "none of " + files.size() + " file names matches, the first is " + files.getFirst());
        }
        return named;
    }

    private static String crsOf(String file) throws IOException {
        try (var raster = RasterFile.open(file)) {
            if (raster.info().crs().isEmpty()) {
                throw new UnreadableRasterException(file + ": has no reference system; set one with gdal_edit -a_srs");
            }
            return raster.info().crs();
        }
    }

    private CatalogRow row(Named named, String target) throws IOException {
        try (var raster = RasterFile.open(named.file())) {
            var info = raster.info();
            if (info.bounds().isEmpty() || info.crs().isEmpty()) {
                throw new UnreadableRasterException(named.file() + ": does not say where it lies (no "
                        + (info.crs().isEmpty() ? "reference system" : "geotransform") + ")");
            }
            try (var way = Reprojection.open(info.crs(), target)) {
                return described(
                        named,
                        Footprints.of(way.bounds(info.bounds().get())),
                        Optional.empty(),
                        CatalogRow.Kind.RASTER,
                        Map.of());
            }
        }
    }
}
