package dev.stampede.kernels.matching;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.kernels.matching.MaskedMoments.Plane;

/// Correction of pixels by a grid of block parameters, interpolated between block centres.
///
/// `interpolate`, for a pixel at block coordinates (s, t), where block (row r, column c) has its centre at
/// s = c, t = r:
///
///     P = sum w(r, c) map(r, c) / sum w(r, c)   over the four neighbours that exist and are numbers,
///         w = (1 - |s - c|) (1 - |t - r|), rounded to single precision;
///         NaN if none exists or the block that holds the pixel, (floor(t + 1/2), floor(s + 1/2)), is NaN
///
/// `apply`, where P is a number (elsewhere the pixel is left as it is, or becomes NaN if so asked):
///
///     power:   out = alpha (v + shift)^P - shift
///     product: out = v P
///
/// | name  | shape            | dtype | unit  | meaning                             |
/// |-------|------------------|-------|-------|-------------------------------------|
/// | map   | [mapRows, mapCols] | f64 | 1     | row-major; `NaN` = no parameter      |
/// | s, t  | [cols], [rows]   | f64   | block | ascending                           |
/// | P     | [rows, cols]     | f64   | 1     | holds single-precision numbers      |
/// | v     | [n]              | f64   | DN    |                                     |
///
/// Accumulation: f64. FMA: not used. Max error against the reference: P one unit of single precision;
/// [#MAX_RELATIVE_ERROR] of the power, none where P is 1. Threads: stateless.
public interface BlockCorrection extends Kernel {
    double MAX_RELATIVE_ERROR = 4e-14;

    /// A pixel within this of the next block belongs to it.
    double ON_EDGE = 1e-10;

    KernelFamily<BlockCorrection> FAMILY = KernelFamily.of(
                    "mosaic_block_correction",
                    BlockCorrection.class,
                    BlockCorrectionReference::new,
                    () -> new BlockCorrectionVector())
            .with(Backend.NATIVE, () -> new BlockCorrectionNative());

    /// What to do with the parameter.
    ///
    /// @param power whether it is an exponent; a factor otherwise
    /// @param shift added before the power and taken away after it
    /// @param alpha factor on the power
    /// @param leave whether pixels without parameter stay as they are; else they become `NaN`
    record Formula(boolean power, double shift, double alpha, boolean leave) {
        double apply(double v, double p) {
            if (Double.isNaN(p)) {
                return leave ? v : Double.NaN;
            }
            double out = power ? alpha * Math.pow(v + shift, p) - shift : v * p;
            return Double.isNaN(out) && leave ? v : out;
        }
    }

    @Override
    default String id() {
        return FAMILY.id();
    }

    /// Fills `t.length` rows of `s.length` columns, rows one after the other.
    void interpolate(double[] map, int mapRows, int mapCols, double[] s, double[] t, Plane outP);

    /// `out` may be `value`.
    void apply(Plane value, Plane p, int n, Formula formula, Plane out);

    /// Shared checks.
    static void require(double[] map, int mapRows, int mapCols, double[] s, double[] t, Plane outP) {
        if (map.length != mapRows * mapCols) {
            throw new IllegalArgumentException(
                    "map has " + map.length + " values, expected " + mapRows + " x " + mapCols);
        }
        outP.require(1, Math.multiplyExact(s.length, t.length));
    }
}
