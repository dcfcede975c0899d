//! Spatially correlated look-angle error. The contract is `dev.stampede.kernels.scla.Scla`.
//!
//! A tile of points passes over the interferograms one plane at a time while its sums stay in the first-level cache.

use crate::isa::dispatch;
use crate::planes::Out;
use crate::simd::{Isa, Lanes, Wide};

const TILE: usize = 512;

/// The fit: weight 0 leaves an interferogram out; column -1 means a zero baseline.
#[derive(Clone, Copy)]
pub struct Fit<'a> {
    pub column_of: &'a [i32],
    pub reference: &'a [f64],
    pub k_weight: &'a [f64],
    pub c_weight: &'a [f64],
}

pub struct Results<'a> {
    pub k: Out<'a, f64>,
    pub c: Out<'a, f64>,
    /// `[rows, ifgs]`.
    pub scla: Out<'a, f32>,
}

dispatch!(
    /// Fills rows `[from, to)`; phase and baseline have `rows` rows.
    pub fn estimate(
        phase: &[f32],
        baseline: &[f32],
        rows: usize,
        fit: Fit,
        out: &mut Results,
        from: usize,
        to: usize
    ) = estimate_lanes
);

#[inline(always)]
fn estimate_lanes<S: Isa>(
    phase: &[f32],
    baseline: &[f32],
    rows: usize,
    fit: Fit,
    out: &mut Results,
    from: usize,
    to: usize,
) {
    // Padded to whole vectors: every point goes through the same operations.
    let mut values = [0.0f32; TILE];
    let mut scla = [0.0f32; TILE];
    let mut p = from;
    while p < to {
        let count = TILE.min(to - p);
        let (mut k, mut c) = ([0.0f64; TILE], [0.0f64; TILE]);
        for i in 0..fit.column_of.len() {
            if fit.k_weight[i] != 0.0 {
                values[..count].copy_from_slice(&phase[i * rows + p..i * rows + p + count]);
                for at in (0..count).step_by(S::D::N) {
                    let x = S::D::widen(&values[at..]) - S::D::splat(fit.reference[i]);
                    x.fma(S::D::splat(fit.k_weight[i]), S::D::load(&k[at..])).store(&mut k[at..]);
                }
            }
        }
        for i in 0..fit.column_of.len() {
            multiply::<S>(&k, baseline, rows, fit.column_of[i], p, &mut scla[..count]);
            out.scla.part(i, p, count).copy_from_slice(&scla[..count]);
            if fit.c_weight[i] != 0.0 {
                values[..count].copy_from_slice(&phase[i * rows + p..i * rows + p + count]);
                for at in (0..count).step_by(S::D::N) {
                    let x = S::D::widen(&values[at..]) - S::D::splat(fit.reference[i]) - S::D::widen(&scla[at..]);
                    x.fma(S::D::splat(fit.c_weight[i]), S::D::load(&c[at..])).store(&mut c[at..]);
                }
            }
        }
        out.k.part(0, p, count).copy_from_slice(&k[..count]);
        out.c.part(0, p, count).copy_from_slice(&c[..count]);
        p += count;
    }
}

/// `k b` in single precision for points from `p`.
#[inline(always)]
fn multiply<S: Isa>(k: &[f64], baseline: &[f32], rows: usize, column: i32, p: usize, to: &mut [f32]) {
    let Ok(column) = usize::try_from(column) else {
        to.fill(0.0);
        return;
    };
    let b = &baseline[column * rows + p..column * rows + p + to.len()];
    for ((to, k), b) in to.iter_mut().zip(k).zip(b) {
        *to = (k * f64::from(*b)) as f32;
    }
}

dispatch!(
    /// Fills rows `[from, to)` of `out` with `k b`.
    pub fn phase(
        k: &[f64],
        baseline: &[f32],
        column_of: &[i32],
        out: &mut Out<f32>,
        from: usize,
        to: usize
    ) = phase_lanes
);

#[inline(always)]
fn phase_lanes<S: Isa>(
    k: &[f64],
    baseline: &[f32],
    column_of: &[i32],
    out: &mut Out<f32>,
    from: usize,
    to: usize,
) {
    for (i, column) in column_of.iter().enumerate() {
        multiply::<S>(&k[from..to], baseline, k.len(), *column, from, out.part(i, from, to - from));
    }
}
