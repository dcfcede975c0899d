package dev.stampede.operators.matchedfilter;

/// What pixels look like without the target: a Gaussian for every pixel, often one for all.
public sealed interface Background permits GaussianBackground, ClusterBackground, WindowBackground {
    int bands();

    /// The Gaussian of a pixel. The same object for pixels that share it.
    GaussianBackground at(int row, int col);

    /// Rows and columns it is made for; empty if it does for any raster.
    default int[] grid() {
        return new int[0];
    }
}
