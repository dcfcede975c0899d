//! Noise of the phase difference along edges between points. The contract is `dev.stampede.kernels.edgestats.EdgeNoise`.
//!
//! Lanes run over edges. Arguments are taken once per phasor (`phi`) and once per mean (`theta`), after which every
//! angle between the two is a difference folded into one turn: no arctangent is left inside the double loop over
//! acquisitions. A short last tile repeats its last edge.

use crate::isa::dispatch;
use crate::math::{atan2_wide, wrap_wide};
use crate::planes::Out;
use crate::simd::{Isa, Lanes, Wide};

/// Unit phasors `[rows, n]` and edges `[edge_count, 2]`, rows of the phasors.
#[derive(Clone, Copy)]
pub struct Network<'a> {
    pub re: &'a [f32],
    pub im: &'a [f32],
    pub rows: usize,
    pub n: usize,
    pub edges: &'a [i32],
    pub edge_count: usize,
}

/// Constants of smoothing in time, `[n, n]`, one column for each acquisition.
#[derive(Clone, Copy)]
pub struct Smoothing<'a> {
    pub weight: &'a [f64],
    pub intercept: &'a [f64],
    pub slope: &'a [f64],
    pub tau: &'a [f64],
}

/// What takes out the part proportional to perpendicular baseline.
#[derive(Clone, Copy)]
pub struct BaselineFit<'a> {
    pub baseline: &'a [f64],
    pub projector: &'a [f64],
}

/// Vectors in a tile: enough independent sums to hide the time an addition takes.
const WIDTH: usize = 2;

/// Planes `[n][WIDTH lanes]` of the edges being worked on.
struct Tile {
    n: usize,
    row: usize,
    re: Vec<f64>,
    im: Vec<f64>,
    phi: Vec<f64>,
    theta: Vec<f64>,
    nu: Vec<f64>,
    line: Vec<f64>,
}

impl Tile {
    fn new<S: Isa>(n: usize) -> Self {
        let row = WIDTH * S::D::N;
        let plane = || vec![0.0; n * row];
        Tile { n, row, re: plane(), im: plane(), phi: plane(), theta: plane(), nu: plane(), line: plane() }
    }

    /// Edges `[first, first + count)`, the last one repeated to the end of the tile.
    #[inline(always)]
    fn load<S: Isa>(&mut self, net: &Network, first: usize, count: usize) {
        let row = self.row;
        for t in 0..row {
            let e = first + t.min(count - 1);
            let (p, q) = (net.edges[e] as usize, net.edges[net.edge_count + e] as usize);
            for k in 0..self.n {
                let (p, q) = (p + k * net.rows, q + k * net.rows);
                let (pr, pi) = (net.re[p] as f64, net.im[p] as f64);
                let (qr, qi) = (net.re[q] as f64, net.im[q] as f64);
                self.re[k * row + t] = qr * pr + qi * pi;
                self.im[k * row + t] = qi * pr - qr * pi;
            }
        }
        for at in (0..self.n * row).step_by(S::D::N) {
            let (x, y) = (S::D::load(&self.re[at..]), S::D::load(&self.im[at..]));
            atan2_wide(y, x).store(&mut self.phi[at..]);
        }
    }

    /// `theta[k] = arg sum_l weights[l, k] D[l]`.
    #[inline(always)]
    fn take_means<S: Isa>(&mut self, weights: &[f64]) {
        let n = self.n;
        let mut k = 0;
        while k + 4 <= n {
            self.means::<S, 4>(weights, k);
            k += 4;
        }
        while k < n {
            self.means::<S, 1>(weights, k);
            k += 1;
        }
    }

