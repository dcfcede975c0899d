package dev.stampede.insar.unwrap;

/// Numbering of the neighbour pairs of a grid in file order: all pairs (r, c)-(r + 1, c) row-major, then all
/// pairs (r, c)-(r, c + 1) row-major. The four sides of a 2 x 2 loop with upper-left cell (r, c) are crossed by
/// flow as follows; positive flow runs downward through `top` and `bottom` and rightward through `left` and
/// `right`.
record Pairs(int rows, int cols) {
    static final int TOP = 0;
    static final int LEFT = 1;
    static final int BOTTOM = 2;
    static final int RIGHT = 3;
    static final int SIDES = 4;

    int count() {
        return (rows - 1) * cols + rows * (cols - 1);
    }

    /// The pair (r, c)-(r + 1, c).
    int vertical(int row, int col) {
        return row * cols + col;
    }

    /// The pair (r, c)-(r, c + 1).
    int horizontal(int row, int col) {
        return (rows - 1) * cols + row * (cols - 1) + col;
    }

    boolean isVertical(int pair) {
        return pair < (rows - 1) * cols;
    }

    /// The pair that flow crosses when it leaves loop (row, col) through `side`.
    int side(int row, int col, int side) {
        return switch (side) {
            case TOP -> horizontal(row, col);
            case LEFT -> vertical(row, col);
            case BOTTOM -> horizontal(row + 1, col);
            default -> vertical(row, col + 1);
        };
    }

    /// Whether leaving through `side` is the positive direction of the pair.
    static boolean outwardIsPositive(int side) {
        return side >= BOTTOM;
    }

    /// The side by which one enters the next loop after leaving through `side`.
    static int opposite(int side) {
        return side ^ 2;
    }

    /// Row-major index of the first cell of a pair.
    int firstCell(int pair) {
        if (isVertical(pair)) {
            return pair;
        }
        int rest = pair - (rows - 1) * cols;
        return rest / (cols - 1) * cols + rest % (cols - 1);
    }

    /// Row-major index of the second cell of a pair.
    int secondCell(int pair) {
        return firstCell(pair) + (isVertical(pair) ? cols : 1);
    }

    /// Row-major index of the cell on the left hand of flow that crosses the pair in its positive direction.
    /// One cycle of flow raises the phase of this cell against [#rightHandCell] by 2 pi.
    int leftHandCell(int pair) {
        return isVertical(pair) ? firstCell(pair) : secondCell(pair);
    }

    int rightHandCell(int pair) {
        return isVertical(pair) ? secondCell(pair) : firstCell(pair);
    }

    /// Whether the pair is one of the four horizontal pairs at the corners of the grid.
    boolean isCorner(int pair) {
        int first = (rows - 1) * cols;
        int last = first + (rows - 1) * (cols - 1);
        return pair == first || pair == first + cols - 2 || pair == last || pair == last + cols - 2;
    }
}
