//! Sums over the valid pixels of a rectangle and masks of valid pixels. The contract is
//! `dev.stampede.kernels.matching.MaskedMoments`.

use crate::isa::dispatch;
use crate::planes::{Out, Pixel};
use crate::simd::{Isa, Lanes, Wide};

/// Pixels of a row that are summed side by side, whatever the width of vectors: every instruction set gives the same
/// bits.
const LANES: usize = 8;

/// Vectors that hold as many, at most.
const PARTS: usize = 4;

/// Rows that lie apart.
#[derive(Clone, Copy)]
pub struct Rows<'a> {
    pub values: &'a [Pixel],
    pub stride: usize,
}

impl<'a> Rows<'a> {
    #[inline(always)]
    fn row(self, row: usize, cols: usize) -> &'a [Pixel] {
        &self.values[row * self.stride..][..cols]
    }
}

/// Count, sum, sum of squares and minimum.
pub type Sums = [f64; 4];

dispatch!(
    /// Adds `rows` x `cols` pixels, row by row: lanes of a row one after the other, then what is left of it.
    pub fn add(
        value: Rows,
        mask: Option<Rows>,
        rows: usize,
        cols: usize,
        no_data: f64,
        shift: f64,
        sums: &mut Sums
    ) = add_lanes
);

#[inline(always)]
fn add_lanes<S: Isa>(
    value: Rows,
    mask: Option<Rows>,
    rows: usize,
    cols: usize,
    no_data: f64,
    shift: f64,
    sums: &mut Sums,
) {
    for row in 0..rows {
        let (values, rest) = value.row(row, cols).as_chunks();
        match mask {
            None => {
                add_row::<S>(values, None, no_data, shift, sums);
                add_rest(rest, None, no_data, shift, sums);
            }
            Some(mask) => {
                let (mask, mask_rest) = mask.row(row, cols).as_chunks();
                add_row::<S>(values, Some(mask), no_data, shift, sums);
                add_rest(rest, Some(mask_rest), no_data, shift, sums);
            }
        }
    }
}

#[inline(always)]
fn add_row<S: Isa>(
    values: &[[Pixel; LANES]],
    mask: Option<&[[Pixel; LANES]]>,
    no_data: f64,
    shift: f64,
    sums: &mut Sums,
) {
    let parts = LANES / S::D::N;
    let (zero, one) = (S::D::splat(0.0), S::D::splat(1.0));
    let (nan, infinity) = (S::D::splat(f64::NAN), S::D::splat(f64::INFINITY));
    let (no_data, shift) = (S::D::splat(no_data), S::D::splat(shift));
    let (mut count, mut sum, mut squares) = ([zero; PARTS], [zero; PARTS], [zero; PARTS]);
    let mut min = [infinity; PARTS];
    for (i, values) in values.iter().enumerate() {
        for k in 0..parts {
            let x = S::D::load_pixels(&values[k * S::D::N..]);
            let mut x = S::D::select(x.eq(no_data), nan, x);
            if let Some(mask) = mask {
                x = S::D::select(S::D::load_pixels(&mask[i][k * S::D::N..]).eq(zero), nan, x);
            }
            let valid = x.eq(x);
            let d = S::D::select(valid, x - shift, zero);
            count[k] = count[k] + S::D::select(valid, one, zero);
            sum[k] = sum[k] + d;
            squares[k] = squares[k] + d * d;
            min[k] = S::D::select(valid, x, infinity).min(min[k]);
        }
    }
    let mut lanes = [[0.0; LANES]; 4];
    for k in 0..parts {
        let at = k * S::D::N;
        count[k].store(&mut lanes[0][at..]);
        sum[k].store(&mut lanes[1][at..]);
        squares[k].store(&mut lanes[2][at..]);
        min[k].store(&mut lanes[3][at..]);
    }
    for lane in 0..LANES {
        sums[0] += lanes[0][lane];
        sums[1] += lanes[1][lane];
        sums[2] += lanes[2][lane];
        sums[3] = sums[3].min(lanes[3][lane]);
    }
}

#[inline(always)]
fn add_rest(values: &[Pixel], mask: Option<&[Pixel]>, no_data: f64, shift: f64, sums: &mut Sums) {
    for (i, x) in values.iter().enumerate() {
        let x = f64::from_ne_bytes(*x);
        let masked = mask.is_some_and(|mask| f64::from_ne_bytes(mask[i]) == 0.0);
        if x != no_data && !x.is_nan() && !masked {
            let d = x - shift;
            sums[0] += 1.0;
            sums[1] += d;
            sums[2] += d * d;
            sums[3] = sums[3].min(x);
        }
    }
}

