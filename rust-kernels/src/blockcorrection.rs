//! Correction of pixels by a grid of block parameters. The contract is
//! `dev.stampede.kernels.matching.BlockCorrection`.

use crate::isa::dispatch;
use crate::math::{exp_wide, log_wide};
use crate::planes::{In, Out, Pixel};
use crate::simd::{Isa, Lanes, Wide};

/// A pixel within this of the next block belongs to it.
const ON_EDGE: f64 = 1e-10;

/// Pixels that are copied and corrected at a time.
const TILE: usize = 256;

/// Exponents of e that stay far from the ends of the range.
const LARGEST_EXPONENT: f64 = 600.0;

/// Row-major; NaN is no parameter.
#[derive(Clone, Copy)]
pub struct Map<'a> {
    pub values: &'a [f64],
    pub rows: usize,
    pub cols: usize,
}

impl Map<'_> {
    #[inline(always)]
    fn value(self, row: f64, col: f64) -> f64 {
        if row >= 0.0 && row < self.rows as f64 && col >= 0.0 && col < self.cols as f64 {
            self.values[row as usize * self.cols + col as usize]
        } else {
            f64::NAN
        }
    }
}

/// Number of the block that holds a pixel.
#[inline(always)]
fn cell(coordinate: f64) -> f64 {
    (coordinate + 0.5 + ON_EDGE).floor()
}

/// Pixels `[from, to)` of a row between the same block columns, in the same block.
struct Run {
    from: usize,
    to: usize,
    cell: f64,
    /// Where the left block column stands in sums, which begin with the one before the map.
    left: usize,
}

fn runs(s: &[f64], map_cols: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut last = f64::NAN;
    for (i, s) in s.iter().enumerate() {
        match runs.last_mut() {
            Some(run) if run.cell == cell(*s) && last == s.floor() => run.to = i + 1,
            _ => {
                let left = (s.floor() + 1.0).clamp(0.0, map_cols as f64) as usize;
                runs.push(Run { from: i, to: i + 1, cell: cell(*s), left });
            }
        }
        last = s.floor();
    }
    runs
}

dispatch!(
    /// Fills a row of `s.len()` parameters for each of `t`.
    pub fn interpolate(map: Map, s: &[f64], t: &[f64], out: &mut Out<Pixel>) = interpolate_lanes
);

/// The two block rows are combined once for a row of pixels; between two block columns lies a straight line then.
#[inline(always)]
fn interpolate_lanes<S: Isa>(map: Map, s: &[f64], t: &[f64], out: &mut Out<Pixel>) {
    let runs = runs(s, map.cols);
    let fraction: Vec<f64> = s.iter().map(|s| s - s.floor()).collect();
    // Of the block columns -1 .. cols, those outside the map being zero.
    let (mut sum, mut weight) = (vec![0.0; map.cols + 2], vec![0.0; map.cols + 2]);
    for (row, t) in t.iter().enumerate() {
        sum.fill(0.0);
        weight.fill(0.0);
        for down in [0.0, 1.0] {
            let w = 1.0 - (t - t.floor() - down).abs();
            for col in 0..map.cols {
                let v = map.value(t.floor() + down, col as f64);
                if !v.is_nan() {
                    sum[col + 1] += w * v;
                    weight[col + 1] += w;
                }
            }
        }
        for run in &runs {
            let out = out.part(0, row * s.len() + run.from, run.to - run.from);
            if map.value(cell(*t), run.cell).is_nan() {
                out.fill(f64::NAN.to_ne_bytes());
                continue;
            }
            let (sums, weights) = ([sum[run.left], sum[run.left + 1]], [weight[run.left], weight[run.left + 1]]);
            for (out, f) in out.iter_mut().zip(&fraction[run.from..run.to]) {
                let g = 1.0 - f;
                let p = (g * sums[0] + f * sums[1]) / (g * weights[0] + f * weights[1]);
                *out = f64::from(p as f32).to_ne_bytes();
            }
        }
    }
}

/// What to do with the parameter.
#[derive(Clone, Copy)]
pub struct Formula {
    /// An exponent; a factor otherwise.
    pub power: bool,
    pub shift: f64,
    pub alpha: f64,
    /// Pixels without parameter stay as they are.
    pub leave: bool,
}

