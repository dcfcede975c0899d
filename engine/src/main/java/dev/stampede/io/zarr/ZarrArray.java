package dev.stampede.io.zarr;

import dev.stampede.io.Folders;
import dev.stampede.io.WholeFile;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/// An array of a Zarr store in a folder. Boxes of it are read and written; files that a box covers only in
/// part are read, changed and written again. A file appears whole or not at all. Any number of threads may
/// read; writers in parallel must keep to different files, see [#fileShape].
public final class ZarrArray {
    private static final String STAGED = ".staged-";

    private final Path folder;
    private final ArrayMetadata metadata;
    private final ZarrLayout layout;

    private ZarrArray(Path folder, ArrayMetadata metadata) {
        this.folder = folder;
        this.metadata = metadata;
        this.layout = metadata.layout();
    }

    /// A new array of fill values. One that is there already is replaced.
    /// @throws IOException if the folder holds something else, or cannot be written
    public static ZarrArray create(Path folder, ZarrLayout layout) throws IOException {
        var array = begin(folder, layout);
        array.publish();
        return array;
    }

    /// As [#create], but readers see the array only after [#publish]: what breaks off in between leaves none.
    /// @throws IOException if the folder holds something else, or cannot be written
    public static ZarrArray begin(Path folder, ZarrLayout layout) throws IOException {
        var metadata = ArrayMetadata.of(layout); // refuses before anything is removed
        if (Files.isDirectory(folder)) {
            try (var inside = Files.list(folder)) {
                if (inside.findAny().isPresent() && !ArrayMetadata.isIn(folder) && !isUnfinished(folder)) {
                    throw new IOException(folder + ": holds something that is no Zarr array; name another folder");
                }
            }
            Folders.deleteTree(folder);
        }
        Files.createDirectories(folder);
        Files.createFile(folder.resolve(".unfinished"));
        return new ZarrArray(folder, metadata);
    }

    private static boolean isUnfinished(Path folder) {
        return Files.exists(folder.resolve(".unfinished"));
    }

    /// Makes an array that was begun one that can be opened.
    public void publish() throws IOException {
        metadata.write(folder);
        Files.deleteIfExists(folder.resolve(".unfinished"));
    }

    /// Opens an array.
    /// @throws IOException if there is none, or it is packed in a way not known here
    public static ZarrArray open(Path folder) throws IOException {
        try {
            return new ZarrArray(folder, ArrayMetadata.read(folder));
        } catch (MetadataReader.UncheckedUnknown unknown) {
            throw unknown.getCause();
        }
    }

    /// Whether a folder holds an array, of whatever kind.
    public static boolean isIn(Path folder) throws IOException {
        return ArrayMetadata.isIn(folder);
    }

    public Path folder() {
        return folder;
    }

    public ZarrLayout layout() {
        return layout;
    }

    public DType dtype() {
        return layout.dtype();
    }

    public int[] shape() {
        return layout.shapeArray();
    }

    /// Sizes of what one file holds: a shard, or a chunk.
    public int[] fileShape() {
        return layout.fileArray();
    }

    private void require(int[] start, int[] size) {
        var shape = shape();
        boolean fits = start.length == shape.length && size.length == shape.length;
        for (int axis = 0; fits && axis < shape.length; axis++) {
            fits = start[axis] >= 0 && size[axis] >= 0 && (long) start[axis] + size[axis] <= shape[axis];
        }
        if (!fits) {
            throw new IllegalArgumentException("the box from " + Arrays.toString(start) + " of "
                    + Arrays.toString(size) + " does not lie within " + folder + ", "
                    + layout.dtype().label() + " "
                    + layout.shape());
        }
    }

    /// Reads all of it.
    /// @throws IOException if a file is damaged
    public ArrayView readAll(SegmentAllocator allocator) throws IOException {
        return read(allocator, new int[layout.shape().size()], shape());
    }

    /// Reads a box.
    /// @param allocator owns what is read
    /// @throws IOException              if a file is damaged
    /// @throws IllegalArgumentException if the box does not lie within the array
    public ArrayView read(SegmentAllocator allocator, int[] start, int[] size) throws IOException {
        require(start, size);
        var out = ArrayView.allocate(allocator, layout.dtype(), size);
        each(start, size, (file, inFile, inBox, extent, whole) -> {
            var target = Boxes.part(out, inBox, extent);
            try (var arena = Arena.ofConfined()) {
                var values = load(arena, file);
                if (values == null) {
                    target.fill(layout.fill());
                } else {
                    target.copyFrom(Boxes.part(values, inFile, extent));
                }
            }
        });
        return out;
    }

