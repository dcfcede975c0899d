//! Combined low-pass and adaptive phase filtering (CLAP) of a grid and at single cells. The contracts are
//! `dev.stampede.kernels.clap.ClapGridFilter` and `ClapCellFilter`.
//!
//! Rows of a window are columns of the grid, so that a row is contiguous in both. The transform hands back transposed
//! spectra, which the response, symmetric in the two axes, does not notice.

use crate::fft::{self, Plan, Window};
use crate::isa::dispatch;
use crate::math::{exp_wide, log_wide};
use crate::planes::Out;
use crate::simd::{Isa, Lanes};
use crate::spectrum::{Smoother, smooth};
use std::f64::consts::TAU;

/// Shape of the filter: window side n (even, at least 8), exponent, weight against the low pass `[n, n]`.
#[derive(Clone, Copy)]
pub struct Settings<'a> {
    pub window: usize,
    pub alpha: f64,
    pub beta: f64,
    pub low_pass: &'a [f64],
}

impl Settings<'_> {
    /// The part of a window that holds data on a grid.
    fn data(&self) -> usize {
        self.window * 3 / 4
    }
}

/// Gridded phase: cell (i, j) of interferogram f at `i + j ni + f ni nj`.
#[derive(Clone, Copy)]
pub struct Grid<'a> {
    pub re: &'a [f32],
    pub im: &'a [f32],
    pub ni: usize,
    pub nj: usize,
}

impl Grid<'_> {
    /// Copies `to_re.len()` consecutive cells of a grid column, those that are NaN as zero.
    #[inline(always)]
    fn load(&self, f: usize, i: usize, j: usize, to_re: &mut [f64], to_im: &mut [f64]) {
        let n = to_re.len();
        let to_im = &mut to_im[..n];
        let at = i + (j + f * self.nj) * self.ni;
        let (re, im) = (&self.re[at..at + n], &self.im[at..at + n]);
        for k in 0..n {
            let none = re[k].is_nan() | im[k].is_nan();
            to_re[k] = if none { 0.0 } else { re[k] as f64 };
            to_im[k] = if none { 0.0 } else { im[k] as f64 };
        }
    }
}

/// Real and imaginary parts of an output matrix.
pub struct ComplexOut<'a> {
    pub re: Out<'a, f32>,
    pub im: Out<'a, f32>,
}

/// A window on its way through the filter.
struct Filter<'a> {
    settings: Settings<'a>,
    plan: Plan,
    window: Window,
    spare: Window,
    smoother: Smoother,
}

impl<'a> Filter<'a> {
    fn new(settings: Settings<'a>) -> Self {
        let plan = Plan::new(settings.window);
        let (window, spare) = (plan.window(), plan.window());
        Filter { settings, window, spare, smoother: Smoother::new(settings.window), plan }
    }

    /// Turns the window, `columns` of which hold data, into its spectrum and `smoother.smooth` into the response to it,
    /// divided by n^2.
    #[inline(always)]
    fn analyse<S: Isa>(&mut self, columns: usize) {
        fft::forward(&self.plan, columns, &mut self.window, &mut self.spare);
        let median = smooth(&mut self.smoother, &self.plan, &self.window);
        let scale = if median != 0.0 { 1.0 / median } else { 1.0 };
        let Settings { window, alpha, beta, low_pass } = self.settings;
        let norm = 1.0 / (window * window) as f64;
        let response = &mut self.smoother.smooth[..];
        let low_pass = &low_pass[..response.len()];
        if alpha == 1.0 {
            for (h, low) in response.iter_mut().zip(low_pass) {
                let excess = *h * scale - 1.0;
                *h = ((if excess > 0.0 { excess } else { 0.0 }) * beta + low) * norm;
            }
        } else {
            raise::<S>(response, scale, alpha);
            for (h, low) in response.iter_mut().zip(low_pass) {
                *h = (*h * beta + low) * norm;
            }
        }
    }

    /// Applies the response and turns the spectrum back into the window.
    #[inline(always)]
    fn synthesise(&mut self, columns: usize) {
        let (n, stride) = (self.plan.length(), self.plan.stride());
        for v in 0..n {
            let gain = &self.smoother.smooth[v * n..(v + 1) * n];
            for plane in [&mut self.window.re, &mut self.window.im] {
                for (x, g) in plane[v * stride..v * stride + n].iter_mut().zip(gain) {
                    *x *= g;
                }
            }
        }
        fft::inverse(&self.plan, columns, &mut self.window, &mut self.spare);
    }
}