impl Formula {
    /// The definition.
    #[inline(always)]
    fn of(self, v: f64, p: f64) -> f64 {
        let out = if p.is_nan() {
            f64::NAN
        } else if self.power {
            self.alpha * power(v + self.shift, p) - self.shift
        } else {
            v * p
        };
        if out.is_nan() && self.leave { v } else { out }
    }
}

/// As Java defines it: 1 to an infinite power is not a number.
fn power(base: f64, exponent: f64) -> f64 {
    if exponent.is_infinite() && base.abs() == 1.0 { f64::NAN } else { base.powf(exponent) }
}

dispatch!(
    /// Corrects `n` pixels; `out` may be `value`.
    pub fn apply(value: &In<Pixel>, p: &[Pixel], n: usize, formula: Formula, out: &mut Out<Pixel>) = apply_lanes
);

#[inline(always)]
fn apply_lanes<S: Isa>(value: &In<Pixel>, p: &[Pixel], n: usize, formula: Formula, out: &mut Out<Pixel>) {
    let (mut values, mut exponents) = ([Pixel::default(); TILE], [Pixel::default(); TILE]);
    let mut results = [0.0; TILE];
    for from in (0..n).step_by(TILE) {
        let count = TILE.min(n - from);
        value.copy(0, from, &mut values[..count]);
        let out = out.part(0, from, count);
        if !formula.power {
            for ((out, v), p) in out.iter_mut().zip(&values).zip(&p[from..]) {
                let (v, p) = (f64::from_ne_bytes(*v), f64::from_ne_bytes(*p));
                let product = v * p;
                *out = (if product.is_nan() && formula.leave { v } else { product }).to_ne_bytes();
            }
            continue;
        }
        let p = &p[from..from + count];
        // Blocks that one image covers alone: there is nothing to compute.
        if p.iter().fold(true, |all, p| all & (f64::from_ne_bytes(*p) == 1.0)) {
            for (out, v) in out.iter_mut().zip(&values) {
                let v = f64::from_ne_bytes(*v);
                let unchanged = formula.alpha * (v + formula.shift) - formula.shift;
                *out = (if unchanged.is_nan() && formula.leave { v } else { unchanged }).to_ne_bytes();
            }
            continue;
        }
        exponents[..count].copy_from_slice(p);
        let whole = powers::<S>(&values, &exponents, count, formula, &mut results);
        for (out, x) in out.iter_mut().zip(&results) {
            *out = x.to_ne_bytes();
        }
        if !whole {
            for ((out, v), p) in out.iter_mut().zip(&values).zip(p) {
                if f64::from_ne_bytes(*out).is_nan() {
                    *out = formula.of(f64::from_ne_bytes(*v), f64::from_ne_bytes(*p)).to_ne_bytes();
                }
            }
        }
    }
}