    /// K acquisitions from `k` sharing every load.
    #[inline(always)]
    fn means<S: Isa, const K: usize>(&mut self, weights: &[f64], k: usize) {
        let (n, row) = (self.n, self.row);
        let weights: [&[f64]; K] = std::array::from_fn(|i| &weights[(k + i) * n..(k + i + 1) * n]);
        for g in (0..row).step_by(S::D::N) {
            let mut re = [S::D::splat(0.0); K];
            let mut im = re;
            for l in 0..n {
                let (x, y) = (S::D::load(&self.re[l * row + g..]), S::D::load(&self.im[l * row + g..]));
                for i in 0..K {
                    let w = S::D::splat(weights[i][l]);
                    re[i] = x.fma(w, re[i]);
                    im[i] = y.fma(w, im[i]);
                }
            }
            for i in 0..K {
                atan2_wide(im[i], re[i]).store(&mut self.theta[(k + i) * row + g..]);
            }
        }
    }

    /// `nu[k]`, the noise against the smooth phase.
    #[inline(always)]
    fn take_noise<S: Isa>(&mut self, smoothing: &Smoothing) {
        let (n, row) = (self.n, self.row);
        let zero = S::D::splat(0.0);
        for k in 0..n {
            let part = k * n..(k + 1) * n;
            let (intercept, slope) = (&smoothing.intercept[part.clone()], &smoothing.slope[part.clone()]);
            let tau = &smoothing.tau[part];
            let mean: [S::D; WIDTH] = std::array::from_fn(|g| S::D::load(&self.theta[k * row + g * S::D::N..]));
            let (mut offset, mut gradient, mut again) = ([zero; WIDTH], [zero; WIDTH], [zero; WIDTH]);
            for l in 0..n {
                for g in 0..WIDTH {
                    let at = l * row + g * S::D::N;
                    let a = wrap_wide(S::D::load(&self.phi[at..]) - mean[g]);
                    a.store(&mut self.line[at..]);
                    offset[g] = a.fma(S::D::splat(intercept[l]), offset[g]);
                    gradient[g] = a.fma(S::D::splat(slope[l]), gradient[g]);
                }
            }
            for l in 0..n {
                for g in 0..WIDTH {
                    let model = gradient[g].fma(S::D::splat(tau[l]), offset[g]);
                    let rest = wrap_wide(S::D::load(&self.line[l * row + g * S::D::N..]) - model);
                    again[g] = rest.fma(S::D::splat(intercept[l]), again[g]);
                }
            }
            for g in 0..WIDTH {
                let at = k * row + g * S::D::N;
                let x = S::D::load(&self.phi[at..]) - mean[g] - offset[g] - again[g];
                wrap_wide(x).store(&mut self.nu[at..]);
            }
        }
    }

    /// Takes out the baseline part; standard deviation and largest magnitude of the rest, a lane per edge.
    #[inline(always)]
    fn summarise<S: Isa>(&mut self, fit: &BaselineFit, deviation: &mut [f32], largest: &mut [f32]) {
        let (n, row) = (self.n, self.row);
        let zero = S::D::splat(0.0);
        for g in (0..row).step_by(S::D::N) {
            let mut kappa = zero;
            for k in 0..n {
                kappa = S::D::load(&self.nu[k * row + g..]).fma(S::D::splat(fit.projector[k]), kappa);
            }
            let (mut sum, mut most) = (zero, zero);
            for k in 0..n {
                let rest = S::D::load(&self.nu[k * row + g..]) - kappa * S::D::splat(fit.baseline[k]);
                rest.store(&mut self.nu[k * row + g..]);
                sum = sum + rest;
                // A NaN, once there, stays.
                most = rest.abs().max(most);
            }
            let mean = sum / S::D::splat(n as f64);
            let mut squares = zero;
            for k in 0..n {
                let rest = S::D::load(&self.nu[k * row + g..]) - mean;
                squares = rest.fma(rest, squares);
            }
            let spread = (squares / S::D::splat(n.saturating_sub(1).max(1) as f64)).sqrt();
            spread.narrow(&mut deviation[g..]);
            // The sum is NaN if any value is; it spreads to the largest as it does to the deviation.
            S::D::select(sum.le(sum), most, sum).narrow(&mut largest[g..]);
        }
    }
}

