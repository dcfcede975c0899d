//! Magnitude of a spectrum smoothed over neighbouring frequencies, and its median: what adaptive filters take their
//! response from. The contract is `dev.stampede.kernels.fft.SmoothedMagnitude`.

use crate::fft::{Plan, Window};
use crate::simd::{Isa, Lanes};

/// Frequencies to either side that take part in a mean.
const REACH: usize = 3;

/// Work space for spectra of one length, which is even.
pub struct Smoother {
    n: usize,
    /// Weights at distance 0 to 3: exp(-(2.5 k / 3)^2 / 2).
    taps: [f64; REACH + 1],
    /// One row between zeros.
    row: Vec<f64>,
    /// Rows smoothed along themselves, zero frequency in the middle, between rows of zeros.
    rows: Vec<f64>,
    line: Vec<f64>,
    /// `[n, n]`, zero frequency first.
    pub smooth: Vec<f64>,
}

impl Smoother {
    pub fn new(n: usize) -> Self {
        assert!(n % 2 == 0 && n > 0, "transform length is {n}, needs to be even");
        let tap = |k: usize| {
            let x = 2.5 * k as f64 / 3.0;
            (-0.5 * x * x).exp()
        };
        Smoother {
            n,
            taps: std::array::from_fn(tap),
            row: vec![0.0; n + 2 * REACH],
            rows: vec![0.0; (n + 2 * REACH) * n],
            line: vec![0.0; n],
            smooth: vec![0.0; n * n],
        }
    }

    /// Fills `smooth` and returns its median.
    #[inline(always)]
    pub fn run<S: Isa>(&mut self, plan: &Plan, spectrum: &Window) -> f64 {
        let (n, half, stride) = (self.n, self.n / 2, plan.stride());
        for v in 0..n {
            let re = &spectrum.re[v * stride..v * stride + n];
            let im = &spectrum.im[v * stride..v * stride + n];
            magnitude::<S>(re, im, &mut self.line);
            self.row[REACH..REACH + half].copy_from_slice(&self.line[half..]);
            self.row[REACH + half..REACH + n].copy_from_slice(&self.line[..half]);
            let at = ((v + half) % n + REACH) * n;
            let row = &self.row;
            weigh(&self.taps, std::array::from_fn(|k| &row[k..k + n]), &mut self.rows[at..at + n]);
        }
        for v in 0..n {
            let rows = &self.rows;
            weigh(&self.taps, std::array::from_fn(|k| &rows[(v + k) * n..(v + k + 1) * n]), &mut self.line);
            let at = (v + half) % n * n;
            self.smooth[at..at + half].copy_from_slice(&self.line[half..]);
            self.smooth[at + half..at + n].copy_from_slice(&self.line[..half]);
        }
        median(&self.smooth)
    }
}

#[inline(always)]
fn magnitude<S: Isa>(re: &[f64], im: &[f64], out: &mut [f64]) {
    let mut at = 0;
    while at + S::D::N <= out.len() {
        let (x, y) = (S::D::load(&re[at..]), S::D::load(&im[at..]));
        (x * x + y * y).sqrt().store(&mut out[at..]);
        at += S::D::N;
    }
    for k in at..out.len() {
        out[k] = (re[k] * re[k] + im[k] * im[k]).sqrt();
    }
}

#[inline(always)]
fn weigh(taps: &[f64; REACH + 1], x: [&[f64]; 2 * REACH + 1], out: &mut [f64]) {
    let n = out.len();
    let x: [&[f64]; 2 * REACH + 1] = std::array::from_fn(|k| &x[k][..n]);
    for u in 0..n {
        out[u] = taps[0] * x[3][u]
            + taps[1] * (x[2][u] + x[4][u])
            + taps[2] * (x[1][u] + x[5][u])
            + taps[3] * (x[0][u] + x[6][u]);
    }
}

/// Mean of the two middle ones of an even number of values, finite and not negative.
///
/// By counting: find a value that exactly half of the numbers lie below, then the largest below it and the smallest not
/// below it. No branch depends on a single number. Start at a rough mean, double until above the median, then
/// interpolate on the cumulative count; every fourth time halve the interval of bit patterns so that lumps and ties
/// cannot stall the search. The result does not depend on the path.
#[inline(always)]
pub fn median(values: &[f64]) -> f64 {
    let half = values.len() / 2;
    let rough: f64 = values.iter().step_by(37).sum::<f64>() / values.len().div_ceil(37) as f64;
    let (mut low, mut below) = (0.0f64, 0);
    let (mut high, mut up_to) = (f64::INFINITY, values.len());
    let mut pivot = rough.max(f64::from_bits(1));
    let mut step = 1;
    while high.to_bits() - low.to_bits() > 1 {
        let count = count_below(values, pivot);
        if count == half {
            return around(values, pivot);
        }
        if count < half {
            (low, below) = (pivot, count);
        } else {
            (high, up_to) = (pivot, count);
        }
        pivot = if high == f64::INFINITY {
            if 2.0 * low < high { 2.0 * low } else { low.next_up() }
        } else {
            let middle = if step % 4 == 3 {
                f64::from_bits(low.to_bits() + (high.to_bits() - low.to_bits()) / 2)
            } else {
                low + (high - low) * ((half - below) as f64 / (up_to - below) as f64)
            };
            low.next_up().max(middle.min(high.next_down()))
        };
        step += 1;
    }
    low
}

#[inline(always)]
fn count_below(values: &[f64], pivot: f64) -> usize {
    let mut counts = [0u64; 8];
    let groups = values.chunks_exact(8);
    let rest = groups.remainder().iter().filter(|&&x| x < pivot).count();
    for group in groups {
        for (count, x) in counts.iter_mut().zip(group) {
            *count += u64::from(*x < pivot);
        }
    }
    rest + counts.iter().sum::<u64>() as usize
}

/// Mean of the largest value below the pivot and the smallest at or above it.
#[inline(always)]
fn around(values: &[f64], pivot: f64) -> f64 {
    let (mut low, mut high) = ([0.0f64; 8], [f64::INFINITY; 8]);
    let groups = values.chunks_exact(8);
    let rest = groups.remainder();
    let mut take = |k: usize, x: f64| {
        let (down, up) = if x < pivot { (x, f64::INFINITY) } else { (0.0, x) };
        low[k] = if down > low[k] { down } else { low[k] };
        high[k] = if up < high[k] { up } else { high[k] };
    };
    for group in groups {
        for (k, x) in group.iter().enumerate() {
            take(k, *x);
        }
    }
    for x in rest {
        take(0, *x);
    }
    (low.into_iter().fold(0.0, f64::max) + high.into_iter().fold(f64::INFINITY, f64::min)) / 2.0
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_is_that_of_a_sorted_list_whatever_lumps_there_are() {
        let mut state = 5u64;
        for n in [2, 4, 10, 64, 1024] {
            for kind in 0..5 {
                let values: Vec<f64> = (0..n)
                    .map(|_| {
                        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                        let x = (state >> 40) as f64 / (1u64 << 24) as f64;
                        [x, (x * 3.0).floor(), x.powi(30) * 1e30, 0.0, 1e-310 * x][kind]
                    })
                    .collect();
                let mut sorted = values.clone();
                sorted.sort_by(f64::total_cmp);

                assert_eq!(median(&values), (sorted[n / 2 - 1] + sorted[n / 2]) / 2.0, "n={n} kind={kind}");
            }
        }
    }
}
