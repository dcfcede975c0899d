package dev.stampede.insar.export;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.params.Parameters;
import dev.stampede.insar.values.ValueSource;
import dev.stampede.io.mat.FormatException;
import java.io.IOException;
import java.lang.foreign.Arena;

/// Numbers of every point that no value type holds.
final class PointColumns {
    private PointColumns() {}

    /// Longitude (0) or latitude (1) in degrees, `lonlat_offset` added.
    static double[] coordinate(StackGeometry stack, Parameters parameters, int axis) {
        double offset = parameters.has("lonlat_offset") ? parameters.numbers("lonlat_offset")[axis] : 0;
        var out = new double[stack.psCount()];
        for (int p = 0; p < out.length; p++) {
            out[p] = stack.lonLat().get(p, axis) + offset;
        }
        return out;
    }

    /// A variable with one number per point; NaN for all where there is no such file.
    static double[] optional(ArtifactFolder folder, String artifact, String name, int points) throws IOException {
        var out = new double[points];
        java.util.Arrays.fill(out, Double.NaN);
        try (Arena own = Arena.ofConfined()) {
            var found = folder.find(own, artifact);
            if (found.isPresent()) {
                try (var file = found.get()) {
                    if (file.has(name)) {
                        var values = file.numbers(name);
                        if (values.length != points) {
                            throw new FormatException(
                                    folder.file(artifact),
                                    name + " has " + values.length + " values, ps2 has " + points + " points");
                        }
                        return values;
                    }
                }
            }
        }
        return out;
    }

    /// Error of the elevation model, m, relative to its mean over the reference area: `K lambda R sin(inc)
    /// / (4 pi)` with K of stage 7 and the range and incidence of the scene; positive where points are
    /// higher than the model. NaN where stage 7 has not run or the geometry is not known.
    static double[] demError(ValueSource source, Parameters parameters) throws IOException {
        int n = source.stack().psCount();
        var k = optional(source.folder(), "scla2", "K_ps_uw", n);
        var range = optional(source.folder(), "ps2", "mean_range", 1)[0];
        double scale = source.wavelength() * range * Math.sin(source.stack().incidence()) / (4 * Math.PI);
        double sum = 0;
        int count = 0;
        for (int p : source.reference().points()) {
            if (!Double.isNaN(k[p])) {
                sum += k[p];
                count++;
            }
        }
        double mean = count == 0 ? 0 : sum / count;
        for (int p = 0; p < n; p++) {
            k[p] = (k[p] - mean) * scale;
        }
        return k;
    }
}
