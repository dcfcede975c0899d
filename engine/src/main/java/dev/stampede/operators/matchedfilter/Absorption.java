package dev.stampede.operators.matchedfilter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a gas takes light away, on lines of a table or for each band:
///
///     T_b(a) = sum_l r_b(l) exp(-k(l) a m) / sum_l r_b(l)
///
/// with the coefficient k in 1/(ppm m), the enhancement a in ppm m, the air mass m, and a Gaussian response r
/// of the band's full width at half maximum. Given per band, k is that of the band and there is no response.
final class Absorption {
    private static final double FWHM_TO_SIGMA = 1 / (2 * Math.sqrt(2 * Math.log(2)));
    private static final double REACH = 4; // sigmas beyond which the response does not count

    private final double[] nm;
    private final double[] k;
    private final double[] centre;
    private final double[] fwhm;

    private Absorption(double[] nm, double[] k, double[] centre, double[] fwhm) {
        this.nm = nm;
        this.k = k;
        this.centre = centre;
        this.fwhm = fwhm;
    }

    /// One coefficient a band.
    static Absorption perBand(List<Double> coefficients) {
        return new Absorption(null, Backgrounds.array(coefficients), null, null);
    }

    /// Lines of a table seen by bands.
    static Absorption ofTable(Path table, double[] centre, double[] fwhm) {
        var rows = read(table);
        var nm = rows.stream().mapToDouble(row -> row[0]).toArray();
        var k = rows.stream().mapToDouble(row -> row[1]).toArray();
        return new Absorption(nm, k, centre, fwhm);
    }

    int bands() {
        return centre == null ? k.length : centre.length;
    }

    /// T of a band.
    /// @param path enhancement times air mass
    double transmittance(int band, double path) {
        return centre == null ? Math.exp(-k[band] * path) : weighted(band, path, false);
    }

    /// dT/da at 0, per unit of the air mass: minus the mean coefficient of the band.
    double slope(int band) {
        return centre == null ? -k[band] : -weighted(band, 0, true);
    }

    private double weighted(int band, double path, boolean coefficient) {
        double sigma = fwhm[band] * FWHM_TO_SIGMA;
        double sum = 0;
        double weights = 0;
        for (int l = 0; l < nm.length; l++) {
            double off = (nm[l] - centre[band]) / sigma;
            if (Math.abs(off) <= REACH) {
                double weight = Math.exp(-off * off / 2);
                sum += weight * (coefficient ? k[l] : Math.exp(-k[l] * path));
                weights += weight;
            }
        }
        if (weights == 0) {
            throw new IllegalArgumentException("the absorption table has no line at " + centre[band]
                    + " nm; it reaches from " + nm[0] + " to " + nm[nm.length - 1] + " nm");
        }
        return sum / weights;
    }

    private static List<double[]> read(Path table) {
        try {
            var rows = new ArrayList<double[]>();
            int number = 0;
            for (String line : Files.readAllLines(table)) {
                number++;
                String text = line.replaceAll("#.*", "").strip();
                if (!text.isEmpty()) {
                    rows.add(row(table, number, text));
                }
            }
            if (rows.isEmpty()) {
                throw new IllegalArgumentException(table + ": no line; expected wavelength in nm and coefficient in"
                        + " 1/(ppm m), two numbers a line");
            }
            rows.sort((a, b) -> Double.compare(a[0], b[0]));
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] row(Path table, int number, String text) {
        var parts = text.split("[,;\\s]+");
        try {
            if (parts.length == 2) {
                double k = Double.parseDouble(parts[1]);
                if (k >= 0) {
                    return new double[] {Double.parseDouble(parts[0]), k};
                }
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(table + ", line " + number + ": \"" + text
                + "\", expected wavelength in nm and coefficient in 1/(ppm m), 0 or more");
    }
}
