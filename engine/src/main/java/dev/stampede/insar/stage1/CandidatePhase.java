package dev.stampede.insar.stage1;

import static dev.stampede.insar.stage1.CandidateFiles.FLOAT_BE;

import dev.stampede.memory.ComplexMatrix;
import dev.stampede.runtime.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The complex values of the candidates as they lie in `pscands.1.ph`.
///
/// @param bytes big-endian pairs of floats, candidate after candidate, interferogram after interferogram
/// @param count candidates
record CandidatePhase(MemorySegment bytes, int count) {
    private static final int PAIR = 8;

    /// Which candidates have a value that is not a number in any of these interferograms.
    boolean[] missing(int[] interferograms, Workers workers) {
        var missing = new boolean[count];
        workers.forEach(interferograms.length, (from, to) -> {
            long start = start(interferograms[(int) from]);
            for (int p = 0; p < count; p++) {
                long at = start + (long) PAIR * p;
                if (Float.isNaN(bytes.get(FLOAT_BE, at)) || Float.isNaN(bytes.get(FLOAT_BE, at + 4))) {
                    missing[p] = true; // several threads may say so; none takes it back
                }
            }
        });
        return missing;
    }

    /// `[rows, columns]` owned by `arena`.
    /// @param rows   candidates in the order wanted
    /// @param source interferogram of each column; [StackDates#MASTER] gives a column of ones
    ComplexMatrix gather(Arena arena, int[] rows, int[] source, Workers workers) {
        var phase = ComplexMatrix.allocate(arena, rows.length, source.length);
        workers.forEach(source.length, (from, to) -> {
            int column = (int) from;
            if (source[column] == StackDates.MASTER) {
                for (int i = 0; i < rows.length; i++) {
                    phase.set(i, column, 1, 0);
                }
                return;
            }
            long start = start(source[column]);
            for (int i = 0; i < rows.length; i++) {
                long at = start + (long) PAIR * rows[i];
                phase.re().set(i, column, bytes.get(FLOAT_BE, at));
                phase.im().set(i, column, bytes.get(FLOAT_BE, at + 4));
            }
        });
        return phase;
    }

    private long start(int interferogram) {
        return (long) PAIR * count * interferogram;
    }
}