/// `max((x scale)^alpha - 1, 0)` in place of x.
#[inline(always)]
fn raise<S: Isa>(x: &mut [f64], scale: f64, alpha: f64) {
    let (zero, one) = (S::D::splat(0.0), S::D::splat(1.0));
    // Below 1 a power with a positive exponent counts as 1: its excess is zero.
    let body = if alpha >= 0.0 { x.len() / S::D::N * S::D::N } else { 0 };
    let (vectors, rest) = x.split_at_mut(body);
    for part in vectors.chunks_exact_mut(S::D::N) {
        let base = (S::D::load(part) * S::D::splat(scale)).max(one);
        (exp_wide(log_wide(base) * S::D::splat(alpha)) - one).max(zero).store(part);
    }
    for x in rest {
        *x = ((*x * scale).powf(alpha) - 1.0).max(0.0);
    }
}

dispatch!(
    /// Filters interferograms, one for each column of `out`.
    pub fn filter_grid(grid: Grid, settings: Settings, out: &mut ComplexOut) = grid_lanes
);

/// Windows along the columns of the grid, one strip of columns after another. The weighted sums live in a ring of as
/// many columns as a window has; a column leaves it for the output when no later window reaches it.
#[inline(always)]
fn grid_lanes<S: Isa>(grid: Grid, settings: Settings, out: &mut ComplexOut) {
    let (ni, nj, data) = (grid.ni, grid.nj, settings.data());
    let step = data / 4;
    let mut filter = Filter::new(settings);
    let (n, stride) = (settings.window, filter.plan.stride());
    let weights = pyramid(data);
    let mut ring = [vec![0.0; data * ni], vec![0.0; data * ni]];
    let windows = |cells: usize| cells.div_ceil(step).saturating_sub(3);
    for f in 0..out.re.cols() {
        let mut done = 0;
        for b in 0..windows(nj) {
            let j0 = (b * step).min(nj - data);
            flush(&mut ring, out, f, ni, data, done, j0);
            done = j0;
            for a in 0..windows(ni) {
                let i0 = (a * step).min(ni - data);
                for c in 0..n {
                    let row = c * stride..c * stride + fft::padded(data);
                    let (re, im) = (&mut filter.window.re[row.clone()], &mut filter.window.im[row]);
                    let held = if c < data { data } else { 0 };
                    re[held..].fill(0.0);
                    im[held..].fill(0.0);
                    if c < data {
                        grid.load(f, i0, j0 + c, &mut re[..data], im);
                    }
                }
                filter.analyse::<S>(data);
                filter.synthesise(data);
                let (shift_i, shift_j) = (a * step - i0, b * step - j0);
                for c in shift_j..data {
                    let at = (j0 + c) % data * ni + i0;
                    // A window that was moved back by d rows starts d places earlier, among zeros.
                    let w = (2 * (c - shift_j) + 1) * data - shift_i;
                    let w = &weights[w..w + data];
                    for (sum, plane) in ring.iter_mut().zip([&filter.window.re, &filter.window.im]) {
                        let sum = &mut sum[at..at + data];
                        let x = &plane[c * stride..c * stride + data];
                        for k in 0..data {
                            sum[k] += x[k] * w[k];
                        }
                    }
                }
            }
        }
        flush(&mut ring, out, f, ni, data, done, nj);
    }
}

/// Row c holds the weights of column c of a window, behind as many zeros.
fn pyramid(data: usize) -> Vec<f64> {
    let mut table = vec![0.0; 2 * data * data];
    for c in 0..data {
        for r in 0..data {
            table[(2 * c + 1) * data + r] = (r.min(data - 1 - r) + c.min(data - 1 - c)) as f64 + 1e-6;
        }
    }
    table
}

