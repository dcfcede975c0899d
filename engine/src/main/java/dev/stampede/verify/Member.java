package dev.stampede.verify;

import dev.stampede.io.mat.MatArray;
import java.util.Arrays;

/// A row of numbers as a member of a set.
record Member(double[] values) {
    static Member ofRow(MatArray array, int row, int[] columns, boolean unordered) {
        int n = columns.length == 0 ? array.cols() : columns.length;
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            int column = columns.length == 0 ? i : columns[i];
            values[i] = array.get(row + (long) column * array.rows());
        }
        if (unordered) {
            Arrays.sort(values);
        }
        return new Member(values);
    }

    static Member of(double value) {
        return new Member(new double[] {value});
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Member m && Arrays.equals(values, m.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return values.length == 1 ? Numbers.text(values[0]) : Arrays.toString(values);
    }
}
