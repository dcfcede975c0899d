//! Gain and offset of pixels and their conversion to a pixel type. The contract is
//! `dev.stampede.kernels.matching.GainOffset`.
//!
//! Plain loops over tiles without branches: the compiler makes vectors of them, and no operation depends on its
//! neighbours, so every width gives the bits of the reference.

use crate::isa::dispatch;
use crate::planes::{In, Out, Pixel};
use crate::simd::Isa;

/// Pixels that are copied and converted at a time; 4 KiB of each plane.
const TILE: usize = 512;

/// How a double becomes a number of the pixel type.
#[derive(Clone, Copy)]
pub enum Range {
    /// Half up.
    Unsigned {
        min: f64,
        max: f64,
    },
    /// Half away from zero.
    Signed {
        min: f64,
        max: f64,
    },
    Single,
    Double,
}

#[derive(Clone, Copy)]
pub struct NoData {
    pub value: f64,
    pub substitute: f64,
}

impl NoData {
    #[inline(always)]
    fn is(self, x: f64) -> bool {
        x == self.value || x.is_nan()
    }

    #[inline(always)]
    fn keep(self, x: f64) -> f64 {
        if x == self.value { self.substitute } else { x }
    }
}

#[inline(always)]
fn clamped(whole: f64, min: f64, max: f64) -> f64 {
    let whole = if whole.is_nan() { 0.0 } else { whole };
    let whole = if whole < min { min } else { whole };
    // No negative zero.
    (if whole > max { max } else { whole }) + 0.0
}

#[inline(always)]
fn unsigned(v: f64, min: f64, max: f64) -> f64 {
    clamped((v + 0.5).floor(), min, max)
}

#[inline(always)]
fn signed(v: f64, min: f64, max: f64) -> f64 {
    let (down, up) = ((v + 0.5).floor(), (v - 0.5).ceil());
    clamped(if v < 0.0 { up } else { down }, min, max)
}

dispatch!(
    /// `gain value + offset`, converted; `out` may be `value`.
    pub fn apply(
        value: &In<Pixel>,
        n: usize,
        gain: f64,
        offset: f64,
        no_data: NoData,
        range: Range,
        out: &mut Out<Pixel>
    ) = apply_lanes
);

#[inline(always)]
fn apply_lanes<S: Isa>(
    value: &In<Pixel>,
    n: usize,
    gain: f64,
    offset: f64,
    no_data: NoData,
    range: Range,
    out: &mut Out<Pixel>,
) {
    match range {
        Range::Unsigned { min, max } => map(
            value,
            n,
            no_data,
            out,
            #[inline(always)]
            |x| unsigned(gain * x + offset, min, max),
        ),
        Range::Signed { min, max } => map(
            value,
            n,
            no_data,
            out,
            #[inline(always)]
            |x| signed(gain * x + offset, min, max),
        ),
        Range::Single => map(
            value,
            n,
            no_data,
            out,
            #[inline(always)]
            |x| f64::from((gain * x + offset) as f32),
        ),
        Range::Double => map(
            value,
            n,
            no_data,
            out,
            #[inline(always)]
            |x| gain * x + offset,
        ),
    }
}

#[inline(always)]
fn map(value: &In<Pixel>, n: usize, no_data: NoData, out: &mut Out<Pixel>, convert: impl Fn(f64) -> f64) {
    let mut tile = [Pixel::default(); TILE];
    for p in (0..n).step_by(TILE) {
        let tile = &mut tile[..TILE.min(n - p)];
        value.copy(0, p, tile);
        for (out, x) in out.part(0, p, tile.len()).iter_mut().zip(tile) {
            let x = f64::from_ne_bytes(*x);
            let kept = no_data.keep(convert(x));
            *out = (if no_data.is(x) { no_data.value } else { kept }).to_ne_bytes();
        }
    }
}

dispatch!(
    /// Converts computed numbers in place; `out` may be `tested`.
    pub fn finish(tested: &In<Pixel>, n: usize, no_data: NoData, range: Range, out: &mut Out<Pixel>) = finish_lanes
);

#[inline(always)]
fn finish_lanes<S: Isa>(tested: &In<Pixel>, n: usize, no_data: NoData, range: Range, out: &mut Out<Pixel>) {
    match range {
        Range::Unsigned { min, max } => convert(
            tested,
            n,
            no_data,
            out,
            #[inline(always)]
            |x| unsigned(x, min, max),
        ),
        Range::Signed { min, max } => convert(
            tested,
            n,
            no_data,
            out,
            #[inline(always)]
            |x| signed(x, min, max),
        ),
        Range::Single => convert(
            tested,
            n,
            no_data,
            out,
            #[inline(always)]
            |x| f64::from(x as f32),
        ),
        Range::Double => convert(
            tested,
            n,
            no_data,
            out,
            #[inline(always)]
            |x| x,
        ),
    }
}