/// `alpha exp(p log(v + shift)) - shift` of whole vectors, NaN outside the domain of the two functions; whether no
/// pixel is.
#[inline(always)]
fn powers<S: Isa>(
    values: &[Pixel; TILE],
    exponents: &[Pixel; TILE],
    count: usize,
    formula: Formula,
    results: &mut [f64; TILE],
) -> bool {
    let (zero, one, nan) = (S::D::splat(0.0), S::D::splat(1.0), S::D::splat(f64::NAN));
    let (shift, alpha) = (S::D::splat(formula.shift), S::D::splat(formula.alpha));
    let mut outside = zero;
    for at in (0..count).step_by(S::D::N) {
        let base = S::D::load_pixels(&values[at..]) + shift;
        let exponent = S::D::load_pixels(&exponents[at..]);
        // Zero, which often means no data, has no logarithm; its power is zero. An exponent of 1 gives the pixel
        // itself: times alpha it may lie exactly between two integers.
        let as_is = S::D::select(base.eq(zero), exponent, zero);
        let as_is = S::D::select(exponent.eq(one), one, as_is).gt(zero);
        let positive = S::D::select(as_is, one, base);
        let power = log_wide(positive) * exponent;
        let power = S::D::select(power.abs().lt(S::D::splat(LARGEST_EXPONENT)), power, nan);
        let power = S::D::select(positive.ge(S::D::splat(f64::MIN_POSITIVE)), power, nan);
        let power = S::D::select(positive.le(S::D::splat(f64::MAX)), power, nan);
        // NaN or not, so far; infinite exponents of pixels that stay are caught by their product, NaN too.
        let inside = S::D::select(power.eq(power), one, zero);
        let result = S::D::select(as_is, base, exp_wide(power)) * alpha - shift;
        S::D::select(inside.gt(zero), result, nan).store(&mut results[at..]);
        outside = outside + (one - inside);
    }
    let mut lanes = [0.0; 8];
    outside.store(&mut lanes);
    lanes.iter().all(|lane| *lane == 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::isa::{self, IsaName};

    #[test]
    fn powers_agree_with_the_definition_wherever_pixels_stand() {
        let n = 700;
        let special = [0.0, -4.0, f64::NAN, f64::INFINITY, 1e-310, -3.0];
        let v: Vec<f64> =
            (0..n).map(|i| if i % 11 == 0 { special[i / 11 % 6] } else { (i * 7919 % 9000) as f64 }).collect();
        let p: Vec<f64> = (0..n)
            .map(|i| match i % 13 {
                0 => f64::NAN,
                1 => 1.0,
                _ => 0.8 + (i % 97) as f64 * 0.004,
            })
            .collect();
        let (values, exponents) = (pixels(&v), pixels(&p));
        for name in IsaName::ALL.into_iter().filter(|isa| isa.available()) {
            isa::force(name.label()).unwrap();
            for formula in [
                Formula { power: true, shift: 0.0, alpha: 1.0, leave: true },
                Formula { power: true, shift: 4.0, alpha: 0.98, leave: false },
                Formula { power: false, shift: 0.0, alpha: 1.0, leave: true },
            ] {
                let mut out = values.clone();
                apply(&In::of(&values, n, 1), &exponents, n, formula, &mut Out::of(&mut out, n, 1));
                for i in 0..n {
                    let (e, a) = (formula.of(v[i], p[i]), f64::from_ne_bytes(out[i]));
                    assert!(
                        a == e || a.is_nan() && e.is_nan() || (a - e).abs() <= 4e-14 * (e.abs() + 4.0),
                        "{i}: {a} {e}"
                    );
                    // Alone it gives the same bits.
                    let mut single = [Pixel::default()];
                    apply(
                        &In::of(&values[i..=i], 1, 1),
                        &exponents[i..=i],
                        1,
                        formula,
                        &mut Out::of(&mut single, 1, 1),
                    );
                    assert!(single[0] == out[i] || a.is_nan());
                }
            }
        }
        isa::force("").unwrap();
    }

    fn pixels(values: &[f64]) -> Vec<Pixel> {
        values.iter().map(|x| x.to_ne_bytes()).collect()
    }

    #[test]
    fn a_plane_is_interpolated_exactly_and_blocks_without_parameter_have_none() {
        let mut map: Vec<f64> = (0..12).map(|i| (i % 4) as f64 + 10.0 * (i / 4) as f64).collect();
        let (s, t): (Vec<f64>, Vec<f64>) =
            ((0..25).map(|i| i as f64 * 0.125).collect(), (0..9).map(|i| i as f64 * 0.25).collect());
        let mut out = vec![Pixel::default(); s.len() * t.len()];
        let n = out.len();
        interpolate(Map { values: &map, rows: 3, cols: 4 }, &s, &t, &mut Out::of(&mut out, n, 1));
        for (i, p) in out.iter().enumerate() {
            assert_eq!(f64::from_ne_bytes(*p), s[i % 25] + 10.0 * t[i / 25]);
        }
        map.fill(f64::NAN);
        map[5] = 3.0;
        interpolate(Map { values: &map, rows: 3, cols: 4 }, &s, &t, &mut Out::of(&mut out, n, 1));
        for (i, p) in out.iter().enumerate() {
            let inside = cell(s[i % 25]) == 1.0 && cell(t[i / 25]) == 1.0;
            assert_eq!(f64::from_ne_bytes(*p) == 3.0, inside);
            assert_eq!(f64::from_ne_bytes(*p).is_nan(), !inside);
        }
    }
}