dispatch!(
    /// 1 where a value is valid; elsewhere 0, or what is there if so asked. A row of pixels is a column of `out`.
    pub fn mark(value: Rows, rows: usize, cols: usize, no_data: f64, keep: bool, out: &mut Out<Pixel>) = mark_lanes
);

#[inline(always)]
fn mark_lanes<S: Isa>(value: Rows, rows: usize, cols: usize, no_data: f64, keep: bool, out: &mut Out<Pixel>) {
    let (one, zero) = (1f64.to_ne_bytes(), 0f64.to_ne_bytes());
    for row in 0..rows {
        let pixels = out.part(row, 0, cols).iter_mut().zip(value.row(row, cols));
        let valid = |x: &Pixel| {
            let x = f64::from_ne_bytes(*x);
            x != no_data && !x.is_nan()
        };
        if keep {
            for (out, x) in pixels {
                *out = if valid(x) { one } else { *out };
            }
        } else {
            for (out, x) in pixels {
                *out = if valid(x) { one } else { zero };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::isa::{self, IsaName};

    fn pixel(i: usize) -> f64 {
        match i * 37 % 23 {
            0 => f64::NAN,
            1 | 2 => -1.0,
            x => x as f64 * 0.37 + 1000.0,
        }
    }

    #[test]
    fn sums_are_those_of_valid_pixels_with_the_same_bits_everywhere() {
        for cols in [1, 7, 8, 9, 16, 33, 70] {
            let (rows, stride) = (5, cols + 3);
            let values: Vec<Pixel> = (0..rows * stride).map(|i| pixel(i).to_ne_bytes()).collect();
            let mask: Vec<Pixel> = (0..rows * stride).map(|i| f64::from(i % 3 != 0).to_ne_bytes()).collect();
            for masked in [false, true] {
                let mut plain = [0.0, 0.0, 0.0, f64::INFINITY];
                for i in (0..rows * stride).filter(|i| i % stride < cols) {
                    let x = pixel(i);
                    if x != -1.0 && !x.is_nan() && (!masked || i % 3 != 0) {
                        let d = x - 1004.0;
                        plain = [plain[0] + 1.0, plain[1] + d, plain[2] + d * d, plain[3].min(x)];
                    }
                }
                let mut all = Vec::new();
                for name in IsaName::ALL.into_iter().filter(|isa| isa.available()) {
                    isa::force(name.label()).unwrap();
                    let mut sums = [0.0, 0.0, 0.0, f64::INFINITY];
                    let mask = masked.then_some(Rows { values: &mask, stride });
                    add(Rows { values: &values, stride }, mask, rows, cols, -1.0, 1004.0, &mut sums);
                    assert_eq!((sums[0], sums[3]), (plain[0], plain[3]));
                    assert!((sums[1] - plain[1]).abs() <= 1e-12 * (plain[2] + 1.0), "{name:?} {cols}");
                    assert!((sums[2] - plain[2]).abs() <= 1e-12 * (plain[2] + 1.0), "{name:?} {cols}");
                    all.push(sums.map(f64::to_bits));
                }
                assert!(all.iter().all(|sums| sums == &all[0]));
            }
        }
        isa::force("").unwrap();
    }

    #[test]
    fn marks_stay_within_the_columns() {
        let (rows, cols, stride) = (3, 10, 13);
        let values: Vec<Pixel> = (0..rows * stride).map(|i| pixel(i).to_ne_bytes()).collect();
        for keep in [false, true] {
            let mut out = vec![7f64.to_ne_bytes(); rows * stride];
            let mut marked = unsafe { Out::from_raw(out.as_mut_ptr(), stride, rows, 0, cols) };
            mark(Rows { values: &values, stride }, rows, cols, -1.0, keep, &mut marked);
            for (i, out) in out.iter().enumerate() {
                let valid = pixel(i) != -1.0 && !pixel(i).is_nan();
                let without = if keep { 7.0 } else { 0.0 };
                let e = if i % stride >= cols {
                    7.0
                } else if valid {
                    1.0
                } else {
                    without
                };
                assert_eq!(f64::from_ne_bytes(*out), e);
            }
        }
    }
}