#[inline(always)]
fn convert(tested: &In<Pixel>, n: usize, no_data: NoData, out: &mut Out<Pixel>, convert: impl Fn(f64) -> f64) {
    let mut tile = [Pixel::default(); TILE];
    for p in (0..n).step_by(TILE) {
        let tile = &mut tile[..TILE.min(n - p)];
        tested.copy(0, p, tile);
        for (out, t) in out.part(0, p, tile.len()).iter_mut().zip(tile) {
            let kept = no_data.keep(convert(f64::from_ne_bytes(*out)));
            *out = (if no_data.is(f64::from_ne_bytes(*t)) { no_data.value } else { kept }).to_ne_bytes();
        }
    }
}

dispatch!(
    /// Lays pixels over others where they are not transparent.
    pub fn overlay(value: &[Pixel], absent: f64, no_data: NoData, out: &mut Out<Pixel>) = overlay_lanes
);

#[inline(always)]
fn overlay_lanes<S: Isa>(value: &[Pixel], absent: f64, no_data: NoData, out: &mut Out<Pixel>) {
    for (out, x) in out.part(0, 0, value.len()).iter_mut().zip(value) {
        let x = f64::from_ne_bytes(*x);
        let transparent = x == absent || x.is_nan();
        *out = if transparent { *out } else { no_data.keep(x).to_ne_bytes() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::isa::{self, IsaName};

    const EDGES: [f64; 12] =
        [0.5, 1.5, -0.5, -1.5, 0.49999999999999994, 65534.5, 65535.5, -32768.5, 1e12, -1e12, f64::NAN, -0.0];

    fn pixels(n: usize) -> Vec<Pixel> {
        (0..n).map(|i| EDGES[i * 7 % EDGES.len()].to_ne_bytes()).collect()
    }

    /// By the words of the contract.
    fn expected(x: f64, v: f64, no_data: NoData, range: Range) -> f64 {
        let whole = |w: f64, min, max| if w.is_nan() { 0.0 } else { f64::clamp(w, min, max) + 0.0 };
        let converted = match range {
            Range::Unsigned { min, max } => whole((v + 0.5).floor(), min, max),
            Range::Signed { min, max } => whole((v.abs() + 0.5).floor().copysign(v), min, max),
            Range::Single => f64::from(v as f32),
            Range::Double => v,
        };
        if x == no_data.value || x.is_nan() {
            no_data.value
        } else if converted == no_data.value {
            no_data.substitute
        } else {
            converted
        }
    }

    #[test]
    fn every_instruction_set_gives_the_definition() {
        let no_data = NoData { value: 0.0, substitute: 1.0 };
        for name in IsaName::ALL.into_iter().filter(|isa| isa.available()) {
            isa::force(name.label()).unwrap();
            for n in [0, 1, 7, 8, 9, 511, 512, 513, 1100] {
                let given = pixels(n);
                for range in [
                    Range::Unsigned { min: 0.0, max: 65535.0 },
                    Range::Signed { min: -32768.0, max: 32767.0 },
                    Range::Single,
                    Range::Double,
                ] {
                    let mut out = given.clone();
                    apply(&In::of(&given, n, 1), n, 1.0, 0.0, no_data, range, &mut Out::of(&mut out, n, 1));
                    let mut finished = given.clone();
                    finish(&In::of(&given, n, 1), n, no_data, range, &mut Out::of(&mut finished, n, 1));
                    for i in 0..n {
                        let x = f64::from_ne_bytes(given[i]);
                        let e = expected(x, x, no_data, range).to_bits();
                        assert_eq!(f64::from_ne_bytes(out[i]).to_bits(), e, "{x} {name:?}");
                        assert_eq!(f64::from_ne_bytes(finished[i]).to_bits(), e, "{x} {name:?}");
                    }
                }
                let mut below = vec![7f64.to_ne_bytes(); n];
                overlay(&given, -1e12, no_data, &mut Out::of(&mut below, n, 1));
                for i in 0..n {
                    let x = f64::from_ne_bytes(given[i]);
                    let e = if x == -1e12 || x.is_nan() {
                        7.0
                    } else if x == 0.0 {
                        1.0
                    } else {
                        x
                    };
                    assert_eq!(f64::from_ne_bytes(below[i]), e);
                }
            }
        }
        isa::force("").unwrap();
    }
}
