package dev.stampede.operators.augment;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.Affine;
import dev.stampede.raster.GeoRaster;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Turns the raster counterclockwise by one, two or three quarters, each as likely. Pixels stay where they are on the
/// map. A view.
///
/// @param p    probability that it is turned at all, 0.75
/// @param seed none: a fresh one each time
public record RandomRotate90(@Default("0.75") double p, OptionalLong seed) implements Augmentation {
    public RandomRotate90 {
        Require.that(p >= 0 && p <= 1, "p", p, "0 to 1");
    }

    @Override
    public GeoRaster vary(GeoRaster in, RandomGenerator random) {
        boolean turn = random.nextDouble() < p;
        int quarters = 1 + random.nextInt(3);
        var turned = in;
        for (int i = 0; turn && i < quarters; i++) {
            turned = quarter(turned);
        }
        return turned;
    }

    /// New pixel (row, col) is the old (col, width - 1 - row).
    static GeoRaster quarter(GeoRaster in) {
        int rank = in.rank();
        var order = IntStream.range(0, rank).toArray();
        order[rank - 2] = rank - 1;
        order[rank - 1] = rank - 2;
        var a = in.affine();
        // Old corner coordinates: col = width - row', row = col'.
        var turned = new Affine(a.b(), -a.a(), a.c() + a.a() * in.width(), a.e(), -a.d(), a.f() + a.d() * in.width());
        return new GeoRaster(in.values().flip(-1).permute(order), turned, in.crs(), in.fill(), in.attributes());
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
