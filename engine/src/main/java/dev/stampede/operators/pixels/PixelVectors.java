package dev.stampede.operators.pixels;

import dev.stampede.kernels.elementwise.Plane;
import dev.stampede.kernels.statistics.PlaneRows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/// Planes of one size as a vector per pixel, a row held at a time. For one thread.
public final class PixelVectors {
    private final List<Plane> planes;
    private final int rows;
    private final int cols;
    private final double[] row; // plane after plane

    public PixelVectors(List<Plane> planes, int rows, int cols) {
        this.planes = planes;
        this.rows = rows;
        this.cols = cols;
        this.row = new double[planes.size() * cols];
    }

    /// Reads a row; element (plane, column) is `values()[plane * cols + column]`.
    public double[] load(int r) {
        for (int b = 0; b < planes.size(); b++) {
            PlaneRows.load(planes.get(b), r, 0, cols, row, b * cols);
        }
        return row;
    }

    /// The vector of a column of the row held.
    /// @return whether all of it is finite
    public boolean get(int col, double[] out) {
        double check = 0;
        for (int b = 0; b < out.length; b++) {
            out[b] = row[b * cols + col];
            check += out[b] * 0; // NaN for NaN and infinities
        }
        return check == 0;
    }

    /// Number of pixels all of which is finite.
    public long whole() {
        long whole = 0;
        var x = new double[planes.size()];
        for (int r = 0; r < rows; r++) {
            load(r);
            for (int col = 0; col < cols; col++) {
                whole += get(col, x) ? 1 : 0;
            }
        }
        return whole;
    }

    /// Every n-th of the finite vectors, so that there are at most `most`.
    public List<double[]> sample(int most) {
        long step = Math.max(1, (whole() + most - 1) / most);
        var sample = new ArrayList<double[]>();
        var x = new double[planes.size()];
        long seen = 0;
        for (int r = 0; r < rows; r++) {
            load(r);
            for (int col = 0; col < cols; col++) {
                if (get(col, x) && seen++ % step == 0) {
                    sample.add(x.clone());
                }
            }
        }
        return sample;
    }

    /// A number for each vector, row by row; -1 where it is not finite.
    /// @param rule may not keep the vector
    public int[] label(ToIntFunction<double[]> rule) {
        var labels = new int[Math.multiplyExact(rows, cols)];
        var x = new double[planes.size()];
        for (int r = 0; r < rows; r++) {
            load(r);
            for (int col = 0; col < cols; col++) {
                labels[r * cols + col] = get(col, x) ? rule.applyAsInt(x) : -1;
            }
        }
        return labels;
    }
}
