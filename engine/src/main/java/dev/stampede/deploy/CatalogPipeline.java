package dev.stampede.deploy;

import dev.stampede.catalog.Catalog;
import dev.stampede.catalog.CatalogRow;
import dev.stampede.io.raster.CreationOptions;
import dev.stampede.io.raster.GeoTiff;
import dev.stampede.raster.GeoRaster;
import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// Every row of a catalog through one pipeline into a sink. Rows are read on virtual threads, a bounded
/// number at once; as many as there are processors are worked on at the same time. Results do not depend on
/// either. With a journal a run that was broken off goes on with the rows that are not done.
///
/// @param call     the pipeline
/// @param sink     takes results; called from several threads, once per row
/// @param onError  what a failed row means
/// @param inFlight rows held in memory at once, at least 1
/// @param journal  file that remembers finished rows; empty for none
public record CatalogPipeline(PipelineCall call, Sink sink, OnRowError onError, int inFlight, Optional<Path> journal) {
    /// What a failed row means.
    public enum OnRowError {
        RAISE,
        LOG_AND_CONTINUE
    }

    /// Takes the results of a row.
    @FunctionalInterface
    public interface Sink {
        /// @param position of the row in the catalog, from 0
        /// @param results  valid during the call
        void accept(int position, CatalogRow row, SequencedMap<String, GeoRaster> results) throws IOException;

        /// Refuses catalogs it could not keep apart, before anything runs.
        /// @throws IOException if that cannot be found out
        default void requireFits(Catalog catalog) throws IOException {}

        /// Where results lie after the run: a journal counts for this place only. Empty: nowhere that lasts.
        default Optional<Path> place() {
            return Optional.empty();
        }
    }

    /// A row that failed.
    ///
    /// @param position in the catalog
    /// @param filepath of the row
    /// @param reason   message of the error
    public record Failure(int position, String filepath, String reason) {}

    /// What a run did.
    ///
    /// @param rows      all
    /// @param completed in this run
    /// @param skipped   done by an earlier run
    /// @param failures  in the order of rows
    public record Report(int rows, int completed, int skipped, List<Failure> failures) {}

    private static final System.Logger LOG = System.getLogger(CatalogPipeline.class.getName());

    public CatalogPipeline {
        if (inFlight < 1) {
            throw new IllegalArgumentException("rows in flight are " + inFlight + ", expected at least 1");
        }
    }

    /// A GeoTIFF for every result: `STEM.tif` in a folder, or `STEM_NAME.tif` where a pipeline has several.
    public static Sink files(Path folder, Map<String, String> options) {
        return new Sink() {
            @Override
            public void accept(int position, CatalogRow row, SequencedMap<String, GeoRaster> results)
                    throws IOException {
                for (var result : results.entrySet()) {
                    String name = stem(row) + (results.size() == 1 ? "" : "_" + result.getKey()) + ".tif";
                    GeoTiff.write(result.getValue(), folder.resolve(name), options);
                }
            }

            @Override
            public void requireFits(Catalog catalog) throws IOException {
                CreationOptions.require("GTiff", options);
                Map<String, String> stems = new HashMap<>();
                for (var row : catalog) {
                    if (SceneTask.isSame(folder.resolve(stem(row) + ".tif"), Path.of(row.filepath()))) {
                        throw new IllegalArgumentException("the result of " + row.filepath()
                                + " would replace it; name another folder than " + folder);
                    }
                    var before = stems.put(stem(row), row.filepath());
                    if (before != null) {
                        throw new IllegalArgumentException("the results of " + before + " and " + row.filepath()
                                + " would have one name; give the files names of their own");
                    }
                }
            }

            @Override
            public Optional<Path> place() {
                return Optional.of(folder);
            }
        };
    }

