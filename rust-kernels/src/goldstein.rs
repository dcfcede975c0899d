//! Adaptive filter of one gridded interferogram. The contract is `dev.stampede.kernels.goldstein.Goldstein`.
//!
//! Windows are held transposed, grid columns as rows, because those are contiguous; the filter is symmetric in the two
//! axes. The transforms are left unscaled: only angles of the sums count.

use crate::clap::ComplexOut;
use crate::fft::{self, Plan};
use crate::isa::dispatch;
use crate::math::{exp_wide, log_wide};
use crate::simd::{Isa, Lanes};
use crate::spectrum::{Smoother, smooth};

/// The padded side of a window.
pub fn padded(size: usize) -> usize {
    size + (size as f64 / 4.0 + 0.5).floor() as usize
}

dispatch!(
    /// Filters `[rows, cols]` cells with windows of `size` (even, not longer than a side; its padded side is even too).
    pub fn filter(
        re: &[f32],
        im: &[f32],
        rows: usize,
        cols: usize,
        size: usize,
        alpha: f64,
        out: &mut ComplexOut
    ) = filter_lanes
);

/// First cell of each window along a side, and by how much the last one was moved back.
fn windows(cells: usize, size: usize) -> Vec<(usize, usize)> {
    let step = size / 2;
    (0..cells.div_ceil(step) - 1)
        .map(|w| {
            let shift = (w * step + size).saturating_sub(cells);
            (w * step - shift, shift)
        })
        .collect()
}

#[inline(always)]
fn filter_lanes<S: Isa>(
    re: &[f32],
    im: &[f32],
    rows: usize,
    cols: usize,
    size: usize,
    alpha: f64,
    out: &mut ComplexOut,
) {
    let plan = Plan::new(padded(size));
    let (n, stride) = (plan.length(), plan.stride());
    let (mut window, mut spare) = (plan.window(), plan.window());
    let mut smoother = Smoother::new(n);
    let mut pyramid = vec![0.0; size * size];
    for c in 0..size {
        for r in 0..size {
            pyramid[c * size + r] = ((r + 1).min(size - r) + (c + 1).min(size - c)) as f64;
        }
    }
    let mut sums = [vec![0.0f64; rows * cols], vec![0.0f64; rows * cols]];
    for (i0, shift_i) in windows(rows, size) {
        for (j0, shift_j) in windows(cols, size) {
            let mut any = false;
            window.re.fill(0.0);
            window.im.fill(0.0);
            for c in 0..size {
                let at = (j0 + c) * rows + i0;
                let (x, y) = (&re[at..at + size], &im[at..at + size]);
                for r in 0..size {
                    let held = !(x[r].is_nan() | y[r].is_nan());
                    let (a, b) = if held { (x[r] as f64, y[r] as f64) } else { (0.0, 0.0) };
                    any |= a != 0.0 || b != 0.0;
                    window.re[c * stride + r] = a;
                    window.im[c * stride + r] = b;
                }
            }
            if !any {
                continue;
            }
            fft::forward(&plan, size, &mut window, &mut spare);
            let median = smooth(&mut smoother, &plan, &window);
            powers::<S>(&mut smoother.smooth, if median == 0.0 { 1.0 } else { 1.0 / median }, alpha);
            for v in 0..n {
                let gain = &smoother.smooth[v * n..(v + 1) * n];
                for plane in [&mut window.re, &mut window.im] {
                    for (x, g) in plane[v * stride..v * stride + n].iter_mut().zip(gain) {
                        *x *= g;
                    }
                }
            }
            fft::inverse(&plan, size, &mut window, &mut spare);
            for c in shift_j..size {
                let at = i0 + shift_i + (j0 + c) * rows;
                let weights = &pyramid[(c - shift_j) * size..(c - shift_j) * size + size - shift_i];
                for (sum, plane) in sums.iter_mut().zip([&window.re, &window.im]) {
                    let x = &plane[c * stride + shift_i..c * stride + size];
                    for ((sum, x), w) in sum[at..at + size - shift_i].iter_mut().zip(x).zip(weights) {
                        *sum += x * w;
                    }
                }
            }
        }
    }
    for c in 0..cols {
        let at = c * rows;
        let (out_re, out_im) = (out.re.part(c, 0, rows), out.im.part(c, 0, rows));
        for r in 0..rows {
            let (x, y) = (re[at + r] as f64, im[at + r] as f64);
            let (a, b) = (sums[0][at + r], sums[1][at + r]);
            let modulus = (x * x + y * y).sqrt();
            let sum = (a * a + b * b).sqrt();
            out_re[r] = (if sum == 0.0 { modulus } else { modulus * (a / sum) }) as f32;
            out_im[r] = (if sum == 0.0 { 0.0 } else { modulus * (b / sum) }) as f32;
        }
    }
}

/// `x = (scale x)^alpha`.
#[inline(always)]
fn powers<S: Isa>(x: &mut [f64], scale: f64, alpha: f64) {
    let body = x.len() / S::D::N * S::D::N;
    let (vectors, rest) = x.split_at_mut(body);
    for part in vectors.chunks_exact_mut(S::D::N) {
        let base = (S::D::load(part) * S::D::splat(scale)).max(S::D::splat(f64::MIN_POSITIVE));
        exp_wide((log_wide(base) * S::D::splat(alpha)).max(S::D::splat(-700.0))).store(part);
    }
    for x in rest {
        *x = (*x * scale).powf(alpha);
    }
}
