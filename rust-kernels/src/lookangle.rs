//! Look-angle error of each arc. The contract is `dev.stampede.kernels.lookangle.LookAngleSearch`.
//!
//! Lanes run over arcs, a short last tile repeats its last arc. Only the search for the peak goes lane by lane.

use crate::arcs::store_part;
use crate::isa::dispatch;
use crate::math::{atan2, sin_cos};
use crate::planes::{In, Out};
use crate::simd::{Isa, Lanes};

/// The best trial must beat everything outside its peak by this coherence.
const PEAK_GAP: f32 = 0.1;
/// Below this coherence a fit counts as none.
const LOWEST_COHERENCE: f32 = 0.31;

/// What is searched, `z_s = arc[second_s] conj(arc[first_s])`, -1 standing for a factor of 1, and its baselines.
#[derive(Clone, Copy)]
pub struct Series<'a> {
    pub first: &'a [i32],
    pub second: &'a [i32],
    pub b: &'a [f32],
    /// Phase per metre between trials.
    pub step: f64,
    pub trials: usize,
}

/// Arcs `[rows, ifgs]`, turned in place.
pub struct Arcs<'a> {
    pub in_re: In<'a, f32>,
    pub in_im: In<'a, f32>,
    pub re: Out<'a, f32>,
    pub im: Out<'a, f32>,
}

dispatch!(
    /// Fills rows `[from, to)` of `out_k` and turns the same rows of the arcs.
    pub fn remove(
        arcs: &mut Arcs,
        series: Series,
        bperp: &[f32],
        out_k: &mut Out<f32>,
        from: usize,
        to: usize
    ) = remove_lanes
);

/// Rows of lanes: the arcs, what is searched, those turned by a slope, the coherence of each trial.
struct Tile {
    arc_re: Vec<f32>,
    arc_im: Vec<f32>,
    re: Vec<f32>,
    im: Vec<f32>,
    turned_re: Vec<f32>,
    turned_im: Vec<f32>,
    gamma: Vec<f32>,
}

#[inline(always)]
fn remove_lanes<S: Isa>(arcs: &mut Arcs, series: Series, bperp: &[f32], out_k: &mut Out<f32>, from: usize, to: usize) {
    let (n, m, lanes, trials) = (series.b.len(), bperp.len(), S::F::N, series.trials);
    let rotation: Vec<(f32, f32)> = (0..=trials)
        .flat_map(|t| series.b.iter().map(move |b| (series.step * t as f64 * f64::from(*b)).sin_cos()))
        .map(|(sin, cos)| (sin as f32, cos as f32))
        .collect();
    let squares: f64 = series.b.iter().map(|b| f64::from(*b) * f64::from(*b)).sum();
    let inverse = S::F::splat((1.0 / squares) as f32);
    let rows = |count: usize| vec![0.0f32; count * lanes];
    let mut tile = Tile {
        arc_re: rows(m),
        arc_im: rows(m),
        re: rows(n),
        im: rows(n),
        turned_re: rows(n),
        turned_im: rows(n),
        gamma: rows(2 * trials + 1),
    };
    let mut e = from;
    while e < to {
        let count = lanes.min(to - e);
        load::<S>(arcs, &mut tile, &series, e, count);
        for t in 0..=trials {
            both_signs::<S>(&mut tile, &rotation[t * n..(t + 1) * n], trials, t);
        }
        let mut trial = [f32::NAN; 16];
        for (lane, trial) in trial.iter_mut().enumerate().take(lanes) {
            if let Some(peak) = peak(&tile.gamma, lane, lanes, trials) {
                *trial = (series.step * peak as f64) as f32;
            }
        }
        let slope = refine::<S>(&mut tile, &series, S::F::load(&trial), inverse);
        for (i, b) in bperp.iter().enumerate() {
            let (sin, cos) = sin_cos(slope * S::F::splat(*b));
            let (x, y) = (S::F::load(&tile.arc_re[i * lanes..]), S::F::load(&tile.arc_im[i * lanes..]));
            store_part(x * cos + y * sin, arcs.re.part(i, e, count));
            store_part(y * cos - x * sin, arcs.im.part(i, e, count));
        }
        store_part(slope, out_k.part(0, e, count));
        e += count;
    }
}

#[inline(always)]
fn load<S: Isa>(arcs: &Arcs, tile: &mut Tile, series: &Series, e: usize, count: usize) {
    let lanes = S::F::N;
    for (from, to) in [(&arcs.in_re, &mut tile.arc_re), (&arcs.in_im, &mut tile.arc_im)] {
        for (i, row) in to.chunks_exact_mut(lanes).enumerate() {
            from.copy(i, e, &mut row[..count]);
            let last = row[count - 1];
            row[count..].fill(last);
        }
    }
    for s in 0..series.b.len() {
        let image = |column: i32| match usize::try_from(column) {
            Ok(i) => (S::F::load(&tile.arc_re[i * lanes..]), S::F::load(&tile.arc_im[i * lanes..])),
            Err(_) => (S::F::splat(1.0), S::F::splat(0.0)),
        };
        let (ar, ai) = image(series.first[s]);
        let (br, bi) = image(series.second[s]);
        (br * ar + bi * ai).store(&mut tile.re[s * lanes..]);
        (bi * ar - br * ai).store(&mut tile.im[s * lanes..]);
    }
}