    /// Writes a box, converted to the type of the array.
    /// @throws IOException              if a file cannot be written
    /// @throws IllegalArgumentException if the box does not lie within the array
    public void write(int[] start, ArrayView values) throws IOException {
        write(start, values, file -> file);
    }

    /// As [#write], but readers go on seeing what was there until [#accept] is called with the same tag. A later
    /// call with that tag does not see it either: boxes of one tag keep to different files.
    /// @param tag letters and digits
    /// @throws IOException if a file cannot be written
    public void stage(String tag, int[] start, ArrayView values) throws IOException {
        write(start, values, file -> file.resolveSibling(file.getFileName() + STAGED + tag));
    }

    /// Makes what was staged under a tag what the array holds. May be called again after a break.
    /// @throws IOException if a file cannot be renamed
    public void accept(String tag) throws IOException {
        for (var file : staged()) {
            var name = file.getFileName().toString();
            int cut = name.lastIndexOf(STAGED);
            if (name.substring(cut + STAGED.length()).equals(tag)) {
                Files.move(
                        file,
                        file.resolveSibling(name.substring(0, cut)),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /// Forgets everything that is staged.
    /// @throws IOException if a file cannot be removed
    public void dropStaged() throws IOException {
        for (var file : staged()) {
            Files.delete(file);
        }
    }

    private List<Path> staged() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().contains(STAGED))
                    .toList();
        }
    }

    private void write(int[] start, ArrayView values, UnaryOperator<Path> target) throws IOException {
        require(start, values.shape());
        each(start, values.shape(), (file, inFile, inBox, extent, whole) -> {
            try (var arena = Arena.ofConfined()) {
                var held = whole ? null : load(arena, file);
                if (held == null) {
                    held = ArrayView.allocate(arena, layout.dtype(), fileShape());
                    if (!whole) {
                        held.fill(layout.fill());
                    }
                }
                Boxes.part(held, inFile, extent).copyFrom(Boxes.part(values, inBox, extent));
                store(arena, target.apply(file), held);
            }
        });
    }

    /// Work on one file of a box.
    private interface FileTask {
        /// @param inFile where the shared part begins in the file
        /// @param inBox  where it begins in the box
        /// @param extent its sizes
        /// @param whole  whether it is all of the file that lies within the array
        void run(Path file, int[] inFile, int[] inBox, int[] extent, boolean whole) throws IOException;
    }

    private void each(int[] start, int[] size, FileTask task) throws IOException {
        var unit = fileShape();
        var shape = shape();
        var failure = new IOException[1];
        Boxes.forEachCell(start, size, unit, cell -> {
            int rank = unit.length;
            var inFile = new int[rank];
            var inBox = new int[rank];
            var extent = new int[rank];
            boolean whole = true;
            for (int axis = 0; axis < rank; axis++) {
                int begin = cell[axis] * unit[axis];
                int from = Math.max(begin, start[axis]);
                int to = (int) Math.min((long) begin + unit[axis], start[axis] + size[axis]);
                inFile[axis] = from - begin;
                inBox[axis] = from - start[axis];
                extent[axis] = to - from;
                whole &= from == begin && to == Math.min((long) begin + unit[axis], shape[axis]);
            }
            try {
                if (failure[0] == null) {
                    task.run(folder.resolve(metadata.nameOf(cell)), inFile, inBox, extent, whole);
                }
            } catch (IOException e) {
                failure[0] = e;
            }
        });
        if (failure[0] != null) {
            throw failure[0];
        }
    }

    /// The values of a file, `null` if it is not there.
    private ArrayView load(Arena arena, Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var bytes = arena.allocate(channel.size(), Long.BYTES);
            readFully(channel, bytes, file);
            var values = ArrayView.allocate(arena, layout.dtype(), fileShape());
            metadata.codec().decode(bytes, values, file.toString());
            return values;
        } catch (NoSuchFileException none) {
            return null;
        }
    }

    private static void readFully(FileChannel channel, MemorySegment bytes, Path file) throws IOException {
        for (long at = 0; at < bytes.byteSize(); ) {
            int n = channel.read(bytes.asSlice(at, Math.min(bytes.byteSize() - at, Integer.MAX_VALUE / 2))
                    .asByteBuffer());
            if (n < 0) {
                throw new IOException(file + ": ended while it was read");
            }
            at += n;
        }
    }

    private void store(Arena arena, Path file, ArrayView values) throws IOException {
        var bytes = metadata.codec().encode(arena, values);
        WholeFile.make(file, partial -> {
            try (var channel = FileChannel.open(
                    partial,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                for (long at = 0; at < bytes.byteSize(); ) {
                    at += channel.write(bytes.asSlice(at, Math.min(bytes.byteSize() - at, Integer.MAX_VALUE / 2))
                            .asByteBuffer());
                }
                channel.force(false);
            }
        });
    }
}
