package dev.stampede.operators.spectral;

import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Require;
import dev.stampede.raster.GeoRaster;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Wavelengths of the bands of a carrier.
final class Wavelengths {
    private Wavelengths() {}

    /// Those given, else those of the carrier (`wavelengths`, `wavelengths_nm`).
    /// @throws OperatorTypeException    if neither has any
    /// @throws IllegalArgumentException if there is not one for each band
    static List<Double> of(GeoRaster in, Optional<List<Double>> given) {
        var found = known(in, given)
                .orElseThrow(() -> new OperatorTypeException(
                        "the raster has no wavelengths: name them, or set its attribute wavelengths (nm per band)"));
        return requireFits(in, found);
    }

    /// The same, or the numbers of the bands where nothing is known.
    static List<Double> orBandNumbers(GeoRaster in, Optional<List<Double>> given) {
        return requireFits(
                in,
                known(in, given)
                        .orElseGet(() -> java.util.stream.IntStream.range(0, in.bands())
                                .mapToObj(band -> (double) band)
                                .toList()));
    }

    private static Optional<List<Double>> known(GeoRaster in, Optional<List<Double>> given) {
        return given.or(() -> in.attributes()
                .numbers("wavelengths", "wavelengths_nm")
                .map(numbers -> Arrays.stream(numbers).boxed().toList()));
    }

    private static List<Double> requireFits(GeoRaster in, List<Double> wavelengths) {
        Require.that(
                wavelengths.size() == in.bands(),
                "wavelengths",
                wavelengths.size() + " wavelengths",
                "one for each of " + in.bands() + " bands");
        return wavelengths;
    }
}
