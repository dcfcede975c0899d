//! Arcs of a network followed through time. The contracts are `dev.stampede.kernels.arcsmoothing.ArcSmoothing` and
//! `ArcScatter`.
//!
//! Lanes run over arcs. The arcs of one vector lie in a tile that stays in the first-level cache, a row for each date; a
//! short last tile repeats its last arc, so that every arc goes through the same operations.

use crate::isa::dispatch;
use crate::math::atan2;
use crate::planes::Out;
use crate::simd::{Isa, Lanes};
use std::f64::consts::PI;

const PI32: f32 = PI as f32;
const TURN: f32 = (2.0 * PI) as f32;
const TURN_HIGH: f32 = 6.28125;
const TURN_LOW: f32 = (2.0 * PI - 6.28125) as f32;
const ROUND: f32 = 12_582_912.0; // 1.5 * 2^23

/// Phasors `[rows, n]`.
#[derive(Clone, Copy)]
pub struct Arcs<'a> {
    pub re: &'a [f32],
    pub im: &'a [f32],
    pub rows: usize,
}

/// Weights of the local mean and of the local line, `[k n + j]`.
#[derive(Clone, Copy)]
pub struct Table<'a> {
    pub n: usize,
    pub weight: &'a [f32],
    pub intercept: &'a [f32],
    pub first_anchor: usize,
    pub last_anchor: usize,
}

/// Copies rows `[e, e + count)` of all columns into rows of lanes, the last one repeated.
#[inline(always)]
pub fn load_tile<S: Isa>(from: &[f32], rows: usize, e: usize, count: usize, to: &mut [f32]) {
    for (j, to) in to.chunks_exact_mut(S::F::N).enumerate() {
        let column = &from[j * rows + e..j * rows + e + count];
        if count == S::F::N {
            S::F::load(column).store(to);
        } else {
            for (lane, to) in to.iter_mut().enumerate() {
                *to = column[lane.min(count - 1)];
            }
        }
    }
}

/// The first lanes, as many as `to` is long.
#[inline(always)]
pub fn store_part<F: Lanes<Scalar = f32>>(value: F, to: &mut [f32]) {
    if to.len() >= F::N {
        value.store(to);
    } else {
        let mut lanes = [0.0; 16];
        value.store(&mut lanes);
        to.copy_from_slice(&lanes[..to.len()]);
    }
}

#[inline(always)]
fn turns<F: Lanes<Scalar = f32>>(x: F) -> F {
    x * F::splat(1.0 / TURN) + F::splat(ROUND) - F::splat(ROUND)
}

#[inline(always)]
fn minus_turns<F: Lanes<Scalar = f32>>(x: F, turns: F) -> F {
    x - turns * F::splat(TURN_HIGH) - turns * F::splat(TURN_LOW)
}

#[inline(always)]
fn wrap<F: Lanes<Scalar = f32>>(x: F) -> F {
    minus_turns(x, turns(x))
}

/// Into `[-pi, pi)` from within `(-2 pi, 2 pi]`.
#[inline(always)]
fn wrap_once<F: Lanes<Scalar = f32>>(x: F) -> F {
    let turn = F::splat(TURN);
    let low = F::select(x.lt(F::splat(-PI32)), x + turn, x);
    F::select(x.ge(F::splat(PI32)), x - turn, low)
}

dispatch!(
    /// Fills rows `[from, to)` of both outputs, `[rows, n]`.
    pub fn smooth(
        arcs: Arcs,
        table: Table,
        out_phase: &mut Out<f32>,
        out_noise: &mut Out<f32>,
        from: usize,
        to: usize
    ) = smooth_lanes
);

#[inline(always)]
fn smooth_lanes<S: Isa>(
    arcs: Arcs,
    table: Table,
    out_phase: &mut Out<f32>,
    out_noise: &mut Out<f32>,
    from: usize,
    to: usize,
) {
    let (n, lanes) = (table.n, S::F::N);
    let plane = || vec![0.0f32; n * lanes];
    let (mut re, mut im, mut angle, mut theta) = (plane(), plane(), plane(), plane());
    let mut e = from;
    while e < to {
        let count = lanes.min(to - e);
        load_tile::<S>(arcs.re, arcs.rows, e, count, &mut re);
        load_tile::<S>(arcs.im, arcs.rows, e, count, &mut im);
        for at in (0..n * lanes).step_by(lanes) {
            atan2(S::F::load(&im[at..]), S::F::load(&re[at..])).store(&mut angle[at..]);
        }
        let mut k = 0;
        while k + 4 <= n {
            lines::<S, 4>(&table, k, &re, &im, &angle, &mut theta);
            k += 4;
        }
        while k < n {
            lines::<S, 1>(&table, k, &re, &im, &angle, &mut theta);
            k += 1;
        }
        unwrap::<S>(&table, &mut theta);
        for k in 0..n {
            let phi = S::F::load(&theta[k * lanes..]);
            let noise = wrap(S::F::load(&angle[k * lanes..]) - phi);
            store_part(phi, out_phase.part(k, e, count));
            store_part(noise, out_noise.part(k, e, count));
        }
        e += count;
    }
}

