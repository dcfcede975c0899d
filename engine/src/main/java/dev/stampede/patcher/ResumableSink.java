package dev.stampede.patcher;

import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;

/// Keeps finished rows in a folder until the run is through, so that a run that was broken off goes on
/// where it was: only patches that reach rows not yet kept are worked on again, and the result is the same
/// to the bit. At the end the rows go to another sink and the folder is removed.
///
/// The folder holds `rows.bin`, the rows of all bands one after the other, and `journal.jsonl`: first what
/// the run is, then a line for each block of rows, written only once its rows are on disk.
public final class ResumableSink implements RowSink {
    private static final int BLOCK = 256;

    /// At the end of a line: one that was broken off may lie before it.
    private static final Pattern ROWS = Pattern.compile("\\{\"rows\": (\\d+)}$");

    private final Path folder;
    private final String identity;
    private final RowSink target;
    private final int finishedRows;
    private GeoRaster like;
    private RasterGrid grid;
    private int bands;
    private DType type;
    private int rows;
    private FileChannel data;
    private FileChannel journal;

    /// @param folder   of this run alone
    /// @param identity says what the run is: input, patcher, pipeline, type. Rows of another are refused
    /// @param target   gets everything at the end
    /// @throws IOException              if the folder cannot be read
    /// @throws IllegalArgumentException if it holds another run
    public ResumableSink(Path folder, String identity, RowSink target) throws IOException {
        this.folder = folder;
        this.identity = identity.replaceAll("[\\r\\n\"\\\\]", " ");
        this.target = target;
        this.finishedRows = kept();
        this.rows = finishedRows;
    }

    private Path journalFile() {
        return folder.resolve("journal.jsonl");
    }

    private int kept() throws IOException {
        if (!Files.exists(journalFile())) {
            return 0;
        }
        List<String> lines = Files.readAllLines(journalFile());
        if (lines.isEmpty()) {
            return 0;
        }
        if (!lines.getFirst().equals(head())) {
            throw new IllegalArgumentException(folder + " holds rows of another run (" + lines.getFirst()
                    + "), not of this one (" + head() + "); remove it or name another folder");
        }
        int rows = 0;
        for (var line : lines.subList(1, lines.size())) {
            var whole = ROWS.matcher(line);
            if (whole.find()) {
                rows = Integer.parseInt(whole.group(1));
            }
        }
        return rows;
    }

    private String head() {
        return "{\"run\": \"" + identity + "\"}";
    }

    @Override
    public int finishedRows() {
        return finishedRows;
    }

    @Override
    public int rowUnit() {
        return target.rowUnit();
    }

    @Override
    public void begin(GeoRaster like, RasterGrid grid, int bands, DType type) throws IOException {
        // the values of `like` are gone after the first batch; what stays is where it lies and how bands are named
        var shape = like.shape();
        this.like = new GeoRaster(
                ArrayView.allocate(Arena.ofAuto(), DType.BOOL, shape),
                like.affine(),
                like.crs(),
                like.fill(),
                like.attributes());
        this.grid = grid;
        this.bands = bands;
        this.type = type;
        Files.createDirectories(folder);
        data = FileChannel.open(
                folder.resolve("rows.bin"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        boolean fresh = finishedRows == 0;
        data.truncate(fresh ? 0 : finishedRows * rowBytes());
        data.position(data.size());
        journal = FileChannel.open(
                journalFile(),
                fresh
                        ? new StandardOpenOption[] {
                            StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING
                        }
                        : new StandardOpenOption[] {StandardOpenOption.APPEND});
        if (fresh) {
            commit(head());
        }
    }

    private long rowBytes() {
        return (long) bands * grid.width() * type.bytes();
    }

    private void commit(String line) throws IOException {
        var bytes = ByteBuffer.wrap((line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            journal.write(bytes);
        }
        journal.force(false);
    }

    /// Rows of all bands come one after the other in the file, so that it can be cut at any row.
    @Override
    public void write(int firstRow, ArrayView block) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var byRow = block.permute(1, 0, 2).copy(arena);
            for (int row = 0; row < block.size(1); row++) { // a buffer holds no more than 2 GiB
                var bytes =
                        byRow.segment().asSlice(row * rowBytes(), rowBytes()).asByteBuffer();
                while (bytes.hasRemaining()) {
                    data.write(bytes);
                }
            }
        }
        data.force(false);
        rows = firstRow + block.size(1);
        commit("{\"rows\": " + rows + "}");
    }

    @Override
    public void end() throws IOException {
        target.begin(like, grid, bands, type);
        for (int row = 0; row < rows; row += BLOCK) {
            int n = Math.min(BLOCK, rows - row);
            try (var arena = Arena.ofConfined()) {
                var byRow = ArrayView.allocate(arena, type, n, bands, grid.width());
                var bytes = byRow.segment().asSlice(0, n * rowBytes()).asByteBuffer();
                for (long at = row * rowBytes(); bytes.hasRemaining(); ) {
                    int read = data.read(bytes, at);
                    if (read < 0) {
                        throw new IOException(folder.resolve("rows.bin") + " ends before row " + (row + n)
                                + "; remove the folder and run again");
                    }
                    at += read;
                }
                target.write(row, byRow.permute(1, 0, 2).copy(arena));
            }
        }
        target.end();
        close();
        Files.deleteIfExists(folder.resolve("rows.bin"));
        Files.deleteIfExists(journalFile());
        Files.deleteIfExists(folder);
    }

    /// Keeps the folder.
    @Override
    public void close() throws IOException {
        if (data != null) {
            data.close();
            journal.close();
        }
        target.close();
    }
}
