package dev.stampede.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;

/// One map inside a figure: background, points, frame with coordinates, scale bar, reference circle.
record MapPanel(Figure figure, Area area, Rectangle box, double fontSize) {
    /// Above this many points the mean of every pixel is drawn instead of one disc for each point.
    private static final int DRAW_SHAPES_UP_TO = 20_000;

    void draw(Graphics2D g, BufferedImage image, PointMap map, boolean withScale) {
        g.setColor(new Color(0xfa, 0xfa, 0xfa));
        g.fillRect(box.x, box.y, box.width, box.height);
        figure.background().ifPresent(background -> paint(image, background));
        Shape clip = g.getClip();
        g.clip(box);
        points(g, image, map);
        figure.reference().ifPresent(circle -> mark(g, circle));
        if (withScale) {
            scaleBar(g, map);
        }
        g.setClip(clip);
        g.setColor(Figure.INK);
        g.setStroke(new BasicStroke(1));
        g.drawRect(box.x, box.y, box.width, box.height);
        if (!map.heading().isEmpty()) {
            g.setFont(Lettering.font(Font.PLAIN, fontSize));
            g.drawString(
                    Lettering.fitted(g.getFontMetrics(), map.heading(), box.width),
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

    private void points(Graphics2D g, BufferedImage image, PointMap map) {
        double r = figure.marks().radius(area.widthMetres() / box.width);
        if (map.value().length > DRAW_SHAPES_UP_TO) {
            new PixelMeans(box, figure.cyclic()).add(map, area).draw(image, figure, r);
            return;
        }
        for (int p = 0; p < map.value().length; p++) {
            float v = map.value()[p];
            if (!Float.isNaN(v)) {
                g.setColor(new Color(figure.colors().of(v, figure.low(), figure.high())));
                double px = x(map.longitude()[p]);
                double py = y(map.latitude()[p]);
                g.fill(new Ellipse2D.Double(px - r, py - r, 2 * r, 2 * r));
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

    private void scaleBar(Graphics2D g, PointMap map) {
        double metresPerPixel = area.widthMetres() / box.width;
        double length = niceLength(area.widthMetres() / 5);
        int pixels = (int) Math.round(length / metresPerPixel);
        var label = length >= 1000 ? trimmed(length / 1000) + " km" : trimmed(length) + " m";
        g.setFont(Lettering.font(Font.PLAIN, 0.9 * fontSize));
        var metrics = g.getFontMetrics();
        int pad = (int) (0.5 * fontSize);
        int width = Math.max(pixels, metrics.stringWidth(label)) + 2 * pad;
        int height = metrics.getHeight() + 2 * pad;
        var place = emptiestCorner(map, width, height, pad);
        g.setColor(new Color(255, 255, 255, 210));
        g.fillRect(place.x, place.y, width, height);
        g.setColor(Figure.INK);
        g.fillRect(place.x + (width - pixels) / 2, place.y + height - pad - 1, pixels, 3);
        g.drawString(
                label, place.x + (width - metrics.stringWidth(label)) / 2, place.y + pad / 2 + metrics.getAscent());
    }

    /// The corner in which a box covers the fewest points; of equals the lower left one.
    private Rectangle emptiestCorner(PointMap map, int width, int height, int pad) {
        int right = box.x + box.width - width - pad;
        int bottom = box.y + box.height - height - pad;
        var corners = new Rectangle[] {
            new Rectangle(box.x + pad, bottom, width, height),
            new Rectangle(right, bottom, width, height),
            new Rectangle(right, box.y + pad, width, height),
            new Rectangle(box.x + pad, box.y + pad, width, height)
        };
        var covered = new int[corners.length];
        for (int p = 0; p < map.value().length; p++) {
            for (int c = 0; c < corners.length; c++) {
                covered[c] += corners[c].contains(x(map.longitude()[p]), y(map.latitude()[p])) ? 1 : 0;
            }
        }
        int best = 0;
        for (int c = 1; c < corners.length; c++) {
            best = covered[c] < covered[best] ? c : best;
        }
        return corners[best];
    }

    private static double niceLength(double metres) {
        double power = Math.pow(10, Math.floor(Math.log10(metres)));
        double ratio = metres / power;
        return power * (ratio >= 5 ? 5 : ratio >= 2 ? 2 : 1);
    }

    private static String trimmed(double v) {
        return v == Math.rint(v) ? Long.toString((long) v) : Double.toString(v);
    }

    /// Labels below the frame.
    void longitudes(Graphics2D g) {
        var metrics = labelFont(g);
        int wanted = Math.clamp(box.width / (int) (8 * fontSize), 1, 8);
        var ticks = Ticks.between(area.west(), area.east(), wanted);
        int after = Integer.MIN_VALUE;
        for (int i = 0; i < ticks.count(); i++) {
            int x = (int) Math.round(x(ticks.at(i)));
            var label = degrees(ticks, i, "E", "W");
            g.drawLine(x, box.y + box.height, x, box.y + box.height + 4);
            int left = x - metrics.stringWidth(label) / 2;
            if (figure.maps().size() > 1) { // stay clear of the labels of the next panel
                left = Math.clamp(left, box.x, Math.max(box.x, box.x + box.width - metrics.stringWidth(label)));
            }
            if (left > after) {
                g.drawString(label, left, box.y + box.height + 6 + metrics.getAscent());
                after = left + metrics.stringWidth(label) + (int) (0.5 * fontSize);
            }
        }
    }

    /// Labels left of the frame.
    void latitudes(Graphics2D g) {
        var metrics = labelFont(g);
        int wanted = Math.clamp(box.height / (int) (5 * fontSize), 2, 8);
        var ticks = Ticks.between(area.south(), area.north(), wanted);
        for (int i = 0; i < ticks.count(); i++) {
            int y = (int) Math.round(y(ticks.at(i)));
            var label = degrees(ticks, i, "N", "S");
            g.drawLine(box.x - 4, y, box.x, y);
            g.drawString(label, box.x - 7 - metrics.stringWidth(label), y + metrics.getAscent() / 2 - 1);
        }
    }

    private FontMetrics labelFont(Graphics2D g) {
        g.setFont(Lettering.font(Font.PLAIN, 0.9 * fontSize));
        g.setColor(Figure.INK);
        g.setStroke(new BasicStroke(1));
        return g.getFontMetrics();
    }

    private static String degrees(Ticks ticks, int i, String positive, String negative) {
        var label = ticks.label(i);
        boolean below = label.startsWith("\u2212");
        return (below ? label.substring(1) : label) + "\u00b0" + (below ? negative : positive);
    }
}
