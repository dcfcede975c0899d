package dev.stampede.raster;

import java.math.BigDecimal;

/// A rectangle in map coordinates with `minX <= maxX` and `minY <= maxY`.
public record Bounds(double minX, double minY, double maxX, double maxY) {
    /// @throws IllegalArgumentException if a side is negative or not a number
    public Bounds {
        if (!(minX <= maxX && minY <= maxY)) {
            throw new IllegalArgumentException(
                    "not a rectangle: x " + minX + " to " + maxX + ", y " + minY + " to " + maxY);
        }
    }

    public double width() {
        return maxX - minX;
    }

    public double height() {
        return maxY - minY;
    }

    /// Whether the two share an area; touching edges do not.
    public boolean overlaps(Bounds other) {
        return minX < other.maxX && other.minX < maxX && minY < other.maxY && other.minY < maxY;
    }

    /// The smallest rectangle that holds both.
    public Bounds union(Bounds other) {
        return new Bounds(
                Math.min(minX, other.minX),
                Math.min(minY, other.minY),
                Math.max(maxX, other.maxX),
                Math.max(maxY, other.maxY));
    }

    /// The shared rectangle.
    /// @throws IllegalArgumentException if they neither overlap nor touch
    public Bounds intersection(Bounds other) {
        return new Bounds(
                Math.max(minX, other.minX),
                Math.max(minY, other.minY),
                Math.min(maxX, other.maxX),
                Math.min(maxY, other.maxY));
    }

    /// For messages: `x 600000 to 601000, y 5194880 to 5195880`.
    @Override
    public String toString() {
        return "x " + plain(minX) + " to " + plain(maxX) + ", y " + plain(minY) + " to " + plain(maxY);
    }

    /// Without exponent: coordinates in metres have seven digits and more.
    private static String plain(double number) {
        return Double.isFinite(number)
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : Double.toString(number);
    }
}
