package dev.stampede.mosaic.resume;

import dev.stampede.mosaic.TileLog;
import dev.stampede.mosaic.global.StatisticsKeeper;
import dev.stampede.mosaic.local.BlockMeansKeeper;
import dev.stampede.mosaic.seam.Seamlines;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// What a run takes from one that was broken off, and keeps for the next. Partial results are used only by a run
/// with the same inputs and parameters ([RunIdentity]); the result has the pixels of an undisturbed run.
public final class Continuation implements AutoCloseable {
    private final ResumeFolder folder;
    private final KeptStatistics statistics;
    private final KeptBlockMeans blockMeans;
    private final KeptSeamlines seamlines;
    private final KeptTiles tiles;
    private final Map<String, Object> taken = new LinkedHashMap<>();

    private Continuation(ResumeFolder folder) {
        this.folder = folder;
        this.statistics = folder == null ? null : new KeptStatistics(folder.journal(ResumeFolder.STATISTICS));
        this.blockMeans = folder == null ? null : new KeptBlockMeans(folder.journal(ResumeFolder.BLOCK_MEANS));
        this.seamlines = folder == null ? null : new KeptSeamlines(folder);
        this.tiles = folder == null ? null : new KeptTiles(folder);
    }

    /// Takes nothing and keeps nothing.
    public static Continuation none() {
        return new Continuation(null);
    }

    /// Takes up what is in a folder, or starts over where it belongs to other inputs or parameters.
    /// @param notes   told in one line which of the two happens, if there was anything
    /// @param removed told of the temporary files of a run that is not continued
    /// @throws dev.stampede.runtime.UsageException if another run uses the folder
    /// @throws IOException if it cannot be read or made
    public static Continuation open(
            Path folder, RunIdentity identity, Consumer<String> notes, Consumer<List<Path>> removed)
            throws IOException {
        var opened = ResumeFolder.open(folder, identity);
        var run = new Continuation(opened.folder());
        try {
            if (opened.found()) {
                run.count();
                notes.accept("continuing the interrupted run in " + folder + ": " + run.summary());
            } else {
                if (!opened.changed().isEmpty()) {
                    notes.accept("starting afresh: the interrupted run in " + folder + " had other "
                            + String.join(", ", opened.changed()));
                    removed.accept(run.temporaryFiles());
                }
                opened.folder().clear();
                opened.folder().begin(identity);
            }
            return run;
        } catch (IOException | RuntimeException failure) {
            run.close();
            throw failure;
        }
    }

    private void count() throws IOException {
        var known = statistics.known();
        taken.put("images", known.whole().size());
        taken.put("pairs", known.overlaps().size());
        taken.put(
                "block_means",
                folder.journal(ResumeFolder.BLOCK_MEANS).records().size());
        taken.put("seamlines", seamlines.known().isPresent());
        taken.put("files", folder.journal(ResumeFolder.FINISHED_FILES).records().size());
        taken.put("tiles", tiles.written().size());
    }

    private String summary() {
        return "statistics of " + taken.get("images") + " images and " + taken.get("pairs") + " pairs, block means of "
                + taken.get("block_means") + " images, "
                + (taken.get("seamlines").equals(true) ? "" : "no ")
                + "seamlines, " + taken.get("files") + " finished files, " + taken.get("tiles")
                + " tiles of the mosaic";
    }

    /// What was taken from an earlier run, for a report; empty if there was nothing.
    public Map<String, Object> taken() {
        var document = new LinkedHashMap<>(taken);
        if (!taken.isEmpty() && tiles.all() > 0) {
            document.put("tiles", tiles.reused());
            document.put("tiles_total", tiles.all());
        }
        return document;
    }

    public StatisticsKeeper statistics() {
        return folder == null ? StatisticsKeeper.NONE : statistics;
    }

    public BlockMeansKeeper blockMeans() {
        return folder == null ? BlockMeansKeeper.NONE : blockMeans;
    }

    /// The seamlines an earlier run found.
    /// @throws IOException if they cannot be read
    public Optional<List<Seamlines.Piece>> seamlines() throws IOException {
        return folder == null ? Optional.empty() : seamlines.known();
    }

    /// @throws IOException if they cannot be written
    public void keep(List<Seamlines.Piece> pieces) throws IOException {
        if (folder != null) {
            seamlines.keep(pieces);
        }
    }

    /// Where the mosaic is kept while it is not whole; empty where nothing is kept.
    public Optional<TileLog> tiles() {
        return Optional.ofNullable(tiles);
    }

    /// Whether a file is as an earlier run finished it.
    /// @throws IOException if that cannot be read
    public boolean isFinished(Path file) throws IOException {
        if (folder == null || Files.notExists(file)) {
            return false;
        }
        var state = state(file);
        for (var record : folder.journal(ResumeFolder.FINISHED_FILES).records()) {
            boolean same = true;
            for (var entry : state.entrySet()) {
                same &= entry.getValue().equals(record.path(entry.getKey()).asText());
            }
            if (same) {
                return true;
            }
        }
        return false;
    }

    /// Notes that a file is whole, when all of it is on the disk: the note must not outlive the file.
    /// @throws IOException if that cannot be written
    public void finished(Path file) throws IOException {
        if (folder != null) {
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            folder.journal(ResumeFolder.FINISHED_FILES).append(List.of(state(file)));
        }
    }

    private static Map<String, String> state(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Map<String, String> state = new LinkedHashMap<>();
        state.put("file", file.toAbsolutePath().normalize().toString());
        state.put("size", Long.toString(attributes.size()));
        state.put("changed", Long.toString(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)));
        return state;
    }

    /// Files and folders runs made that are to be removed in the end, in the order they were made.
    /// @throws IOException if the list cannot be read
    public List<Path> temporaryFiles() throws IOException {
        var files = new ArrayList<Path>();
        if (folder != null) {
            for (var record : folder.journal(ResumeFolder.TEMPORARY).records()) {
                files.add(Path.of(record.path("file").asText()));
            }
        }
        return files;
    }

    /// Notes a file or folder that is to be removed in the end.
    /// @throws IOException if that cannot be written
    public void temporary(Path file) throws IOException {
        if (folder != null) {
            folder.journal(ResumeFolder.TEMPORARY)
                    .append(List.of(Map.of("file", file.toAbsolutePath().toString())));
        }
    }

    /// Nothing is to be continued: everything kept is removed.
    /// @throws IOException if it cannot be removed
    public void end() throws IOException {
        if (folder != null) {
            folder.remove();
        }
    }

    /// Where things are kept, for messages.
    public String place() {
        return folder == null ? "memory" : folder.file("").toString();
    }

    /// Whether something was kept that a next run can use.
    /// @throws IOException if that cannot be read
    public boolean isWorthKeeping() throws IOException {
        if (folder == null) {
            return false;
        }
        count();
        return taken.values().stream().anyMatch(value -> !value.equals(0) && !value.equals(false));
    }

    /// Leaves what is kept for the next run.
    @Override
    public void close() throws IOException {
        if (folder != null) {
            folder.close();
        }
    }
}
