package dev.stampede.plot.sheet;

import dev.stampede.plot.ColorMap;
import dev.stampede.plot.Lettering;
import dev.stampede.plot.Ticks;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.List;

/// What the colours of a picture mean, drawn to its right.
sealed interface Key {
    /// Pixels it takes beside the picture, with a gap.
    int room(double font);

    /// Draws beside the frame, inside the box.
    void draw(Graphics2D g, Rectangle frame, Rectangle box, double font);

    /// Nothing.
    record None() implements Key {
        @Override
        public int room(double font) {
            return 0;
        }

        @Override
        public void draw(Graphics2D g, Rectangle frame, Rectangle box, double font) {}
    }

    /// Values of a colour map.
    record Bar(ColorMap colors, double low, double high, String unit) implements Key {
        private static final int MOST_TICKS = 10;

        @Override
        public int room(double font) {
            int numbers = 0;
            for (int wanted = 2; wanted <= MOST_TICKS; wanted++) {
                var ticks = Ticks.between(low, high, wanted);
                for (int i = 0; i < ticks.count(); i++) {
                    numbers = Math.max(numbers, Sheet.textWidth(ticks.label(i), Font.PLAIN, 0.9 * font));
                }
            }
            int beside = (int) (1.1 * font) + 6 + numbers;
            return (int) (0.7 * font) + Math.max(beside, Sheet.textWidth(unit, Font.BOLD, 0.9 * font)) + 2;
        }

        @Override
        public void draw(Graphics2D g, Rectangle frame, Rectangle box, double font) {
            int x = frame.x + frame.width + (int) (0.7 * font);
            int w = (int) (1.1 * font);
            int top = frame.y + (int) (1.5 * font);
            int h = frame.height - (int) (2 * font);
            for (int i = 0; i < h; i++) {
                double value = high - (i + 0.5) / h * (high - low);
                g.setColor(new Color(colors.of(value, low, high)));
                g.fillRect(x, top + i, w, 1);
            }
            g.setColor(Sheet.INK);
            g.drawRect(x, top, w, h);
            g.setFont(Lettering.font(Font.PLAIN, 0.9 * font));
            var metrics = g.getFontMetrics();
            var ticks = Ticks.between(low, high, Math.clamp(h / (int) (4 * font), 2, MOST_TICKS));
            for (int i = 0; i < ticks.count(); i++) {
                int y = top + (int) Math.round((high - ticks.at(i)) / (high - low) * h);
                g.drawLine(x + w, y, x + w + 3, y);
                g.drawString(ticks.label(i), x + w + 6, y + metrics.getAscent() / 2 - 1);
            }
            g.setFont(Lettering.font(Font.BOLD, 0.9 * font));
            g.drawString(unit, x, frame.y + (int) (0.8 * font));
        }
    }

    /// A coloured square and a text for each class.
    record Legend(List<RasterPanel.Class> classes) implements Key {
        public Legend {
            classes = List.copyOf(classes);
        }

        @Override
        public int room(double font) {
            int texts = 0;
            for (var type : classes) {
                for (String part : type.label().split("\n")) {
                    texts = Math.max(texts, Sheet.textWidth(part, Font.PLAIN, 0.85 * font));
                }
            }
            return (int) (0.6 * font) + (int) font + 5 + texts + 2;
        }

        @Override
        public void draw(Graphics2D g, Rectangle frame, Rectangle box, double font) {
            int x = frame.x + frame.width + (int) (0.6 * font);
            int y = frame.y + 2;
            int size = (int) font;
            g.setFont(Lettering.font(Font.PLAIN, 0.85 * font));
            for (var type : classes) {
                g.setColor(new Color(type.color()));
                g.fillRect(x, y, size, size);
                g.setColor(Sheet.INK);
                g.drawRect(x, y, size, size);
                int room = box.x + box.width - x - size - 5;
                for (String part : type.label().split("\n")) {
                    g.drawString(Lettering.fitted(g.getFontMetrics(), part, room), x + size + 5, y + size - 2);
                    y += (int) (1.25 * font);
                }
                y += (int) (0.35 * font);
            }
        }
    }
}
