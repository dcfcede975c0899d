//! Linear combinations of the columns of a matrix, the same for every point: the high-pass in time of stage 8 and
//! other least-squares operators. The contract is `dev.stampede.kernels.planecombination.PlaneCombination`.

use crate::isa::dispatch;
use crate::planes::Out;
use crate::simd::{Isa, Lanes, Wide};

/// Points worked on at once.
const TILE: usize = 64;

/// `columns` of `values` (`rows` rows) less `offset` take part; one column of `coefficient` for each result.
#[derive(Clone, Copy)]
pub struct Combination<'a> {
    pub values: &'a [f32],
    pub rows: usize,
    pub columns: &'a [i32],
    pub offset: &'a [f64],
    pub coefficient: &'a [f64],
}

/// A double- or single-precision result.
pub enum Result<'a> {
    Wide(Out<'a, f64>),
    Narrow(Out<'a, f32>),
}

dispatch!(
    /// Fills rows `[from, to)`.
    pub fn combine(combination: Combination, out: &mut Result, from: usize, to: usize) = combine_lanes
);

#[inline(always)]
fn combine_lanes<S: Isa>(combination: Combination, out: &mut Result, from: usize, to: usize) {
    let Combination { values, rows, columns, offset, coefficient } = combination;
    let n = columns.len();
    let results = if n == 0 {
        match out {
            Result::Wide(out) => out.cols(),
            Result::Narrow(out) => out.cols(),
        }
    } else {
        coefficient.len() / n
    };
    // A tile of points, one row for each column that takes part, offsets already taken off.
    let mut tile = vec![0.0f64; n * TILE];
    let mut line = [0.0f32; TILE];
    let mut sums = [0.0f64; TILE];
    let mut p = from;
    while p < to {
        let count = TILE.min(to - p);
        for (i, row) in tile.chunks_exact_mut(TILE).enumerate() {
            let at = columns[i] as usize * rows + p;
            line[..count].copy_from_slice(&values[at..at + count]);
            for k in (0..count).step_by(S::D::N) {
                (S::D::widen(&line[k..]) - S::D::splat(offset[i])).store(&mut row[k..]);
            }
        }
        for r in 0..results {
            let weights = &coefficient[r * n..(r + 1) * n];
            // Four vectors at a time hide the time an addition takes; what lies behind the points is not stored.
            for k in (0..count).step_by(4 * S::D::N) {
                let mut sum = [S::D::splat(0.0); 4];
                for (i, w) in weights.iter().enumerate() {
                    for (g, sum) in sum.iter_mut().enumerate() {
                        *sum = S::D::load(&tile[i * TILE + k + g * S::D::N..]).fma(S::D::splat(*w), *sum);
                    }
                }
                for (g, sum) in sum.iter().enumerate() {
                    sum.store(&mut sums[k + g * S::D::N..]);
                }
            }
            match out {
                Result::Wide(out) => out.part(r, p, count).copy_from_slice(&sums[..count]),
                Result::Narrow(out) => {
                    for (to, sum) in out.part(r, p, count).iter_mut().zip(&sums) {
                        *to = *sum as f32;
                    }
                }
            }
        }
        p += count;
    }
}
