package dev.stampede.insar.stage1;

import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/// The complex values of the candidates as they lie in `pscands.1.ph`. One interferogram is mapped at a
/// time, so that the file does not take memory besides the matrix made of it.
///
/// @param file  pairs of floats, candidate after candidate, interferogram after interferogram
/// @param value how a float is stored
/// @param count candidates
record CandidatePhase(Path file, ValueLayout.OfFloat value, int count) {
    private static final int PAIR = 8;

    /// Which candidates have a value that is not a number in any of these interferograms.
    boolean[] missing(int[] interferograms, Workers workers) {
        var missing = new boolean[count];
        workers.forBlocks(interferograms.length, 1, () -> new float[2 * count], (z, from, to) -> {
            read(interferograms[(int) from], z);
            for (int i = 0; i < z.length; i++) {
                if (Float.isNaN(z[i])) {
                    missing[i / 2] = true; // several threads may say so; none takes it back
                }
            }
        });
        return missing;
    }

    /// `[rows, columns]` owned by `arena`.
    /// @param rows   candidates in the order wanted
    /// @param source interferogram of each column; [StackDates#MASTER] gives a column of ones
    /// @param scale  applied to the values of each interferogram
    ComplexMatrix gather(Arena arena, int[] rows, int[] source, PhaseScale scale, Workers workers) {
        var phase = ComplexMatrix.allocate(arena, rows.length, source.length);
        workers.forBlocks(source.length, 1, () -> new Column(2 * count, rows.length), (column, from, to) -> {
            int ifg = (int) from;
            if (source[ifg] == StackDates.MASTER) {
                Arrays.fill(column.re, 1);
                Arrays.fill(column.im, 0);
            } else {
                read(source[ifg], column.z);
                for (int i = 0; i < rows.length; i++) {
                    column.re[i] = column.z[2 * rows[i]];
                    column.im[i] = column.z[2 * rows[i] + 1];
                }
                scale.apply(source[ifg], column.re, column.im);
            }
            MemorySegment.copy(column.re, 0, phase.re().column(ifg), FloatMatrix.LAYOUT, 0, rows.length);
            MemorySegment.copy(column.im, 0, phase.im().column(ifg), FloatMatrix.LAYOUT, 0, rows.length);
        });
        return phase;
    }

    /// Scratch of one thread: an interferogram as it is stored, and a column of each part.
    private record Column(float[] z, float[] re, float[] im) {
        Column(int stored, int rows) {
            this(new float[stored], new float[rows], new float[rows]);
        }
    }

    private void read(int interferogram, float[] z) throws IOException {
        long bytes = (long) PAIR * count;
        try (var arena = Arena.ofConfined();
                var channel = FileChannel.open(file)) {
            var column = channel.map(FileChannel.MapMode.READ_ONLY, bytes * interferogram, bytes, arena);
            MemorySegment.copy(column, value, 0, z, 0, z.length);
        }
    }

    /// Bytes of a thread that reads: the mapped interferogram and its copies on the heap.
    static long bytesPerThread(long count) {
        return 3 * PAIR * count;
    }
}
