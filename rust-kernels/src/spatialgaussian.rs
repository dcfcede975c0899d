//! Gaussian mean over the neighbours of each point. The contract is
//! `dev.stampede.kernels.spatialgaussian.SpatialGaussian`.
//!
//! Two steps per point: weights with lanes over neighbours, then sums with lanes over the values of a point. Neighbours
//! beyond the radius are squeezed out in between.

use crate::isa::dispatch;
use crate::math::exp;
use crate::planes::Out;
use crate::simd::{Isa, Lanes};

/// Values per point.
pub const WIDTH: usize = 32;

/// Points sorted into cells, row by row of `cols` cells.
#[derive(Clone, Copy)]
pub struct Cells<'a> {
    pub x: &'a [f32],
    pub y: &'a [f32],
    /// First point of every cell, and the end of the last.
    pub start: &'a [i32],
    pub rows: usize,
    pub cols: usize,
    /// Cells to either side that may hold neighbours.
    pub reach: usize,
    pub radius: f32,
}

dispatch!(
    /// Fills the places of `out`, `[WIDTH points]` in one column, that belong to the points of cells `[from, to)`.
    pub fn smooth(
        cells: Cells,
        values: &[f32],
        sigma: f64,
        out: &mut Out<f32>,
        from: usize,
        to: usize
    ) = smooth_lanes
);

#[inline(always)]
fn smooth_lanes<S: Isa>(cells: Cells, values: &[f32], sigma: f64, out: &mut Out<f32>, from: usize, to: usize) {
    let scale = S::F::splat((-1.0 / (2.0 * sigma * sigma)) as f32);
    let limit = S::F::splat(cells.radius * cells.radius);
    let zero = S::F::splat(0.0);
    let (mut x, mut y, mut point) = (Vec::new(), Vec::new(), Vec::new());
    let (mut all, mut active, mut weight) = (Vec::new(), Vec::new(), Vec::new());
    for cell in from..to {
        let points = cells.start[cell] as usize..cells.start[cell + 1] as usize;
        if points.is_empty() {
            continue;
        }
        x.clear();
        y.clear();
        point.clear();
        let (row, col) = (cell / cells.cols, cell % cells.cols);
        for r in row.saturating_sub(cells.reach)..=(row + cells.reach).min(cells.rows - 1) {
            let first = cells.start[r * cells.cols + col.saturating_sub(cells.reach)] as usize;
            let end = cells.start[r * cells.cols + (col + cells.reach).min(cells.cols - 1) + 1] as usize;
            x.extend_from_slice(&cells.x[first..end]);
            y.extend_from_slice(&cells.y[first..end]);
            point.extend(first..end);
        }
        let count = point.len();
        // Padding lies beyond any radius.
        x.resize(count + S::F::N, f32::INFINITY);
        y.resize(count + S::F::N, 0.0);
        all.resize(count + S::F::N, 0.0);
        active.resize(count + 1, 0);
        weight.resize(count + 1, 0.0);
        for p in points {
            let (px, py) = (S::F::splat(cells.x[p]), S::F::splat(cells.y[p]));
            for i in (0..count).step_by(S::F::N) {
                let dx = S::F::load(&x[i..]) - px;
                let dy = S::F::load(&y[i..]) - py;
                let square = dx * dx + dy * dy;
                S::F::select(square.lt(limit), exp(square * scale), zero).store(&mut all[i..]);
            }
            let mut n = 0;
            for i in 0..count {
                active[n] = point[i];
                weight[n] = all[i];
                n += usize::from(all[i] > 0.0);
            }
            let total: f64 = weight[..n].iter().map(|w| f64::from(*w)).sum();
            let mean = S::F::splat(1.0 / total as f32);
            let column = out.part(0, p * WIDTH, WIDTH);
            for v in (0..WIDTH).step_by(S::F::N) {
                // Four interleaved sums, added at the end.
                let mut sums = [zero; 4];
                let whole = n / 4 * 4;
                for i in (0..whole).step_by(4) {
                    for (k, sum) in sums.iter_mut().enumerate() {
                        let w = S::F::splat(weight[i + k]);
                        *sum = S::F::load(&values[active[i + k] * WIDTH + v..]).fma(w, *sum);
                    }
                }
                for i in whole..n {
                    sums[0] = S::F::load(&values[active[i] * WIDTH + v..]).fma(S::F::splat(weight[i]), sums[0]);
                }
                (((sums[0] + sums[1]) + (sums[2] + sums[3])) * mean).store(&mut column[v..]);
            }
        }
    }
}