dispatch!(
    /// Sums over edges `[from, to)` of the noise of each acquisition against the mean of the others, and of its square:
    /// `sums` is `[n, 2]`.
    pub fn leave_one_out(net: Network, weight: &[f64], sums: &mut [f64], from: usize, to: usize) = leave_one_out_lanes
);

#[inline(always)]
fn leave_one_out_lanes<S: Isa>(net: Network, weight: &[f64], sums: &mut [f64], from: usize, to: usize) {
    let n = net.n;
    if n == 1 {
        leave_one_out_of_one(net, sums, from, to);
        return;
    }
    let mut weights = weight.to_vec();
    for k in 0..n {
        weights[k * n + k] = 0.0;
    }
    let mut tile = Tile::new::<S>(n);
    let row = tile.row;
    let mut lanes = [0.0; 8];
    for (lane, value) in lanes.iter_mut().enumerate() {
        *value = lane as f64;
    }
    let lane = S::D::load(&lanes);
    let zero = S::D::splat(0.0);
    // A sum for each lane and acquisition, added up in order at the end.
    let mut totals = vec![[zero; 2]; n];
    let mut e = from;
    while e < to {
        let count = row.min(to - e);
        tile.load::<S>(&net, e, count);
        tile.take_means::<S>(&weights);
        for (k, total) in totals.iter_mut().enumerate() {
            for g in (0..row).step_by(S::D::N) {
                let at = k * row + g;
                let v = wrap_wide(S::D::load(&tile.phi[at..]) - S::D::load(&tile.theta[at..]));
                let held = lane.lt(S::D::splat(count as f64 - g as f64));
                let v = S::D::select(held, v, zero);
                total[0] = total[0] + v;
                total[1] = v.fma(v, total[1]);
            }
        }
        e += count;
    }
    for (k, total) in totals.iter().enumerate() {
        for (part, total) in total.iter().enumerate() {
            total.store(&mut lanes);
            sums[k + part * n] = lanes[..S::D::N].iter().sum();
        }
    }
}

/// With a single acquisition nothing is left to compare with: a zero phasor, for which only the definition holds.
fn leave_one_out_of_one(net: Network, sums: &mut [f64], from: usize, to: usize) {
    sums.fill(0.0);
    for e in from..to {
        let (p, q) = (net.edges[e] as usize, net.edges[net.edge_count + e] as usize);
        let (pr, pi) = (net.re[p] as f64, net.im[p] as f64);
        let (qr, qi) = (net.re[q] as f64, net.im[q] as f64);
        let (re, im) = (qr * pr + qi * pi, qi * pr - qr * pi);
        let nu = (im * 0.0 - re * 0.0).atan2(re * 0.0 + im * 0.0);
        sums[0] += nu;
        sums[1] += nu * nu;
    }
}

dispatch!(
    /// Standard deviation and largest magnitude of the noise of edges `[from, to)`: `out` is `[edge_count, 2]`.
    pub fn noise(
        net: Network,
        smoothing: Smoothing,
        fit: BaselineFit,
        out: &mut Out<f32>,
        from: usize,
        to: usize
    ) = noise_lanes
);

#[inline(always)]
fn noise_lanes<S: Isa>(
    net: Network,
    smoothing: Smoothing,
    fit: BaselineFit,
    out: &mut Out<f32>,
    from: usize,
    to: usize,
) {
    let mut tile = Tile::new::<S>(net.n);
    let row = tile.row;
    let (mut deviation, mut largest) = ([0.0; WIDTH * 8], [0.0; WIDTH * 8]);
    let mut e = from;
    while e < to {
        let count = row.min(to - e);
        tile.load::<S>(&net, e, count);
        tile.take_means::<S>(smoothing.weight);
        tile.take_noise::<S>(&smoothing);
        tile.summarise::<S>(&fit, &mut deviation, &mut largest);
        out.part(0, e, count).copy_from_slice(&deviation[..count]);
        out.part(1, e, count).copy_from_slice(&largest[..count]);
        e += count;
    }
}
