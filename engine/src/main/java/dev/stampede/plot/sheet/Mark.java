package dev.stampede.plot.sheet;

import dev.stampede.plot.Lettering;
import dev.stampede.raster.Window;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
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

    /// Colours that differ for colour-blind readers too (Okabe and Ito); `0xRRGGBB` of the i-th of several things.
    static int distinct(int i) {
        var colors = new int[] {0xe69f00, 0x56b4e9, 0x009e73, 0xf0e442, 0xcc79a7, 0xd55e00, 0x0072b2, 0xffffff};
        return colors[i % colors.length];
    }

    /// Shapes in [#distinct] colours with their numbers from 1 in them, legible on pictures of any colour.
    ///
    /// @param shapes rings of each: `col, row, col, row, ...`
    record Outlines(List<List<double[]>> shapes) implements Mark {
        private static final Color HALO = new Color(0, 0, 0, 190);
        private static final int RADIUS = 14;

        @Override
        public void draw(Graphics2D g, double x0, double y0, double sx, double sy) {
            var paths =
                    shapes.stream().map(rings -> path(rings, x0, y0, sx, sy)).toList();
            g.setColor(HALO);
            g.setStroke(new BasicStroke(4.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            paths.forEach(g::draw);
            g.setStroke(new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            for (int i = 0; i < paths.size(); i++) {
                g.setColor(new Color(distinct(i)));
                g.draw(paths.get(i));
            }
            g.setFont(Lettering.font(Font.BOLD, 16));
            for (int i = 0; i < paths.size(); i++) {
                var at = inside(paths.get(i));
                if (at != null) {
                    number(g, i, at);
                }
            }
        }

        private static Path2D path(List<double[]> rings, double x0, double y0, double sx, double sy) {
            var path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
            for (var ring : rings) {
                if (ring.length < 2) {
                    continue; // of an empty shape
                }
                path.moveTo(x0 + ring[0] * sx, y0 + ring[1] * sy);
                for (int i = 2; i + 1 < ring.length; i += 2) {
                    path.lineTo(x0 + ring[i] * sx, y0 + ring[i + 1] * sy);
                }
                path.closePath();
            }
            return path;
        }

        private static void number(Graphics2D g, int i, Point2D at) {
            var text = Integer.toString(i + 1);
            var metrics = g.getFontMetrics();
            g.setColor(HALO);
            g.fillOval((int) at.getX() - RADIUS, (int) at.getY() - RADIUS, 2 * RADIUS, 2 * RADIUS);
            g.setColor(new Color(distinct(i)));
            g.drawString(
                    text,
                    (float) at.getX() - metrics.stringWidth(text) / 2f,
                    (float) at.getY() + metrics.getAscent() / 2f - 2);
        }

        /// The middle of the widest stretch inside a shape, of some lines through it; `null` if none hits it.
        private static Point2D inside(Path2D path) {
            var area = path.getBounds2D();
            Point2D best = null;
            double width = 0;
            for (int k = 1; k < 16; k++) {
                double y = area.getMinY() + area.getHeight() * k / 16;
                double from = Double.NaN;
                for (double x = area.getMinX(); x <= area.getMaxX() + 2; x += 2) {
                    boolean in = path.contains(x, y);
                    if (in && Double.isNaN(from)) {
                        from = x;
                    } else if (!in && !Double.isNaN(from)) {
                        // Near the middle of the shape rather than at its ends.
                        double length = (x - from) * (1 - Math.abs(k - 8) / 16.0);
                        if (length > width) {
                            width = length;
                            best = new Point2D.Double((from + x) / 2, y);
                        }
                        from = Double.NaN;
                    }
                }
            }
            return best;
        }
    }
}
