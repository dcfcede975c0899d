package dev.stampede.operators.geom;

/// Brightness in rows and columns, for the search of displacements. Immutable but for the arrays it is made of.
///
/// @param values row by row
record Picture(int rows, int cols, double[] values) {
    static Picture zero(int rows, int cols) {
        return new Picture(rows, cols, new double[Math.multiplyExact(rows, cols)]);
    }

    /// The value between centres, linear; beyond the border the border's. Centres are at whole numbers here.
    double at(double row, double col) {
        double r = Math.clamp(row, 0, rows - 1.0);
        double c = Math.clamp(col, 0, cols - 1.0);
        int r0 = Math.min((int) r, Math.max(0, rows - 2));
        int c0 = Math.min((int) c, Math.max(0, cols - 2));
        int r1 = Math.min(r0 + 1, rows - 1);
        int c1 = Math.min(c0 + 1, cols - 1);
        double down = r - r0;
        double right = c - c0;
        double upper = values[r0 * cols + c0] * (1 - right) + values[r0 * cols + c1] * right;
        double lower = values[r1 * cols + c0] * (1 - right) + values[r1 * cols + c1] * right;
        return upper * (1 - down) + lower * down;
    }

    /// `out[r, c] = this[r + down[r, c], c + right[r, c]]`.
    Picture warped(Picture down, Picture right) {
        var out = zero(rows, cols);
        for (int i = 0; i < values.length; i++) {
            out.values[i] = at(i / cols + down.values[i], i % cols + right.values[i]);
        }
        return out;
    }

    /// Central differences, one-sided at the border: along rows first.
    Picture[] gradient() {
        var down = zero(rows, cols);
        var right = zero(rows, cols);
        for (int r = 0; r < rows; r++) {
            int up = Math.max(0, r - 1);
            int low = Math.min(rows - 1, r + 1);
            for (int c = 0; c < cols; c++) {
                int left = Math.max(0, c - 1);
                int next = Math.min(cols - 1, c + 1);
                int at = r * cols + c;
                down.values[at] = low == up ? 0 : (values[low * cols + c] - values[up * cols + c]) / (low - up);
                right.values[at] =
                        next == left ? 0 : (values[r * cols + next] - values[r * cols + left]) / (next - left);
            }
        }
        return new Picture[] {down, right};
    }

    /// Half as many rows and columns, rounded up, after weights 1, 4, 6, 4, 1 along both.
    Picture halved() {
        var smooth = smoothed();
        var out = zero((rows + 1) / 2, (cols + 1) / 2);
        for (int i = 0; i < out.values.length; i++) {
            out.values[i] = smooth.values[2 * (i / out.cols) * cols + 2 * (i % out.cols)];
        }
        return out;
    }

    private Picture smoothed() {
        var across = zero(rows, cols);
        var out = zero(rows, cols);
        for (int i = 0; i < values.length; i++) {
            int row = i / cols * cols;
            int c = i % cols;
            across.values[i] = weighted(values, row, 1, c, cols);
        }
        for (int i = 0; i < values.length; i++) {
            out.values[i] = weighted(across.values, i % cols, cols, i / cols, rows);
        }
        return out;
    }

    private static double weighted(double[] v, int start, int stride, int i, int n) {
        int a = Math.max(0, i - 2);
        int b = Math.max(0, i - 1);
        int d = Math.min(n - 1, i + 1);
        int e = Math.min(n - 1, i + 2);
        return (v[start + a * stride]
                        + 4 * v[start + b * stride]
                        + 6 * v[start + i * stride]
                        + 4 * v[start + d * stride]
                        + v[start + e * stride])
                / 16;
    }

    /// This displacement on a picture of about twice the size.
    Picture doubled(int newRows, int newCols) {
        var out = zero(newRows, newCols);
        for (int i = 0; i < out.values.length; i++) {
            out.values[i] = 2 * at(i / newCols / 2.0, i % newCols / 2.0);
        }
        return out;
    }

    /// Sums over squares of `2 radius + 1` pixels a side, cut to the picture.
    Picture boxed(int radius) {
        var across = zero(rows, cols);
        var out = zero(rows, cols);
        for (int r = 0; r < rows; r++) {
            running(values, r * cols, 1, cols, radius, across.values);
        }
        for (int c = 0; c < cols; c++) {
            running(across.values, c, cols, rows, radius, out.values);
        }
        return out;
    }

    private static void running(double[] in, int start, int stride, int n, int radius, double[] out) {
        var sums = new double[n + 1];
        for (int i = 0; i < n; i++) {
            sums[i + 1] = sums[i] + in[start + i * stride];
        }
        for (int i = 0; i < n; i++) {
            out[start + i * stride] = sums[Math.min(n, i + radius + 1)] - sums[Math.max(0, i - radius)];
        }
    }

    Picture times(Picture other) {
        var out = zero(rows, cols);
        for (int i = 0; i < values.length; i++) {
            out.values[i] = values[i] * other.values[i];
        }
        return out;
    }
}
