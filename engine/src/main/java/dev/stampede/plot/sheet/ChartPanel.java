package dev.stampede.plot.sheet;

import dev.stampede.plot.Lettering;
import dev.stampede.plot.Ticks;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Lines, dots and bars over two axes.
///
/// @param title   above the panel
/// @param xLabel  what the horizontal axis counts, with unit
/// @param yLabel  what the vertical axis counts, with unit
/// @param aspect  height over width
/// @param xKind   numbers, or days since 1970 shown as dates
/// @param series  drawn in order; at least one value
/// @param xNames  texts at x = 0, 1, 2 ... in place of numbers; empty for numbers
public record ChartPanel(
        String title, String xLabel, String yLabel, double aspect, Axis xKind, List<Series> series, List<String> xNames)
        implements Panel {
    /// What the numbers of the horizontal axis mean.
    public enum Axis {
        NUMBERS,
        DAYS
    }

    /// How a series is drawn.
    public enum Kind {
        LINE,
        DOTS,
        BARS
    }

    /// Some numbers.
    ///
    /// @param name  in the legend; empty for none
    /// @param kind  lines, dots or bars
    /// @param x     one per value
    /// @param y     NaN = not drawn; breaks lines
    /// @param color `0xRRGGBB`
    public record Series(String name, Kind kind, double[] x, double[] y, int color) {
        public Series {
            if (x.length != y.length) {
                throw new IllegalArgumentException(
                        "series " + name + " has " + x.length + " places and " + y.length + " values");
            }
        }
    }

    public ChartPanel {
        series = List.copyOf(series);
        xNames = List.copyOf(xNames);
    }

    public ChartPanel(String title, String xLabel, String yLabel, List<Series> series) {
        this(title, xLabel, yLabel, 0.62, Axis.NUMBERS, series, List.of());
    }

    /// The same over dates: x in days since 1970-01-01.
    public ChartPanel overDays() {
        return new ChartPanel(title, xLabel, yLabel, aspect, Axis.DAYS, series, xNames);
    }

    /// The same with texts at 0, 1, 2 ...
    public ChartPanel named(List<String> names) {
        return new ChartPanel(title, xLabel, yLabel, aspect, xKind, series, names);
    }

    /// The same of another height over width.
    public ChartPanel withAspect(double other) {
        return new ChartPanel(title, xLabel, yLabel, other, xKind, series, xNames);
    }

    @Override
    public int height(int width, double fontSize) {
        return (int) Math.round(width * aspect);
    }

    private static double[] range(double[] values, boolean fromZero) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double v : values) {
            if (Double.isFinite(v)) {
                low = Math.min(low, v);
                high = Math.max(high, v);
            }
        }
        if (low > high) {
            return new double[] {0, 1};
        }
        if (fromZero) {
            low = Math.min(low, 0);
            high = Math.max(high, 0);
        }
        double pad = high > low ? 0.05 * (high - low) : Math.max(1, Math.abs(high)) * 0.5;
        return new double[] {fromZero && low == 0 ? 0 : low - pad, high + pad};
    }

    private double[] all(boolean x) {
        var values = new ArrayList<Double>();
        for (var s : series) {
            for (int i = 0; i < s.x.length; i++) {
                if (!Double.isNaN(s.y[i])) {
                    values.add(x ? s.x[i] : s.y[i]);
                }
            }
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public void draw(Graphics2D g, Rectangle box, double font) {
        boolean bars = series.stream().anyMatch(s -> s.kind == Kind.BARS);
        double[] xs = range(all(true), false);
        double[] ys = range(all(false), bars);
        if (bars) {
            xs[0] -= 0.5;
            xs[1] += 0.5;
        }
        int left = (int) (4.6 * font);
        int bottom = (int) (3.1 * font);
        int h = Math.min(box.height, height(box.width, font)) - bottom;
        var frame = new Rectangle(box.x + left, box.y, box.width - left - 4, h);
        var toBox = new AffineTransform(
                frame.width / (xs[1] - xs[0]),
                0,
                0,
                -frame.height / (ys[1] - ys[0]),
                frame.x - xs[0] * frame.width / (xs[1] - xs[0]),
                frame.y + ys[1] * frame.height / (ys[1] - ys[0]));
        g.setColor(new Color(0xFAFAFA));
        g.fill(frame);
        axes(g, frame, xs, ys, toBox, font);
        var clip = g.getClip();
        g.clip(frame);
        int barred = 0;
        int barSeries = (int) series.stream().filter(s -> s.kind == Kind.BARS).count();
        for (var s : series) {
            g.setColor(new Color(s.color));
            switch (s.kind) {
                case LINE -> line(g, s, toBox);
                case DOTS -> dots(g, s, toBox, font);
                case BARS -> bars(g, s, toBox, barred++, barSeries);
            }
        }
        g.setClip(clip);
        g.setColor(Sheet.INK);
        g.setStroke(new BasicStroke(1));
        g.draw(frame);
        new ChartLegend(series).draw(g, frame, toBox, font);
    }

    private void axes(Graphics2D g, Rectangle frame, double[] xs, double[] ys, AffineTransform toBox, double font) {
        g.setFont(Lettering.font(Font.PLAIN, 0.88 * font));
        var metrics = g.getFontMetrics();
        g.setStroke(new BasicStroke(1));
        var ticks = Ticks.between(ys[0], ys[1], Math.max(2, frame.height / (int) (3.2 * font)));
        for (int i = 0; i < ticks.count(); i++) {
            int y = (int) Math.round(toBox.getScaleY() * ticks.at(i) + toBox.getTranslateY());
            g.setColor(Sheet.GRID);
            g.drawLine(frame.x, y, frame.x + frame.width, y);
            g.setColor(Sheet.INK);
            String text = ticks.label(i);
            g.drawString(text, frame.x - 6 - metrics.stringWidth(text), y + metrics.getAscent() / 2 - 1);
        }
        int baseline = frame.y + frame.height + metrics.getAscent() + 4;
        if (!xNames.isEmpty()) {
            for (int i = 0; i < xNames.size(); i++) {
                String text = Lettering.fitted(g.getFontMetrics(), xNames.get(i), frame.width / xNames.size());
                int x = (int) Math.round(toBox.getScaleX() * i + toBox.getTranslateX());
                g.drawString(text, x - metrics.stringWidth(text) / 2, baseline);
            }
        } else {
            for (var tick : xTicks(xs, Math.max(2, frame.width / (int) (7 * font)))) {
                int x = (int) Math.round(toBox.getScaleX() * tick.at() + toBox.getTranslateX());
                g.setColor(Sheet.GRID);
                g.drawLine(x, frame.y, x, frame.y + frame.height);
                g.setColor(Sheet.INK);
                g.drawString(tick.text(), x - metrics.stringWidth(tick.text()) / 2, baseline);
            }
        }
        g.setColor(Sheet.PALE);
        g.drawString(xLabel, frame.x + (frame.width - metrics.stringWidth(xLabel)) / 2, baseline + metrics.getHeight());
        var upright = g.getTransform();
        g.rotate(-Math.PI / 2);
        int room = metrics.stringWidth(yLabel);
        g.drawString(
                yLabel, -(frame.y + (frame.height + room) / 2), frame.x - (int) (4.6 * font) + metrics.getAscent());
        g.setTransform(upright);
    }

    private record Tick(double at, String text) {}

    /// Round numbers, or first days of months.
    private List<Tick> xTicks(double[] range, int wanted) {
        List<Tick> ticks = new ArrayList<>();
        double months = (range[1] - range[0]) / 30.44;
        if (xKind == Axis.DAYS && months > 2) {
            int step = 1;
            for (int longer : new int[] {2, 3, 6, 12, 24, 60, 120}) {
                step = months / step > wanted ? longer : step;
            }
            var day = LocalDate.ofEpochDay((long) Math.ceil(range[0])).withDayOfMonth(1);
            day = day.withMonth((day.getMonthValue() - 1) / Math.min(step, 12) * Math.min(step, 12) + 1);
            for (; day.toEpochDay() <= range[1]; day = day.plusMonths(step)) {
                if (day.toEpochDay() >= range[0]) {
                    ticks.add(new Tick(day.toEpochDay(), day.toString().substring(0, 7)));
                }
            }
            return ticks;
        }
        var round = Ticks.between(range[0], range[1], wanted);
        for (int i = 0; i < round.count(); i++) {
            String text = xKind == Axis.DAYS
                    ? LocalDate.ofEpochDay(Math.round(round.at(i))).toString()
                    : round.label(i);
            ticks.add(new Tick(round.at(i), text));
        }
        return ticks;
    }

    private static void line(Graphics2D g, Series s, AffineTransform toBox) {
        var path = new Path2D.Double();
        boolean open = false;
        for (int i = 0; i < s.x.length; i++) {
            if (Double.isNaN(s.y[i])) {
                open = false;
            } else if (open) {
                path.lineTo(s.x[i], s.y[i]);
            } else {
                path.moveTo(s.x[i], s.y[i]);
                open = true;
            }
        }
        g.setStroke(new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(path.createTransformedShape(toBox));
    }

    private static void dots(Graphics2D g, Series s, AffineTransform toBox, double font) {
        double size = s.x.length > 2000 ? 1.6 : s.x.length > 200 ? 3 : 0.55 * font;
        if (s.x.length > 2000) {
            var c = g.getColor();
            g.setColor(new Color(c.getRed(), c.getGreen(), c.getBlue(), 90));
        }
        for (int i = 0; i < s.x.length; i++) {
            if (!Double.isNaN(s.y[i])) {
                double x = toBox.getScaleX() * s.x[i] + toBox.getTranslateX();
                double y = toBox.getScaleY() * s.y[i] + toBox.getTranslateY();
                g.fill(new Ellipse2D.Double(x - size / 2, y - size / 2, size, size));
            }
        }
    }

    private static void bars(Graphics2D g, Series s, AffineTransform toBox, int number, int of) {
        double step = s.x.length > 1 ? Math.abs(s.x[1] - s.x[0]) : 1;
        double width = 0.8 * step / of;
        double zero = toBox.getTranslateY();
        for (int i = 0; i < s.x.length; i++) {
            double x = toBox.getScaleX() * (s.x[i] - 0.4 * step + number * width) + toBox.getTranslateX();
            double y = toBox.getScaleY() * s.y[i] + toBox.getTranslateY();
            g.fill(new java.awt.geom.Rectangle2D.Double(
                    x, Math.min(y, zero), width * toBox.getScaleX(), Math.abs(zero - y)));
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "chart %s of %d series", title, series.size());
    }
}
