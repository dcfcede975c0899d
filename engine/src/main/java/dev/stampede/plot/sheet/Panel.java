package dev.stampede.plot.sheet;

import java.awt.Graphics2D;
import java.awt.Rectangle;

/// One part of a [Sheet].
public interface Panel {
    /// Text above it; may be empty.
    String title();

    /// How wide it wants to be, pixels.
    default int width(double fontSize) {
        return (int) (34 * fontSize);
    }

    /// How high it wants to be when it is so wide, pixels.
    int height(int width, double fontSize);

    /// Draws into a box, labels included.
    void draw(Graphics2D g, Rectangle box, double fontSize);
}
