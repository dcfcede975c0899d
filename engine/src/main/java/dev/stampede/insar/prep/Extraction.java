package dev.stampede.insar.prep;

import dev.stampede.io.mat.FormatException;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Copies the values of the candidates out of the rasters, byte by byte: longitude and latitude to
/// `pscands.1.ll`, height to `.hgt`, and interferogram after interferogram the complex value to `.ph`.
///
/// Every raster is read once, from front to back, for all patches together; as many at a time as there are
/// threads.
final class Extraction {
    private static final int COMPLEX = 8;

    private final ExportTree tree;
    private final Workers workers;
    private final Progress progress;

    Extraction(ExportTree tree, Workers workers, Progress progress) {
        this.tree = tree;
        this.workers = workers;
        this.progress = progress;
    }

    /// @param folders of the patches; each holds its `pscands.1.ij.int`
    /// @throws FormatException if a candidate lies outside the globe; not-a-number is allowed, loading drops it
    void write(List<Path> folders) throws IOException {
        int tasks = tree.interferograms().size() + 2;
        progress.begin("extract", tasks);
        var patches = new ArrayList<Patch>();
        try (var arena = Arena.ofShared();
                var interferograms = new PixelReader(tree.interferograms(), COMPLEX);
                var geometry =
                        new PixelReader(List.of(tree.longitude(), tree.latitude(), tree.height()), Float.BYTES)) {
            for (var folder : folders) {
                patches.add(new Patch(arena, folder));
            }
            workers.forBlocks(tasks, 1, (from, to) -> {
                int task = (int) from;
                switch (task) {
                    case 0 -> {
                        copy(
                                geometry,
                                Float.BYTES,
                                new int[] {0, 1},
                                patches.stream().map(Patch::lonLat).toList());
                        for (var patch : patches) {
                            requireOnGlobe(patch);
                        }
                    }
                    case 1 ->
                        copy(
                                geometry,
                                Float.BYTES,
                                new int[] {2},
                                patches.stream().map(Patch::height).toList());
                    default ->
                        copy(
                                interferograms,
                                COMPLEX,
                                new int[] {task - 2},
                                patches.stream().map(p -> p.phase(task - 2)).toList());
                }
                progress.advance(1);
            });
        } finally {
            OpenFiles.close(patches);
        }
    }

    private void copy(PixelReader rasters, int bytes, int[] which, List<CandidateCopy.Target> targets)
            throws IOException {
        try (var copy = new CandidateCopy(tree, rasters, bytes)) {
            copy.run(which, targets);
        }
    }

    private void requireOnGlobe(Patch patch) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var lonLat = patch.lonLat.map(FileChannel.MapMode.READ_ONLY, 0, patch.lonLat.size(), arena);
            var value = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(tree.order());
            for (long i = 0; i < lonLat.byteSize() / 8; i++) {
                requireOnGlobe(lonLat.get(value, 8 * i), 180, tree.longitude(), patch, i);
                requireOnGlobe(lonLat.get(value, 8 * i + 4), 90, tree.latitude(), patch, i);
            }
        }
    }

    private void requireOnGlobe(float degrees, int limit, Path raster, Patch patch, long i) throws FormatException {
        if (Math.abs(degrees) > limit) {
            throw new FormatException(
                    raster,
                    "is " + degrees + " at line " + patch.pairs.get(CandidateCopy.INT_BE, 8 * i + 4) + ", column "
                            + patch.pairs.get(CandidateCopy.INT_BE, 8 * i) + ", expected degrees between -" + limit
                            + " and " + limit + " as " + tree.orderName() + " floats");
        }
    }

    /// The open files of one patch.
    private static final class Patch implements Closeable {
        private final MemorySegment pairs;
        private final FileChannel lonLat;
        private final FileChannel height;
        private final FileChannel phase;

        Patch(Arena arena, Path folder) throws IOException {
            try (var list = FileChannel.open(folder.resolve("pscands.1.ij.int"))) {
                pairs = list.map(FileChannel.MapMode.READ_ONLY, 0, list.size(), arena);
            }
            lonLat = create(folder.resolve("pscands.1.ll"));
            height = create(folder.resolve("pscands.1.hgt"));
            phase = create(folder.resolve("pscands.1.ph"));
        }

        private static FileChannel create(Path file) throws IOException {
            return FileChannel.open(
                    file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }

        CandidateCopy.Target lonLat() {
            return new CandidateCopy.Target(pairs, lonLat, 0);
        }

        CandidateCopy.Target height() {
            return new CandidateCopy.Target(pairs, height, 0);
        }

        CandidateCopy.Target phase(int interferogram) {
            return new CandidateCopy.Target(
                    pairs, phase, interferogram * pairs.byteSize() / CandidateCopy.PAIR * COMPLEX);
        }

        @Override
        public void close() throws IOException {
            OpenFiles.close(List.of(lonLat, height, phase));
        }
    }
}
