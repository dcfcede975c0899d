package dev.stampede.kernels.elementwise;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Lanes;
import dev.stampede.kernels.elementwise.Expression.BinaryOp;
import dev.stampede.kernels.elementwise.Expression.UnaryOp;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// All steps of a tile before the next tile. Inputs and result of the computing type are read and written where
/// they are; others go through a converted tile. A tile that no whole number of vectors fills is copied into
/// scratch first, so that no step has a tail.
final class ElementwiseVector implements Elementwise {
    private static final int TILE_BYTES = 4096;
    private static final int SKEW = 128; // registers start at different places of a page: no false store hits

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void run(Program program, Precision precision, List<Plane> inputs, Plane outPlane, int rows, int columns) {
        Elementwise.require(program, inputs, outPlane, rows, columns);
        boolean gapless = outPlane.rowStride() == columns;
        for (int i = 0; i < program.inputs(); i++) {
            gapless &= inputs.get(i).rowStride() == columns;
        }
        try (var scratch = Arena.ofConfined()) {
            var tiles = new Tiles(program, precision, inputs, outPlane, scratch);
            if (gapless) {
                tiles.row(0, (long) rows * columns);
            } else {
                for (int row = 0; row < rows; row++) {
                    tiles.row(row, columns);
                }
            }
        }
    }

    /// The registers of one run.
    private static final class Tiles {
        private final Program program;
        private final boolean single;
        private final ElementType type;
        private final List<Plane> inputs;
        private final Plane outPlane;
        private final MemorySegment scratch;
        private final MemorySegment[] segment;
        private final long[] offset; // bytes
        private final int tile;
        private final int lanes;

        Tiles(Program program, Precision precision, List<Plane> inputs, Plane outPlane, Arena arena) {
            this.program = program;
            this.single = precision == Precision.SINGLE;
            this.type = single ? ElementType.FLOAT32 : ElementType.FLOAT64;
            this.inputs = inputs;
            this.outPlane = outPlane;
            this.tile = TILE_BYTES / type.bytes();
            this.lanes = single ? Lanes.F32.length() : Lanes.F64.length();
            int registers = Math.max(program.registers(), program.inputs() + 1);
            this.scratch = arena.allocate((long) registers * (TILE_BYTES + SKEW), 64);
            this.segment = new MemorySegment[registers];
            this.offset = new long[registers];
            for (int c = 0; c < program.constants().length; c++) {
                for (int i = 0; i < tile; i++) {
                    long at = (home(program.inputs() + c) >> (single ? 2 : 3)) + i;
                    type.store(scratch, at, program.constants()[c]);
                }
            }
        }

        private long home(int register) {
            return (long) register * (TILE_BYTES + SKEW);
        }

        void row(long row, long columns) {
            for (long from = 0; from < columns; from += tile) {
                tile(row, from, (int) Math.min(tile, columns - from));
            }
        }

        private void tile(long row, long from, int count) {
            for (int r = 0; r < segment.length; r++) {
                segment[r] = scratch;
                offset[r] = home(r);
            }
            boolean whole = count % lanes == 0;
            for (int i = 0; i < program.inputs(); i++) {
                var plane = inputs.get(i);
                long first = plane.first() + row * plane.rowStride() + from;
                if (whole && plane.type() == type) {
                    segment[i] = plane.segment();
                    offset[i] = first * type.bytes();
                } else {
                    load(plane, first, home(i), count);
                }
            }
            long out = outPlane.first() + row * outPlane.rowStride() + from;
            boolean direct =
                    whole && outPlane.type() == type && !program.steps().isEmpty();
            int padded = Math.ceilDiv(count, lanes) * lanes;
            var steps = program.steps();
            for (int s = 0; s < steps.size(); s++) {
                boolean last = s == steps.size() - 1 && direct;
                step(steps.get(s), padded, last ? outPlane.segment() : scratch, last ? out * type.bytes() : -1);
            }
            if (!direct) {
                int result = program.result();
                store(segment[result], offset[result], out, count);
            }
        }

        /// @param outOffset where the result goes, in bytes; -1 for the register of the step
        private void step(Program.Step step, int count, MemorySegment out, long outOffset) {
            long at = outOffset < 0 ? home(step.target()) : outOffset;
            var a = segment[step.a()];
            long ao = offset[step.a()];
            switch (step.op()) {
                case UnaryOp op -> {
                    if (single) {
                        SingleStepsVector.unary(op, a, ao, out, at, count);
                    } else {
                        DoubleStepsVector.unary(op, a, ao, out, at, count);
                    }
                }
                case BinaryOp op -> {
                    var b = segment[step.b()];
                    long bo = offset[step.b()];
                    if (single) {
                        SingleStepsVector.binary(op, a, ao, b, bo, out, at, count);
                    } else {
                        DoubleStepsVector.binary(op, a, ao, b, bo, out, at, count);
                    }
                }
                case Program.Fused _ -> {
                    var b = segment[step.b()];
                    long bo = offset[step.b()];
                    var c = segment[step.c()];
                    if (single) {
                        SingleStepsVector.normalizedDifference(a, ao, b, bo, c, offset[step.c()], out, at, count);
                    } else {
                        DoubleStepsVector.normalizedDifference(a, ao, b, bo, c, offset[step.c()], out, at, count);
                    }
                }
                case null, default -> {
                    var yes = segment[step.b()];
                    var no = segment[step.c()];
                    if (single) {
                        SingleStepsVector.choose(a, ao, yes, offset[step.b()], no, offset[step.c()], out, at, count);
                    } else {
                        DoubleStepsVector.choose(a, ao, yes, offset[step.b()], no, offset[step.c()], out, at, count);
                    }
                }
            }
        }

        private void load(Plane plane, long first, long home, int count) {
            if (plane.type() == type) {
                MemorySegment.copy(plane.segment(), first * type.bytes(), scratch, home, (long) count * type.bytes());
            } else if (count != tile || !WideningVector.widen(plane, first, scratch, home, count, single)) {
                long at = home / type.bytes();
                for (int i = 0; i < count; i++) {
                    type.store(scratch, at + i, plane.type().load(plane.segment(), first + i));
                }
            }
        }

        private void store(MemorySegment from, long fromOffset, long out, int count) {
            if (outPlane.type() == type) {
                MemorySegment.copy(
                        from, fromOffset, outPlane.segment(), out * type.bytes(), (long) count * type.bytes());
                return;
            }
            long at = fromOffset / type.bytes();
            for (int i = 0; i < count; i++) {
                outPlane.type().store(outPlane.segment(), out + i, type.load(from, at + i));
            }
        }
    }
}
