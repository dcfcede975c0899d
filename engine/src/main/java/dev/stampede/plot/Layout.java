package dev.stampede.plot;

import java.awt.Rectangle;

/// Where the parts of a figure go, in pixels.
///
/// @param width    of the figure
/// @param height   of the figure
/// @param margin   around everything
/// @param fontSize of ordinary text
/// @param columns  panels in a row
/// @param origin   top left panel, without its labels
/// @param stepX    from panel to panel
/// @param stepY    from panel to panel
/// @param colorBar the bar without its labels
record Layout(
        int width,
        int height,
        int margin,
        double fontSize,
        int columns,
        Rectangle origin,
        int stepX,
        int stepY,
        Rectangle colorBar) {
    static Layout of(Figure figure, int width) {
        int panels = figure.maps().size();
        var area = Area.of(figure.maps().getFirst());
        double aspect = Math.clamp(area.heightMetres() / area.widthMetres(), 0.25, 4);
        double fontSize = Math.clamp(width / 75.0, 10, 22);
        int line = (int) Math.round(1.3 * fontSize);
        int margin = line;
        int labelLeft = (int) (4.2 * fontSize);
        int labelBottom = (int) (2.0 * fontSize);
        int barSpace = (int) (7.0 * fontSize);
        int columns = panels == 1 ? 1 : (int) Math.ceil(Math.sqrt(panels * Math.max(aspect, 0.5)));
        int rows = (panels + columns - 1) / columns;
        int gap = panels == 1 ? 0 : line / 2;
        int heading = panels == 1 ? 0 : line;
        int panelWidth = (width - 2 * margin - labelLeft - barSpace - (columns - 1) * gap) / columns;
        int panelHeight = (int) Math.round(panelWidth * aspect);
        int top = margin + 3 * line + line / 2;
        int height = top + rows * (panelHeight + heading + gap) + labelBottom + 2 * line + margin / 2;
        var origin = new Rectangle(margin + labelLeft, top + heading, panelWidth, panelHeight);
        int mapsHeight = rows * (panelHeight + heading + gap) - heading - gap;
        int barHeight = Math.min(mapsHeight, Math.max(12 * line, mapsHeight * 2 / 3));
        var bar = new Rectangle(
                width - margin - barSpace + 2 * line, origin.y + (mapsHeight - barHeight) / 2, line, barHeight);
        return new Layout(
                width, height, margin, fontSize, columns, origin, panelWidth + gap, panelHeight + heading + gap, bar);
    }

    Rectangle panel(int i) {
        return new Rectangle(
                origin.x + i % columns * stepX, origin.y + i / columns * stepY, origin.width, origin.height);
    }

    /// Whether panel `i` carries longitudes: when no other one is below it.
    boolean isLowest(int i, int panels) {
        return i + columns >= panels;
    }

    /// Whether panel `i` carries latitudes: those of the first column do.
    boolean isLeftmost(int i) {
        return i % columns == 0;
    }
}
