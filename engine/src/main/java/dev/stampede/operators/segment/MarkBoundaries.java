package dev.stampede.operators.segment;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Features;
import dev.stampede.operators.pixels.Labels;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Draws the borders between labels on a picture of three bands, or of one, which becomes three. Of the pixels
/// beside one of another label (sides and corners), `thick` draws all, `inner` those with a label, `outer`
/// those of the background and, where two labels touch, those of both. The type stays. Refuses other numbers of
/// bands, labels of another grid and values that are no labels.
///
/// @param labelImg file of labels on the same grid
/// @param color    red, green and blue from 0 to 1, of the largest value of an integer type; yellow by default
/// @param mode     which pixels are drawn
public record MarkBoundaries(
        Path labelImg,
        @Default("[1.0, 1.0, 0.0]") List<Double> color,
        @Default("\"thick\"") Mode mode) implements Operator<GeoRaster, GeoRaster> {
    /// Which pixels beside another label are drawn.
    public enum Mode {
        THICK,
        INNER,
        OUTER
    }

    public MarkBoundaries {
        color = List.copyOf(color);
        Require.that(
                color.size() == 3 && color.stream().allMatch(c -> c >= 0 && c <= 1),
                "color",
                color,
                "three numbers from 0 to 1");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        return mark(in, Features.beside(in, labelImg), color, mode);
    }

    /// Draws labels at hand.
    public static GeoRaster mark(GeoRaster picture, GeoRaster labels, List<Double> color, Mode mode) {
        if (picture.rank() > 3 || picture.bands() != 1 && picture.bands() != 3) {
            throw new OperatorTypeException("MarkBoundaries takes one band or three, not " + picture.values());
        }
        picture.requireSameExtent(labels);
        var drawn = boundaries(
                Labels.of(Lines.only(labels, "the labels of MarkBoundaries")), picture.height(), picture.width(), mode);
        var out = RasterMemory.allocate(picture.dtype(), 3, picture.height(), picture.width());
        double full = picture.dtype().isFloating() ? 1 : picture.dtype().max();
        for (int band = 0; band < 3; band++) {
            var target = out.select(0, band);
            target.copyFrom(picture.band(picture.bands() == 1 ? 0 : band));
            draw(target, drawn, color.get(band) * full);
        }
        var attributes = picture.bands() == 3
                ? picture.attributes()
                : picture.attributes().withBandNames(List.of());
        return picture.withAttributes(attributes).rewrap(out);
    }

    private static void draw(ArrayView target, boolean[] drawn, double value) {
        for (int i = 0; i < drawn.length; i++) {
            if (drawn[i]) {
                target.set(value, i / target.size(1), i % target.size(1));
            }
        }
    }

    private static boolean[] boundaries(int[] labels, int rows, int cols, Mode mode) {
        var drawn = new boolean[labels.length];
        for (int row = 0; row < rows; row++) {
            for (int col = 0; col < cols; col++) {
                drawn[row * cols + col] = drawn(labels, rows, cols, row, col, mode);
            }
        }
        return drawn;
    }

    private static boolean drawn(int[] labels, int rows, int cols, int row, int col, Mode mode) {
        int own = labels[row * cols + col];
        boolean besideOther = false;
        boolean besideOtherLabel = false;
        for (int r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
            for (int c = Math.max(0, col - 1); c <= Math.min(cols - 1, col + 1); c++) {
                int label = labels[r * cols + c];
                besideOther |= label != own;
                besideOtherLabel |= label != own && label != 0 && own != 0;
            }
        }
        return switch (mode) {
            case THICK -> besideOther;
            case INNER -> besideOther && own != 0;
            case OUTER -> besideOther && own == 0 || besideOtherLabel;
        };
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.isKnown() && in.dims().size() == 3
                ? in.replaceDims(Map.of(in.dims().getFirst().name(), OptionalLong.of(3)))
                : Signature.UNKNOWN;
    }
}
