package dev.stampede.kernels.morphology;

/// Connected components of equal values: labels from 1 in the order in which a component is first met row by
/// row, 0 on the background. As [Components] in every other way.
public final class EqualRegions {
    private EqualRegions() {}

    /// @param values        row by row; NaN is background
    /// @param background    another value that is background; NaN for none
    /// @param eightConnected whether pixels that only share a corner belong together
    public static Components of(int rows, int cols, double[] values, double background, boolean eightConnected) {
        var parent = new int[Math.multiplyExact(rows, cols)];
        for (int i = 0; i < parent.length; i++) {
            double value = values[i];
            if (value != value || value == background) {
                parent[i] = -1;
                continue;
            }
            parent[i] = i;
            int col = i % cols;
            if (col > 0 && values[i - 1] == value) {
                Components.join(parent, i, i - 1);
            }
            if (i >= cols) {
                if (values[i - cols] == value) {
                    Components.join(parent, i, i - cols);
                }
                if (eightConnected && col > 0 && values[i - cols - 1] == value) {
                    Components.join(parent, i, i - cols - 1);
                }
                if (eightConnected && col < cols - 1 && values[i - cols + 1] == value) {
                    Components.join(parent, i, i - cols + 1);
                }
            }
        }
        return Components.numbered(rows, cols, parent);
    }
}
