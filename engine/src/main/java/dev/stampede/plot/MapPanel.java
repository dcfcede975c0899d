package dev.stampede.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;

/// One map inside a figure: background, points, frame with coordinates, scale bar, reference circle.
record MapPanel(Figure figure, Area area, Rectangle box, double fontSize) {
    /// Above this many points discs are written straight into the pixels.
    private static final int DRAW_SHAPES_UP_TO = 20_000;

    void draw(Graphics2D g, BufferedImage image, PointMap map, boolean labels) {
        g.setColor(new Color(0xfa, 0xfa, 0xfa));
        g.fillRect(box.x, box.y, box.width, box.height);
        figure.background().ifPresent(background -> paint(image, background));
        Shape clip = g.getClip();
        g.clip(box);
        points(g, image, map);
        figure.reference().ifPresent(circle -> mark(g, circle));
        scaleBar(g);
        g.setClip(clip);
        g.setColor(Figure.INK);
        g.setStroke(new BasicStroke(1));
        g.drawRect(box.x, box.y, box.width, box.height);
        if (labels) {
            coordinates(g);
        }
        if (!map.heading().isEmpty()) {
            g.setFont(Figure.font(Font.PLAIN, fontSize));
            g.drawString(
                    Figure.fitted(g.getFontMetrics(), map.heading(), box.width),
                    box.x,
                    box.y - (int) (0.35 * fontSize));
        }
    }

    private double x(double longitude) {
        return box.x + (longitude - area.west()) / area.width() * box.width;
    }

    private double y(double latitude) {
        return box.y + (area.north() - latitude) / area.height() * box.height;
    }

    /// Radius at which the discs of evenly spread points nearly touch, within readable bounds.
    private double radius(int points) {
        return Math.clamp(0.45 * Math.sqrt((double) box.width * box.height / points), 0.6, 0.006 * box.width + 1);
    }

    private void points(Graphics2D g, BufferedImage image, PointMap map) {
        double r = radius(map.value().length);
        boolean shapes = map.value().length <= DRAW_SHAPES_UP_TO;
        for (int p = 0; p < map.value().length; p++) {
            float v = map.value()[p];
            if (Float.isNaN(v)) {
                continue;
            }
            int rgb = figure.colors().of(v, figure.low(), figure.high());
            double px = x(map.longitude()[p]);
            double py = y(map.latitude()[p]);
            if (shapes) {
                g.setColor(new Color(rgb));
                g.fill(new Ellipse2D.Double(px - r, py - r, 2 * r, 2 * r));
            } else {
                disc(image, px, py, r, rgb);
            }
        }
    }

    private void disc(BufferedImage image, double px, double py, double r, int rgb) {
        int x0 = (int) Math.max(box.x, Math.floor(px - r));
        int x1 = (int) Math.min(box.x + box.width - 1, Math.floor(px + r));
        int y0 = (int) Math.max(box.y, Math.floor(py - r));
        int y1 = (int) Math.min(box.y + box.height - 1, Math.floor(py + r));
        double limit = Math.max(r * r, 0.5);
        for (int y = y0; y <= y1; y++) {
            for (int x = x0; x <= x1; x++) {
                double dx = x + 0.5 - px;
                double dy = y + 0.5 - py;
                if (dx * dx + dy * dy <= limit) {
                    image.setRGB(x, y, rgb);
                }
            }
        }
    }

    private void paint(BufferedImage image, Figure.Background background) {
        for (int y = box.y; y < box.y + box.height; y++) {
            double latitude = area.north() - (y + 0.5 - box.y) / box.height * area.height();
            for (int x = box.x; x < box.x + box.width; x++) {
                double b = background.at(area.west() + (x + 0.5 - box.x) / box.width * area.width(), latitude);
                if (b == b) {
                    int level = 70 + (int) Math.round(180 * Math.clamp(b, 0, 1));
                    image.setRGB(x, y, level << 16 | level << 8 | level);
                }
            }
        }
    }

    private void mark(Graphics2D g, Figure.Circle circle) {
        double rx = circle.radius() / area.metresPerDegreeEast() / area.width() * box.width;
        double ry = Math.max(rx, 6);
        rx = ry;
        double cx = x(circle.longitude());
        double cy = y(circle.latitude());
        g.setStroke(new BasicStroke(3));
        g.setColor(Color.WHITE);
        g.draw(new Ellipse2D.Double(cx - rx, cy - ry, 2 * rx, 2 * ry));
        g.setStroke(new BasicStroke(1.5f));
        g.setColor(Color.BLACK);
        g.draw(new Ellipse2D.Double(cx - rx, cy - ry, 2 * rx, 2 * ry));
    }

    private void scaleBar(Graphics2D g) {
        double metresPerPixel = area.widthMetres() / box.width;
        double length = niceLength(area.widthMetres() / 5);
        int pixels = (int) Math.round(length / metresPerPixel);
        var label = length >= 1000 ? trimmed(length / 1000) + " km" : trimmed(length) + " m";
        g.setFont(Figure.font(Font.PLAIN, 0.9 * fontSize));
        var metrics = g.getFontMetrics();
        int pad = (int) (0.5 * fontSize);
        int width = Math.max(pixels, metrics.stringWidth(label)) + 2 * pad;
        int height = metrics.getHeight() + 2 * pad;
        int left = box.x + pad;
        int top = box.y + box.height - height - pad;
        g.setColor(new Color(255, 255, 255, 210));
        g.fillRect(left, top, width, height);
        g.setColor(Figure.INK);
        g.fillRect(left + (width - pixels) / 2, top + height - pad - 1, pixels, 3);
        g.drawString(label, left + (width - metrics.stringWidth(label)) / 2, top + pad / 2 + metrics.getAscent());
    }

    private static double niceLength(double metres) {
        double power = Math.pow(10, Math.floor(Math.log10(metres)));
        double ratio = metres / power;
        return power * (ratio >= 5 ? 5 : ratio >= 2 ? 2 : 1);
    }

    private static String trimmed(double v) {
        return v == Math.rint(v) ? Long.toString((long) v) : Double.toString(v);
    }

    private void coordinates(Graphics2D g) {
        g.setFont(Figure.font(Font.PLAIN, 0.9 * fontSize));
        var metrics = g.getFontMetrics();
        g.setColor(Figure.INK);
        var east = Ticks.between(area.west(), area.east(), Math.max(2, box.width / (int) (8 * fontSize)));
        for (int i = 0; i < east.count(); i++) {
            int x = (int) Math.round(x(east.at(i)));
            var label = degrees(east, i, "E", "W");
            g.drawLine(x, box.y + box.height, x, box.y + box.height + 4);
            g.drawString(label, x - metrics.stringWidth(label) / 2, box.y + box.height + 6 + metrics.getAscent());
        }
        var north = Ticks.between(area.south(), area.north(), Math.max(2, box.height / (int) (5 * fontSize)));
        for (int i = 0; i < north.count(); i++) {
            int y = (int) Math.round(y(north.at(i)));
            var label = degrees(north, i, "N", "S");
            g.drawLine(box.x - 4, y, box.x, y);
            g.drawString(label, box.x - 7 - metrics.stringWidth(label), y + metrics.getAscent() / 2 - 1);
        }
    }

    private static String degrees(Ticks ticks, int i, String positive, String negative) {
        var label = ticks.label(i);
        boolean below = label.startsWith("\u2212");
        return (below ? label.substring(1) : label) + "\u00b0" + (below ? negative : positive);
    }
}
