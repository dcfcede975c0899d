package dev.stampede.insar.unwrap;

import static dev.stampede.insar.unwrap.DualGraph.INT;

import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Wrapped phase of one interferogram, per node and per row-major cell, float32 in [0, 2 pi); memory of one
/// worker.
///
/// The rounding is that of the snaphu program: atan2 in double, stored single, 2 pi added to negative values
/// and stored single again, then reduced once more, because adding may have given 2 pi itself. Masked and NaN
/// samples have 0.
final class WrappedGrid {
    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final double TWO_PI = 2 * Math.PI;

    private final CellMap map;
    private final MemorySegment node;
    final MemorySegment cell;
    private int maskedNodes;

    WrappedGrid(Arena arena, CellMap map) {
        this.map = map;
        node = arena.allocate(4L * map.nodes(), 64);
        cell = arena.allocate(4L * map.rows() * map.cols(), 64);
    }

    static long bytes(CellMap map) {
        return 4L * map.nodes() + 4L * map.rows() * map.cols();
    }

    /// Takes the phase of every node, [nodes, 1].
    void load(ComplexMatrix phase) {
        maskedNodes = 0;
        var re = phase.re().segment();
        var im = phase.im().segment();
        for (long at = 0, end = 4L * map.nodes(); at < end; at += 4) {
            float x = re.get(FloatMatrix.LAYOUT, at);
            float y = im.get(FloatMatrix.LAYOUT, at);
            boolean masked = isMasked(x, y);
            maskedNodes += masked ? 1 : 0;
            node.set(FLOAT, at, masked ? -1f : wrapped(x, y));
        }
        for (long at = 0, end = cell.byteSize(); at < end; at += 4) {
            cell.set(FLOAT, at, Math.max(0f, node.get(FLOAT, 4L * map.cellNode().get(INT, at))));
        }
    }

    static boolean isMasked(float re, float im) {
        return re == 0 && im == 0 || Float.isNaN(re + im);
    }

    static float wrapped(float re, float im) {
        float phase = (float) Math.atan2(im, re);
        if (phase < 0) {
            phase = (float) (phase + TWO_PI);
        }
        return phase < TWO_PI ? phase : (float) (phase - TWO_PI);
    }

    boolean hasMasked() {
        return maskedNodes > 0;
    }

    /// Whether the sample behind a row-major cell is masked.
    boolean isMasked(int rowMajorCell) {
        return node.get(FLOAT, 4L * map.cellNode().get(INT, 4L * rowMajorCell)) < 0;
    }

    /// Cycles taken out when a difference of wrapped phases is folded into (-pi, pi].
    static int fold(double difference) {
        return difference > Math.PI ? 1 : difference <= -Math.PI ? -1 : 0;
    }

    /// Residue of the loop of cells a b / c d: folded differences rightward along the top, down the right,
    /// back along the bottom and up the left side, in cycles. The differences themselves add up to zero, so
    /// only the folds count.
    static int residue(double a, double b, double c, double d) {
        return fold(c - a) + fold(d - c) - fold(b - a) - fold(d - b);
    }

    /// Residue of the loop with upper-left cell `topLeft`.
    int residue(long topLeft, int cols) {
        long at = 4 * topLeft;
        long below = at + 4L * cols;
        return residue(
                cell.get(FLOAT, at), cell.get(FLOAT, at + 4), cell.get(FLOAT, below), cell.get(FLOAT, below + 4));
    }
}