/// Smooth phase of K dates from `k`: the angle of their weighted means and the value at the date itself of the line
/// through the wrapped differences to it.
#[inline(always)]
fn lines<S: Isa, const K: usize>(
    table: &Table,
    k: usize,
    re: &[f32],
    im: &[f32],
    angle: &[f32],
    theta: &mut [f32],
) {
    let (n, lanes) = (table.n, S::F::N);
    let zero = S::F::splat(0.0);
    let weight: [&[f32]; K] = std::array::from_fn(|i| &table.weight[(k + i) * n..(k + i + 1) * n]);
    let intercept: [&[f32]; K] = std::array::from_fn(|i| &table.intercept[(k + i) * n..(k + i + 1) * n]);
    let (mut sum_re, mut sum_im) = ([zero; K], [zero; K]);
    for j in 0..n {
        let (x, y) = (S::F::load(&re[j * lanes..]), S::F::load(&im[j * lanes..]));
        for i in 0..K {
            let w = S::F::splat(weight[i][j]);
            sum_re[i] = x.fma(w, sum_re[i]);
            sum_im[i] = y.fma(w, sum_im[i]);
        }
    }
    let mut mean = [zero; K];
    for i in 0..K {
        mean[i] = atan2(sum_im[i], sum_re[i]);
    }
    let mut line = [zero; K];
    for j in 0..n {
        let x = S::F::load(&angle[j * lanes..]);
        for i in 0..K {
            line[i] = wrap_once(x - mean[i]).fma(S::F::splat(intercept[i][j]), line[i]);
        }
    }
    for i in 0..K {
        (mean[i] + line[i]).store(&mut theta[(k + i) * lanes..]);
    }
}

/// theta becomes phi.
#[inline(always)]
fn unwrap<S: Isa>(table: &Table, theta: &mut [f32]) {
    let lanes = S::F::N;
    let mut previous = S::F::load(theta);
    let mut phi = wrap(previous);
    phi.store(theta);
    for row in theta.chunks_exact_mut(lanes).skip(1) {
        let next = S::F::load(row);
        phi = phi + wrap(next - previous);
        previous = next;
        phi.store(row);
    }
    let first = S::F::load(&theta[table.first_anchor * lanes..]);
    let last = S::F::load(&theta[table.last_anchor * lanes..]);
    let turns = turns((first + last) * S::F::splat(0.5));
    for row in theta.chunks_exact_mut(lanes) {
        minus_turns(S::F::load(row), turns).store(row);
    }
}

/// Smooth phase and noise `[rows, n]`, slope `[rows]`, baselines `[n]`.
#[derive(Clone, Copy)]
pub struct Judged<'a> {
    pub phase: &'a [f32],
    pub noise: &'a [f32],
    pub rows: usize,
    pub k: &'a [f32],
    pub bperp: &'a [f32],
    pub limit: f32,
}

/// Rows of the outputs from `row` on.
pub struct Verdict<'a> {
    pub dph: Out<'a, f32>,
    pub noise: Out<'a, f32>,
    pub std: Out<'a, f32>,
}

dispatch!(
    /// Judges the first `count` arcs; results go to rows from `row` on.
    pub fn scatter(arcs: Judged, out: &mut Verdict, row: usize, count: usize) = scatter_lanes
);

#[inline(always)]
fn scatter_lanes<S: Isa>(arcs: Judged, out: &mut Verdict, row: usize, count: usize) {
    let (n, lanes) = (arcs.bperp.len(), S::F::N);
    let (mut phase, mut noise) = (vec![0.0f32; n * lanes], vec![0.0f32; n * lanes]);
    let mut slope = [0.0f32; 16];
    let zero = S::F::splat(0.0);
    let mut e = 0;
    while e < count {
        let part = lanes.min(count - e);
        load_tile::<S>(arcs.phase, arcs.rows, e, part, &mut phase);
        load_tile::<S>(arcs.noise, arcs.rows, e, part, &mut noise);
        load_tile::<S>(arcs.k, arcs.rows, e, part, &mut slope[..lanes]);
        let mut sum = zero;
        for row in noise.chunks_exact(lanes) {
            sum = sum + S::F::load(row);
        }
        let mean = sum / S::F::splat(n as f32);
        let mut square = zero;
        for row in noise.chunks_exact(lanes) {
            let d = S::F::load(row) - mean;
            square = square + d * d;
        }
        let std = (square / S::F::splat(n.saturating_sub(1).max(1) as f32)).sqrt();
        let spoil = S::F::select(std.gt(S::F::splat(arcs.limit)), S::F::splat(f32::NAN), zero);
        store_part(std + spoil, out.std.part(0, row + e, part));
        let k = S::F::load(&slope);
        for i in 0..n {
            let left = S::F::load(&noise[i * lanes..]) + spoil;
            store_part(left, out.noise.part(i, row + e, part));
            let dph = S::F::load(&phase[i * lanes..]) + left + k * S::F::splat(arcs.bperp[i]);
            store_part(dph, out.dph.part(i, row + e, part));
        }
        e += part;
    }
}
