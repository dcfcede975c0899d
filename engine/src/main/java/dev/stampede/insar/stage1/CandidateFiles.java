package dev.stampede.insar.stage1;

import dev.stampede.insar.artifacts.MissingArtifactException;
import dev.stampede.io.mat.FormatException;
import dev.stampede.io.text.NumberReader;
import dev.stampede.memory.DoubleMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The candidate files of one patch, with the number of candidates and interferograms they hold.
///
/// @param folder   the patch
/// @param order    of the bytes of their numbers
/// @param count    candidates
/// @param ifgCount interferograms
record CandidateFiles(Path folder, ByteOrder order, int count, int ifgCount) {
    private static final int PAIR = 8;

    /// Position of every candidate, zero-based.
    ///
    /// @param line   azimuth
    /// @param column range
    record Positions(int[] line, int[] column) {}

    /// Counts the candidates and checks that all files agree.
    /// @throws FormatException if the sizes do not fit together
    static CandidateFiles check(Path folder, ByteOrder order, int ifgCount) throws IOException {
        long lonLatBytes = Files.size(require(folder, "pscands.1.ll"));
        long count = lonLatBytes / PAIR;
        if (lonLatBytes % PAIR != 0 || count > Integer.MAX_VALUE) {
            throw new FormatException(
                    folder.resolve("pscands.1.ll"),
                    "has " + lonLatBytes + " bytes, expected 8 for each of at most " + Integer.MAX_VALUE
                            + " candidates");
        }
        require(folder, "pscands.1.ij");
        requireSize(require(folder, "pscands.1.ph"), PAIR * count * ifgCount, count, ifgCount);
        if (Files.exists(folder.resolve("pscands.1.hgt"))) {
            requireSize(folder.resolve("pscands.1.hgt"), Float.BYTES * count, count, ifgCount);
        }
        return new CandidateFiles(folder, order, (int) count, ifgCount);
    }

    private static Path require(Path folder, String name) throws IOException {
        var file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new MissingArtifactException(file, "preparation makes it: stampede prep");
        }
        return file;
    }

    private static void requireSize(Path file, long bytes, long count, int ifgCount) throws IOException {
        if (Files.size(file) != bytes) {
            throw new FormatException(
                    file,
                    "has " + Files.size(file) + " bytes, expected " + bytes + " for " + count + " candidates and "
                            + ifgCount + " interferograms");
        }
    }

    Positions positions() throws IOException {
        var file = folder.resolve("pscands.1.ij");
        var positions = new Positions(new int[count], new int[count]);
        try (var arena = Arena.ofConfined()) {
            var numbers = NumberReader.map(arena, file);
            for (int p = 0; p < count; p++) {
                numbers.next(); // id
                positions.line[p] = (int) numbers.next();
                positions.column[p] = (int) numbers.next();
            }
            if (numbers.hasNext()) {
                throw new FormatException(file, "has more lines than the " + count + " candidates of pscands.1.ll");
            }
        }
        return positions;
    }

    /// `[candidates, 2]` degrees, owned by `arena`.
    /// @param allowMissing whether a coordinate may be not-a-number
    /// @throws FormatException if a position is off the globe
    DoubleMatrix lonLat(Arena arena, boolean allowMissing) throws IOException {
        var file = folder.resolve("pscands.1.ll");
        var lonLat = DoubleMatrix.allocate(arena, count, 2);
        try (var own = Arena.ofConfined()) {
            var bytes = map(own, file);
            var value = value();
            for (int p = 0; p < count; p++) {
                lonLat.set(p, 0, bytes.get(value, 8L * p));
                lonLat.set(p, 1, bytes.get(value, 8L * p + 4));
                requireOnGlobe(file, p, lonLat.get(p, 0), 180, allowMissing);
                requireOnGlobe(file, p, lonLat.get(p, 1), 90, allowMissing);
            }
        }
        return lonLat;
    }

    private void requireOnGlobe(Path file, int p, double degrees, int limit, boolean allowMissing)
            throws FormatException {
        if (Math.abs(degrees) > limit || Double.isNaN(degrees) && !allowMissing) {
            throw new FormatException(
                    file,
                    (limit == 90 ? "latitude" : "longitude") + " of candidate " + (p + 1) + " is " + degrees
                            + ", expected " + (order == ByteOrder.BIG_ENDIAN ? "big" : "little")
                            + "-endian degrees between -"
                            + limit + " and " + limit);
        }
    }

    /// Heights, m, if the patch has them.
    Optional<DoubleMatrix> heights(Arena arena) throws IOException {
        var file = folder.resolve("pscands.1.hgt");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var heights = DoubleMatrix.allocate(arena, count, 1);
        try (var own = Arena.ofConfined()) {
            var bytes = map(own, file);
            var value = value();
            for (int p = 0; p < count; p++) {
                heights.set(p, bytes.get(value, 4L * p));
            }
        }
        return Optional.of(heights);
    }

    /// Amplitude dispersion, if the patch has it.
    Optional<DoubleMatrix> amplitudeDispersion(Arena arena) throws IOException {
        var file = folder.resolve("pscands.1.da");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var dispersion = DoubleMatrix.allocate(arena, count, 1);
        try (var own = Arena.ofConfined()) {
            var numbers = NumberReader.map(own, file);
            for (int p = 0; p < count; p++) {
                dispersion.set(p, numbers.next());
            }
            if (numbers.hasNext()) {
                throw new FormatException(file, "has more lines than the " + count + " candidates of pscands.1.ll");
            }
        }
        return Optional.of(dispersion);
    }

    CandidatePhase phase() {
        return new CandidatePhase(folder.resolve("pscands.1.ph"), value(), count);
    }

    private ValueLayout.OfFloat value() {
        return ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(order);
    }

    private static MemorySegment map(Arena arena, Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }
}
