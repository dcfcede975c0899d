package dev.stampede.plot.sheet;

import dev.stampede.raster.Window;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// Something drawn over a raster, in pixels of the raster (column, row; upper left corner 0, 0).
public sealed interface Mark {
    void draw(Graphics2D g, double x0, double y0, double scaleX, double scaleY);

    /// Outlines of windows, filled so thinly that overlaps show.
    record Boxes(List<Window> windows, Color color) implements Mark {
        @Override
        public void draw(Graphics2D g, double x0, double y0, double sx, double sy) {
            for (var w : windows) {
                var box = new Rectangle2D.Double(x0 + w.col() * sx, y0 + w.row() * sy, w.width() * sx, w.height() * sy);
                g.setColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 36));
                g.fill(box);
                g.setColor(color);
                g.setStroke(new BasicStroke(1.2f));
                g.draw(box);
            }
        }
    }

    /// Dots.
    record Dots(double[] cols, double[] rows, Color color, double pixels) implements Mark {
        @Override
        public void draw(Graphics2D g, double x0, double y0, double sx, double sy) {
            for (int i = 0; i < cols.length; i++) {
                var dot = new Ellipse2D.Double(
                        x0 + cols[i] * sx - pixels / 2, y0 + rows[i] * sy - pixels / 2, pixels, pixels);
                g.setColor(color);
                g.fill(dot);
                g.setStroke(new BasicStroke(0.8f));
                g.setColor(Color.WHITE);
                g.draw(dot);
            }
        }
    }

    /// Broken lines, each a list of (column, row).
    record Lines(List<double[][]> lines, Color color, double pixels) implements Mark {
        @Override
        public void draw(Graphics2D g, double x0, double y0, double sx, double sy) {
            g.setColor(color);
            g.setStroke(new BasicStroke((float) pixels, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            for (var line : lines) {
                var path = new Path2D.Double();
                for (int i = 0; i < line.length; i++) {
                    double x = x0 + line[i][0] * sx;
                    double y = y0 + line[i][1] * sy;
                    if (i == 0) {
                        path.moveTo(x, y);
                    } else {
                        path.lineTo(x, y);
                    }
                }
                g.draw(path);
            }
        }
    }
}