    private static String stem(CatalogRow row) {
        String name = String.valueOf(Path.of(row.filepath()).getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /// Runs all rows.
    /// @throws IOException              if a row fails and that ends the run; names the row. Rows
    ///                                  that were under way are finished
    /// @throws IllegalArgumentException if the journal is that of another pipeline or place of results
    public Report run(Catalog catalog, Progress progress, Cancellation cancellation) throws IOException {
        sink.requireFits(catalog);
        try (var done = RowJournal.open(journal, call.digest(), sink.place());
                var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            progress.begin("rows", Math.max(1, catalog.size()));
            var room = new Semaphore(inFlight);
            var processors = new Semaphore(Runtime.getRuntime().availableProcessors());
            var stop = new AtomicBoolean();
            var waiting = new ArrayList<Future<Optional<Failure>>>();
            int skipped = 0;
            for (int i = 0; i < catalog.size() && !stop.get(); i++) {
                cancellation.check();
                int position = i;
                var row = catalog.row(i);
                if (done.has(key(row))) {
                    skipped++;
                    progress.advance(1);
                    continue;
                }
                room.acquire();
                waiting.add(pool.submit(() -> {
                    try {
                        var failure = stop.get() ? skippedAfterStop() : row(position, row, processors);
                        if (failure == null) {
                            done.add(key(row));
                        } else if (onError == OnRowError.RAISE) {
                            stop.set(true);
                        }
                        return Optional.ofNullable(failure);
                    } catch (IOException | RuntimeException | Error e) {
                        stop.set(true); // nothing of the row: no room for the journal, no memory
                        throw e;
                    } finally {
                        room.release();
                        progress.advance(1);
                    }
                }));
            }
            return report(catalog.size(), skipped, waiting);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    private static Failure skippedAfterStop() {
        return new Failure(-1, "", "");
    }

    private static String key(CatalogRow row) {
        return row.filepath() + " " + row.interval().start();
    }

    private Failure row(int position, CatalogRow row, Semaphore processors) throws InterruptedException {
        try (var arena = Arena.ofShared()) {
            var inputs = PipelineCall.read(arena, List.of(Path.of(row.filepath())));
            processors.acquire();
            SequencedMap<String, GeoRaster> results;
            try {
                results = call.apply(arena, inputs);
            } finally {
                processors.release();
            }
            sink.accept(position, row, results);
            return null;
        } catch (IOException | RuntimeException e) {
            if (e instanceof CancellationException cancelled) {
                throw cancelled;
            }
            String reason = e instanceof java.nio.file.NoSuchFileException
                    ? "the file does not exist"
                    : String.valueOf(e.getMessage()).replace(row.filepath() + ": ", "");
            if (onError == OnRowError.LOG_AND_CONTINUE) {
                LOG.log(System.Logger.Level.WARNING, "{0}: left out, {1}", row.filepath(), reason);
            }
            return new Failure(position, row.filepath(), reason);
        }
    }

    private Report report(int rows, int skipped, List<Future<Optional<Failure>>> waiting)
            throws IOException, InterruptedException {
        var failures = new ArrayList<Failure>();
        int completed = 0;
        for (var future : waiting) {
            try {
                var failure = future.get();
                if (failure.isEmpty()) {
                    completed++;
                } else if (failure.get().position() >= 0) {
                    failures.add(failure.get());
                }
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case IOException ofTheJournal -> throw ofTheJournal;
                    case RuntimeException unexpected -> throw unexpected;
                    case Error outOfMemory -> throw outOfMemory;
                    case null, default -> throw new IllegalStateException(e.getCause());
                }
            }
        }
        if (!failures.isEmpty() && onError == OnRowError.RAISE) {
            var first = failures.getFirst();
            throw new IOException("row " + first.position() + ", " + first.filepath() + ": " + first.reason() + "; "
                    + completed + " rows are done" + (journal.isPresent() ? ", run again to go on" : ""));
        }
        return new Report(rows, completed, skipped, List.copyOf(failures));
    }
}
