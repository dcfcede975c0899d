package dev.stampede.operators.geom;

import dev.stampede.io.raster.Reprojection;
import dev.stampede.io.raster.Warping;
import dev.stampede.linalg.Medians;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.ListOperator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.DType;
import dev.stampede.raster.Elements;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.Resampling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// Rasters put together: the frame is the union of their extents in the reference system, with the pixels and
/// of the type of the first one, which has to be north up. Where several have a valid value, that of the first
/// in the list, or the mean, median, least or largest of them.
///
/// Rasters on the pixels of the frame are taken as they are, others are resampled onto it (GDAL). Valid is what
/// is neither NaN nor the raster's own fill value nor outside of it. Where nothing is valid the result is the
/// fill value of the first, or without one NaN in floating types and 0 in others. Means and medians of integers
/// are rounded to the nearest. Refuses an empty list and other numbers of bands.
///
/// @param method     first, mean, median, min or max; first
/// @param resampling bilinear
public record Mosaic(
        @Default("\"first\"") Method method,
        @Default("\"bilinear\"") Resampling resampling) implements ListOperator<GeoRaster, GeoRaster> {
    /// What stands where several rasters have a value.
    public enum Method {
        FIRST,
        MEAN,
        MEDIAN,
        MIN,
        MAX
    }

    @Override
    public GeoRaster compute(List<GeoRaster> in) {
        Require.that(!in.isEmpty(), "rasters", "empty", "at least one");
        var first = in.getFirst();
        for (var raster : in) {
            if (raster.rank() > 3 || raster.rank() != first.rank() || raster.bands() != first.bands()) {
                throw new OperatorTypeException(
                        "a mosaic of " + first.values() + " and " + raster.values() + "; bands have to agree");
            }
        }
        try (var scratch = Arena.ofConfined()) {
            var boxes = new ArrayList<Bounds>();
            for (var raster : in) {
                boxes.add(Reprojection.transform(raster.bounds(), raster.crs(), first.crs()));
            }
            var frame = Frame.covering(first, boxes);
            var parts = new ArrayList<Frame.Part>();
            var valid = new ArrayList<Valid>();
            for (int i = 0; i < in.size(); i++) {
                var part = part(scratch, frame, in.get(i), boxes.get(i));
                parts.add(part);
                valid.add(Valid.of(part.raster()));
            }
            return combined(first, frame, parts, valid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Frame.Part part(Arena scratch, Frame frame, GeoRaster raster, Bounds box) throws IOException {
        if (Reprojection.same(raster.crs(), frame.crs()) && frame.fits(raster)) {
            return frame.place(raster);
        }
        var snapped = frame.snapped(box);
        int width = (int) Math.rint(snapped.width() / frame.affine().a());
        int height = (int) Math.rint(snapped.height() / -frame.affine().e());
        var target = new Warping.Target(frame.crs(), snapped, width, height);
        // In double precision with NaN outside, so that "no value" can be told from every value.
        var wide = new GeoRaster(
                raster.values().copyAs(scratch, DType.FLOAT64),
                raster.affine(),
                raster.crs(),
                raster.fill(),
                raster.attributes());
        blank(wide, Valid.of(raster));
        var warped = Warping.onto(scratch, wide.withFill(OptionalDouble.of(Double.NaN)), target, resampling);
        return frame.place(warped);
    }

    private static void blank(GeoRaster wide, Valid valid) {
        var values = wide.values();
        for (long row = 0; row < values.rows(); row++) {
            long at = values.rowStart(row);
            for (int col = 0; col < values.size(-1); col++) {
                double value = values.segment().getAtIndex(ValueLayout.JAVA_DOUBLE, at + col);
                if (!valid.is(value)) {
                    values.segment().setAtIndex(ValueLayout.JAVA_DOUBLE, at + col, Double.NaN);
                }
            }
        }
    }

    private GeoRaster combined(GeoRaster first, Frame frame, List<Frame.Part> parts, List<Valid> valid) {
        boolean flat = first.rank() == 2;
        int bands = first.bands();
        var out = RasterMemory.allocate(first.dtype(), bands, frame.height(), frame.width());
        double none = first.fill().orElse(first.dtype().isFloating() ? Double.NaN : 0);
        for (int band = 0; band < bands; band++) {
            int b = band;
            var views = parts.stream().map(part -> part.raster().band(b)).toList();
            for (int row = 0; row < frame.height(); row++) {
                row(parts, views, valid, row, out.select(0, band), none);
            }
        }
        var values = flat ? out.select(0, 0) : out;
        return new GeoRaster(values, frame.affine(), first.crs(), first.fill(), first.attributes());
    }

    private void row(
            List<Frame.Part> parts, List<ArrayView> views, List<Valid> valid, int row, ArrayView out, double none) {
        var here = covering(parts, row);
        var found = new double[here.length];
        var start = new long[here.length];
        for (int i = 0; i < here.length; i++) {
            start[i] = views.get(here[i]).rowStart(row - parts.get(here[i]).row());
        }
        long to = out.rowStart(row);
        for (int col = 0; col < out.size(1); col++) {
            int n = 0;
            for (int i = 0; i < here.length; i++) {
                var part = parts.get(here[i]);
                if (part.holds(col) && (n == 0 || method != Method.FIRST)) {
                    var view = views.get(here[i]);
                    long at = start[i] + (col - part.col()) * view.stride(1);
                    double value = Elements.getDouble(view.segment(), view.dtype(), at);
                    found[n] = value;
                    n += valid.get(here[i]).is(value) ? 1 : 0;
                }
            }
            double made = n == 0 ? none : reduced(found, n, out.dtype());
            Elements.setDouble(out.segment(), out.dtype(), to + col, made);
        }
    }

    private static int[] covering(List<Frame.Part> parts, int row) {
        int n = 0;
        var which = new int[parts.size()];
        for (int p = 0; p < parts.size(); p++) {
            if (parts.get(p).covers(row)) {
                which[n++] = p;
            }
        }
        return Arrays.copyOf(which, n);
    }

    private double reduced(double[] found, int n, DType type) {
        double made = switch (method) {
            case FIRST -> found[0];
            case MEAN -> {
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    sum += found[i];
                }
                yield sum / n;
            }
            case MEDIAN -> Medians.of(found, n);
            case MIN -> Arrays.stream(found, 0, n).min().orElseThrow();
            case MAX -> Arrays.stream(found, 0, n).max().orElseThrow();
        };
        return type.isFloating() ? made : Math.rint(made);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
