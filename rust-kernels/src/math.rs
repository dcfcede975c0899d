//! Elementary functions over lanes: additions, products and bit operations only, the polynomials and the order of
//! operations of the engine's vector backend. Where the processor fuses, the two backends agree bit for bit.
//!
//! | function    | arguments                   | error                            |
//! |-------------|-----------------------------|----------------------------------|
//! | sin_cos f32 | below 10000 in size         | 1.2e-7 absolute                  |
//! | atan2 f32   | finite; `atan2(0, 0)` = 0   | 3e-7 absolute                    |
//! | exp f32     | at most 80; below -87 as -87 | 1.5e-7 relative                 |
//! | atan2 f64   | finite; `atan2(0, 0)` = 0   | 9e-16 absolute                   |
//! | exp f64     | within 700 in size          | 3e-16 relative                   |
//! | log f64     | normal, positive            | 3e-16 relative, near 1 absolute  |
//!
//! `NaN` gives `NaN`. Polynomials: Moshier, Cephes (f32, arctangent); Sun Microsystems, fdlibm (exp and log f64).

use crate::simd::{Lanes, Wide};
use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, LN_2, PI};

const ROUND: f32 = 12_582_912.0; // 1.5 * 2^23
const ROUND_WIDE: f64 = 6_755_399_441_055_744.0; // 1.5 * 2^52

/// Sine and cosine.
#[inline(always)]
pub fn sin_cos<F: Lanes<Scalar = f32, Bits = u32>>(a: F) -> (F, F) {
    let shifted = a * F::splat((2.0 / PI) as f32) + F::splat(ROUND);
    let q = shifted - F::splat(ROUND);
    let r = a + q * F::splat(-1.5703125);
    let r = r + q * F::splat(-4.837512969970703125e-4);
    let r = r + q * F::splat(-7.54978995489188e-8);
    let z = r * r;
    let sin = (z * F::splat(-1.9515295891e-4) + F::splat(8.3321608736e-3)) * z + F::splat(-1.6666654611e-1);
    let sin = sin * z * r + r;
    let cos = (z * F::splat(2.443315711809948e-5) + F::splat(-1.388731625493765e-3)) * z
        + F::splat(4.166664568298827e-2);
    let cos = cos * z * z - z * F::splat(0.5) + F::splat(1.0);
    // The quadrant is in the two lowest bits: odd ones exchange the two, the second bit is the sign.
    let odd = shifted.and_bits(1).nonzero_bits();
    let next = shifted.add_bits(F::from_bits(1));
    (
        F::select(odd, cos, sin).xor(shifted.and_bits(2).shl::<30>()),
        F::select(odd, sin, cos).xor(next.and_bits(2).shl::<30>()),
    )
}

/// Angle of (x, y) in `[-pi, pi]`.
#[inline(always)]
pub fn atan2<F: Lanes<Scalar = f32, Bits = u32>>(y: F, x: F) -> F {
    let ax = x.abs();
    let ay = y.abs();
    // In this order a NaN in either survives: `min` and `max` hand on their second operand then.
    let low = ax.min(ay);
    let high = F::splat(f32::MIN_POSITIVE).max(ay.max(ax));
    // Above tan(pi/8) the angle is measured from the diagonal.
    let far = low.gt(high * F::splat(0.414_213_57));
    let t = F::select(far, low - high, low) / F::select(far, high + low, high);
    let z = t * t;
    let p = (z * F::splat(8.05374449538e-2) + F::splat(-1.38776856032e-1)) * z + F::splat(1.99777106478e-1);
    let p = p * z + F::splat(-3.33329491539e-1);
    let angle = p * z * t + t;
    let angle = F::select(far, angle + F::splat(FRAC_PI_4 as f32), angle);
    let angle = F::select(ay.gt(ax), angle.neg() + F::splat(FRAC_PI_2 as f32), angle);
    let angle = F::select(x.lt(F::splat(0.0)), angle.neg() + F::splat(PI as f32), angle);
    angle.xor(y.and_bits(0x8000_0000))
}

#[inline(always)]
pub fn exp<F: Lanes<Scalar = f32, Bits = u32>>(x: F) -> F {
    // A NaN must survive the limit: `max` takes its second operand then.
    let clamped = F::splat(-87.0).max(x);
    let shifted = clamped * F::splat((1.0 / LN_2) as f32) + F::splat(ROUND);
    let n = shifted - F::splat(ROUND);
    let r = clamped + n * F::splat(-0.693359375);
    let r = r + n * F::splat(2.12194440e-4);
    let p = (r * F::splat(1.9875691500e-4) + F::splat(1.3981999507e-3)) * r + F::splat(8.3334519073e-3);
    let p = (p * r + F::splat(4.1665795894e-2)) * r + F::splat(1.6666665459e-1);
    let p = (p * r + F::splat(5.0000001201e-1)) * r * r + r + F::splat(1.0);
    p.add_bits(shifted.shl::<23>())
}

