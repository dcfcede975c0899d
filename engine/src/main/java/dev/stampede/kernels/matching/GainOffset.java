package dev.stampede.kernels.matching;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.kernels.matching.MaskedMoments.Plane;

/// Gain and offset, and the conversion of results to a pixel type.
///
///     apply:   out[p] = value[p] is no data ? noData : keep(convert(gain value[p] + offset))
///     finish:  out[p] = tested[p] is no data ? noData : keep(convert(out[p]))
///     overlay: out[p] = value[p] is absent ? out[p] : keep(value[p])
///     keep(v)  = v == noData ? substitute : v
///
/// | name   | shape  | dtype | unit  | meaning                                          |
/// |--------|--------|-------|-------|--------------------------------------------------|
/// | value  | [n]    | f64   | DN    | `NaN` is no data                                 |
/// | tested | [n]    | f64   | DN    | decides whether there is data                    |
/// | out    | [n]    | f64   | DN    | numbers the pixel type holds exactly             |
///
/// `convert` is [PixelRange#convert]. FMA: not used. Error against the reference: none. In place: `out` may
/// be `value` or `tested` (not in `overlay`). Threads: stateless.
public interface GainOffset extends Kernel {
    KernelFamily<GainOffset> FAMILY = KernelFamily.of(
                    "mosaic_gain_offset", GainOffset.class, GainOffsetReference::new, () -> new GainOffsetVector())
            .with(Backend.NATIVE, () -> new GainOffsetNative());

    @Override
    default String id() {
        return FAMILY.id();
    }

    /// `n` pixels from the beginning of each plane.
    void apply(Plane value, int n, double gain, double offset, NoData noData, PixelRange range, Plane out);

    /// Converts `n` computed numbers in place.
    void finish(Plane tested, int n, NoData noData, PixelRange range, Plane out);

    /// Lays `n` pixels over others of the same type.
    /// @param absent what is transparent
    void overlay(Plane value, int n, NoData absent, NoData noData, Plane out);
}
