package dev.stampede.operators.geom;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.Affine;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.Window;
import java.util.ArrayList;
import java.util.List;

/// A raster in longitudes cut where they jump: parts from west to east, each moved by a multiple of the period
/// so that its centres of columns lie in [-period / 2, period / 2). Views of the same memory; one part if
/// nothing is crossed. A column goes where its centre lies. Refuses a raster that is turned or upside down.
///
/// @param period of the longitudes, 360
public record AntimeridianSplit(@Default("360.0") double period) implements Operator<GeoRaster, List<GeoRaster>> {
    private static final double EDGE = 1e-9; // periods: centres this close below a cut count as on it

    public AntimeridianSplit {
        Require.that(period > 0, "period", period, "above 0");
    }

    @Override
    public List<GeoRaster> compute(GeoRaster in) {
        Frame.requireNorthUp(in);
        var parts = new ArrayList<GeoRaster>();
        int from = 0;
        for (int col = 1; col <= in.width(); col++) {
            if (col == in.width() || turn(in.affine(), col) != turn(in.affine(), from)) {
                var part = in.read(RasterMemory.current(), new Window(from, 0, col - from, in.height()));
                var a = part.affine();
                double shift = -period * turn(in.affine(), from);
                parts.add(new GeoRaster(
                        part.values(),
                        shift == 0 ? a : new Affine(a.a(), a.b(), a.c() + shift, a.d(), a.e(), a.f()),
                        part.crs(),
                        part.fill(),
                        part.attributes()));
                from = col;
            }
        }
        return parts;
    }

    /// In which period the centre of a column lies.
    private long turn(Affine affine, int col) {
        return (long) Math.floor(affine.x(col + 0.5, 0) / period + 0.5 + EDGE);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