#[inline(always)]
pub fn exp_wide<D: Wide>(x: D) -> D {
    let shifted = x * D::splat(1.0 / LN_2) + D::splat(ROUND_WIDE);
    let n = shifted - D::splat(ROUND_WIDE);
    let high = x - n * D::splat(6.931_471_803_691_238_164_90e-01);
    let low = n * D::splat(1.908_214_929_270_587_700_02e-10);
    let r = high - low;
    let t = r * r;
    let p = (t * D::splat(4.13813679705723846039e-08) + D::splat(-1.65339022054652515390e-06)) * t
        + D::splat(6.61375632143793436117e-05);
    let p = (p * t + D::splat(-2.77777777770155933842e-03)) * t + D::splat(1.66666666666666019037e-01);
    let c = r - t * p;
    let y = D::splat(1.0) - (low - r * c / (D::splat(2.0) - c) - high);
    y.add_bits(shifted.shl::<52>())
}

#[inline(always)]
pub fn log_wide<D: Wide>(x: D) -> D {
    // Mantissa within [sqrt(1/2), sqrt(2)): shift the exponent where it is above sqrt(2).
    const ONE: u64 = 0x3ff0_0000_0000_0000;
    const ROOT_HALF: u64 = 0x3fe6_a09e_667f_3bcd;
    let shifted = x.add_bits(D::from_bits(ONE - ROOT_HALF));
    let k = shifted.shr::<52>().or_bits(0x4330_0000_0000_0000) - D::splat(4_503_599_627_370_496.0 + 1023.0);
    let f = shifted.and_bits(0x000f_ffff_ffff_ffff).add_bits(D::from_bits(ROOT_HALF)) - D::splat(1.0);
    let half = f * f * D::splat(0.5);
    let s = f / (f + D::splat(2.0));
    let z = s * s;
    let p = (z * D::splat(1.479819860511658591e-01) + D::splat(1.531383769920937332e-01)) * z
        + D::splat(1.818357216161805012e-01);
    let p = (p * z + D::splat(2.222219843214978396e-01)) * z + D::splat(2.857142874366239149e-01);
    let p = (p * z + D::splat(3.999999999940941908e-01)) * z + D::splat(6.666666666666735130e-01);
    let rest = s * (half + p * z) + k * D::splat(1.908_214_929_270_587_700_02e-10);
    k * D::splat(6.931_471_803_691_238_164_90e-01) - (half - rest - f)
}

/// Angle of (x, y) in `[-pi, pi]`, double precision.
#[inline(always)]
pub fn atan2_wide<D: Wide>(y: D, x: D) -> D {
    let ax = x.abs();
    let ay = y.abs();
    // In this order a NaN in either survives: `min` and `max` hand on their second operand then.
    let low = ax.min(ay);
    let high = D::splat(f64::MIN_POSITIVE).max(ay.max(ax));
    // Beyond this the angle is measured from the diagonal, where low - high is exact.
    let far = low.gt(high * D::splat(0.66));
    let t = D::select(far, low - high, low) / D::select(far, high + low, high);
    let z = t * t;
    let p = z
        .fma(D::splat(-8.750608600031904122785e-1), D::splat(-1.615753718733365076637e1))
        .fma(z, D::splat(-7.500855792314704667340e1))
        .fma(z, D::splat(-1.228866684490136173410e2))
        .fma(z, D::splat(-6.485021904942025371773e1));
    let q = (z + D::splat(2.485846490142306297962e1))
        .fma(z, D::splat(1.650270098316988542046e2))
        .fma(z, D::splat(4.328810604912902668951e2))
        .fma(z, D::splat(4.853903996359136964868e2))
        .fma(z, D::splat(1.945506571482613964425e2));
    // What the doubles next to pi / 4, pi / 2 and pi lack is added first.
    let angle = t * z * (p / q) + t;
    let angle = D::select(far, angle + D::splat(3.061616997868383e-17) + D::splat(FRAC_PI_4), angle);
    let angle = D::select(
        ay.gt(ax),
        angle.neg() + D::splat(6.123233995736766e-17) + D::splat(FRAC_PI_2),
        angle,
    );
    let angle = D::select(
        x.lt(D::splat(0.0)),
        angle.neg() + D::splat(1.2246467991473532e-16) + D::splat(PI),
        angle,
    );
    angle.xor(y.and_bits(0x8000_0000_0000_0000))
}

/// Folds an angle into one turn, `[-pi, pi]`.
#[inline(always)]
pub fn wrap_wide<D: Wide>(x: D) -> D {
    let round = D::splat(ROUND_WIDE);
    let turns = x.fma(D::splat(1.0 / (2.0 * PI)), round) - round;
    turns.fma(D::splat(-2.0 * PI), x)
}