/// Columns `[from, to)` are final: to the output with them, and their places in the ring are free again.
#[inline(always)]
fn flush(ring: &mut [Vec<f64>; 2], out: &mut ComplexOut, f: usize, ni: usize, data: usize, from: usize, to: usize) {
    for j in from..to {
        let at = j % data * ni;
        for (sum, out) in ring.iter_mut().zip([&mut out.re, &mut out.im]) {
            let sum = &mut sum[at..at + ni];
            for (out, sum) in out.part(f, j * ni, ni).iter_mut().zip(&*sum) {
                *out = *sum as f32;
            }
            sum.fill(0.0);
        }
    }
}

dispatch!(
    /// Filtered values at cells `[from, to)` of a list; `out` is `[cells, ifgs]`. `blanked` further cells around each
    /// are emptied in the first interferogram.
    pub fn filter_cells(
        grid: Grid,
        settings: Settings,
        blanked: usize,
        cells: &[i32],
        out: &mut ComplexOut,
        from: usize,
        to: usize
    ) = cells_lanes
);

#[inline(always)]
fn cells_lanes<S: Isa>(
    grid: Grid,
    settings: Settings,
    blanked: usize,
    cells: &[i32],
    out: &mut ComplexOut,
    from: usize,
    to: usize,
) {
    let n = settings.window;
    if grid.ni < n || grid.nj < n {
        for f in 0..out.re.cols() {
            out.re.part(f, from, to - from).fill(0.0);
            out.im.part(f, from, to - from).fill(0.0);
        }
        return;
    }
    let mut filter = Filter::new(settings);
    let stride = filter.plan.stride();
    let turns: Vec<(f64, f64)> = (0..n).map(|k| (TAU * k as f64 / n as f64).sin_cos()).collect();
    let mut sums = [vec![0.0; fft::padded(n)], vec![0.0; fft::padded(n)]];
    for k in from..to {
        let (i, j) = (cells[k] as usize % grid.ni, cells[k] as usize / grid.ni);
        let i0 = i.saturating_sub(n / 2).min(grid.ni - n);
        let j0 = j.saturating_sub(n / 2).min(grid.nj - n);
        for f in 0..out.re.cols() {
            for c in 0..n {
                let row = c * stride..c * stride + n;
                let (re, im) = (&mut filter.window.re[row.clone()], &mut filter.window.im[row]);
                grid.load(f, i0, j0 + c, re, im);
            }
            let half = if f == 0 { blanked } else { 0 };
            let (row, col) = (i - i0, j - j0);
            for c in col.saturating_sub(half)..=(col + half).min(n - 1) {
                for r in row.saturating_sub(half)..=(row + half).min(n - 1) {
                    filter.window.re[c * stride + r] = 0.0;
                    filter.window.im[c * stride + r] = 0.0;
                }
            }
            filter.analyse::<S>(n);
            let (re, im) = value_at(&filter, &turns, row, col, &mut sums);
            out.re.set(k, f, re as f32);
            out.im.set(k, f, im as f32);
        }
    }
}

/// Of the inverse transform the one value that is wanted: `sum_v e(v row) sum_u e(u col) S[v, u] G[v, u]` with
/// e(x) = exp(2 pi i x / n).
#[inline(always)]
fn value_at(
    filter: &Filter,
    turns: &[(f64, f64)],
    row: usize,
    col: usize,
    sums: &mut [Vec<f64>; 2],
) -> (f64, f64) {
    let (n, stride) = (filter.plan.length(), filter.plan.stride());
    let [sum_re, sum_im] = sums;
    let (sum_re, sum_im) = (&mut sum_re[..n], &mut sum_im[..n]);
    sum_re.fill(0.0);
    sum_im.fill(0.0);
    for v in 0..n {
        let gain = &filter.smoother.smooth[v * n..(v + 1) * n];
        let re = &filter.window.re[v * stride..v * stride + n];
        let im = &filter.window.im[v * stride..v * stride + n];
        let (s, c) = turns[row * v % n];
        for u in 0..n {
            let (a, b) = (re[u] * gain[u], im[u] * gain[u]);
            sum_re[u] = sum_re[u] + a * c - b * s;
            sum_im[u] = sum_im[u] + b * c + a * s;
        }
    }
    let (mut re, mut im) = (0.0, 0.0);
    for u in 0..n {
        let (s, c) = turns[col * u % n];
        re += sum_re[u] * c - sum_im[u] * s;
        im += sum_re[u] * s + sum_im[u] * c;
    }
    (re, im)
}