/// Coherence of trials t and -t from the same products.
#[inline(always)]
fn both_signs<S: Isa>(tile: &mut Tile, rotation: &[(f32, f32)], trials: usize, t: usize) {
    let (n, lanes) = (rotation.len(), S::F::N);
    let mut sums = [S::F::splat(0.0); 4];
    for (s, (sin, cos)) in rotation.iter().enumerate() {
        let (x, y) = (S::F::load(&tile.re[s * lanes..]), S::F::load(&tile.im[s * lanes..]));
        let (c, d) = (S::F::splat(*cos), S::F::splat(*sin));
        sums = [x.fma(c, sums[0]), y.fma(d, sums[1]), y.fma(c, sums[2]), x.fma(d, sums[3])];
    }
    let [rc, is, ic, rs] = sums;
    modulus(rc + is, ic - rs, n).store(&mut tile.gamma[(trials + t) * lanes..]);
    modulus(rc - is, ic + rs, n).store(&mut tile.gamma[(trials - t) * lanes..]);
}

#[inline(always)]
fn modulus<F: Lanes<Scalar = f32>>(x: F, y: F, n: usize) -> F {
    (x * x + y * y).sqrt() / F::splat(n as f32)
}

/// Trial number of the peak of a lane, when it stands out.
#[inline(always)]
fn peak(gamma: &[f32], lane: usize, lanes: usize, trials: usize) -> Option<i64> {
    let count = 2 * trials + 1;
    let at = |t: usize| gamma[lane + lanes * t];
    let mut best = 0;
    for t in 1..count {
        if at(t) > at(best) {
            best = t;
        }
    }
    let (mut start, mut end) = (best, best);
    // A NaN ends nothing, as in the definition.
    #[allow(clippy::neg_cmp_op_on_partial_ord)]
    while start > 0 && !(at(start) < at(start - 1)) {
        start -= 1;
    }
    #[allow(clippy::neg_cmp_op_on_partial_ord)]
    while end < count - 1 && !(at(end + 1) > at(end)) {
        end += 1;
    }
    let mut rest = 0.0f32;
    for t in (0..start).chain(end + 1..count) {
        rest = if at(t).is_nan() || rest.is_nan() { f32::NAN } else { rest.max(at(t)) };
    }
    (at(best) - rest > PEAK_GAP).then_some(best as i64 - trials as i64)
}

/// The slope of the best trial (`NaN` = none) made exact; 0 where nothing convincing is left.
#[inline(always)]
fn refine<S: Isa>(tile: &mut Tile, series: &Series, trial: S::F, inverse: S::F) -> S::F {
    let (zero, lanes, n) = (S::F::splat(0.0), S::F::N, series.b.len());
    let found = trial.le(trial);
    let k0 = S::F::select(found, trial, zero);
    let (sum_re, sum_im) = turn::<S>(tile, series, k0);
    let mut up = zero;
    for (s, b) in series.b.iter().enumerate() {
        let (x, y) = (S::F::load(&tile.turned_re[s * lanes..]), S::F::load(&tile.turned_im[s * lanes..]));
        let r = atan2(y * sum_re - x * sum_im, x * sum_re + y * sum_im);
        up = up + r * S::F::splat(*b);
    }
    let fitted = k0 + up * inverse;
    let (sum_re, sum_im) = turn::<S>(tile, series, fitted);
    let weak = modulus(sum_re, sum_im, n).lt(S::F::splat(LOWEST_COHERENCE));
    S::F::select(found, S::F::select(weak, zero, fitted), zero)
}

/// Fills the turned series and returns its sum.
#[inline(always)]
fn turn<S: Isa>(tile: &mut Tile, series: &Series, slope: S::F) -> (S::F, S::F) {
    let lanes = S::F::N;
    let mut sum = (S::F::splat(0.0), S::F::splat(0.0));
    for (s, b) in series.b.iter().enumerate() {
        let at = s * lanes;
        let (sin, cos) = sin_cos(slope * S::F::splat(*b));
        let (x, y) = (S::F::load(&tile.re[at..]), S::F::load(&tile.im[at..]));
        let turned = (x * cos + y * sin, y * cos - x * sin);
        turned.0.store(&mut tile.turned_re[at..]);
        turned.1.store(&mut tile.turned_im[at..]);
        sum = (sum.0 + turned.0, sum.1 + turned.1);
    }
    sum
}
