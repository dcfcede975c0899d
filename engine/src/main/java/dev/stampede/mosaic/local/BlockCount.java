package dev.stampede.mosaic.local;

/// How many blocks the canvas is cut into.
public sealed interface BlockCount {
    /// About `perImage` blocks for every image, as square as the canvas allows.
    record PerImage(int perImage) implements BlockCount {}

    /// Rows and columns as given.
    record RowsCols(int rows, int cols) implements BlockCount {}

    /// The more blocks the more the images vary: 10 (std / mean) / (45 / 125) rows and columns, over the first
    /// band of all images together.
    record FromVariation() implements BlockCount {}
}
