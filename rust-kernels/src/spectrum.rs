//! Magnitude of a spectrum smoothed over neighbouring frequencies, and its median: what adaptive filters take their
//! response from. The contract is `dev.stampede.kernels.fft.SmoothedMagnitude`.

use crate::fft::{Plan, Window};
use crate::isa::dispatch;
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
}

dispatch!(
    /// Fills `smoother.smooth` and returns its median.
    pub fn smooth(smoother: &mut Smoother, plan: &Plan, spectrum: &Window) -> f64 = smooth_lanes
);

#[inline(always)]
fn smooth_lanes<S: Isa>(smoother: &mut Smoother, plan: &Plan, spectrum: &Window) -> f64 {
    let (n, half, stride) = (smoother.n, smoother.n / 2, plan.stride());
    let Smoother { taps, row, rows, line, smooth, .. } = smoother;
    for v in 0..n {
        let re = &spectrum.re[v * stride..v * stride + n];
        let im = &spectrum.im[v * stride..v * stride + n];
        magnitude::<S>(re, im, line);
        row[REACH..REACH + half].copy_from_slice(&line[half..]);
        row[REACH + half..REACH + n].copy_from_slice(&line[..half]);
        let at = ((v + half) % n + REACH) * n;
        weigh::<S>(taps, row, 1, &mut rows[at..at + n]);
    }
    for v in 0..n {
        weigh::<S>(taps, &rows[v * n..], n, line);
        let at = (v + half) % n * n;
        smooth[at..at + half].copy_from_slice(&line[half..]);
        smooth[at + half..at + n].copy_from_slice(&line[..half]);
    }
    median_lanes::<S>(smooth)
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

/// `out[u] = sum_k taps[|k - 3|] x[u + k step]`, k = 0 .. 6.
#[inline(always)]
fn weigh<S: Isa>(taps: &[f64; REACH + 1], x: &[f64], step: usize, out: &mut [f64]) {
    let n = out.len();
    let [t0, t1, t2, t3] = taps.map(S::D::splat);
    let mut u = 0;
    while u + S::D::N <= n {
        let sum = t0 * S::D::load(&x[u + 3 * step..]);
        let sum = (S::D::load(&x[u + 2 * step..]) + S::D::load(&x[u + 4 * step..])).fma(t1, sum);
        let sum = (S::D::load(&x[u + step..]) + S::D::load(&x[u + 5 * step..])).fma(t2, sum);
        (S::D::load(&x[u..]) + S::D::load(&x[u + 6 * step..])).fma(t3, sum).store(&mut out[u..]);
        u += S::D::N;
    }
    for u in u..n {
        out[u] = taps[0] * x[u + 3 * step]
            + taps[1] * (x[u + 2 * step] + x[u + 4 * step])
            + taps[2] * (x[u + step] + x[u + 5 * step])
            + taps[3] * (x[u] + x[u + 6 * step]);
    }
}

/// Mean of the two middle ones of an even number of values, finite and not negative.
///
/// By counting: find a value that exactly half of the numbers lie below, then the largest below it and the smallest not
/// below it. No branch depends on a single number. Start at a rough mean, double until above the median, then
/// interpolate on the cumulative count; every fourth time halve the interval of bit patterns so that lumps and ties
/// cannot stall the search. The result does not depend on the path.
#[inline(always)]
fn median_lanes<S: Isa>(values: &[f64]) -> f64 {
    let half = values.len() / 2;
    let rough: f64 = values.iter().step_by(37).sum::<f64>() / values.len().div_ceil(37) as f64;
    let (mut low, mut below) = (0.0f64, 0);
    let (mut high, mut up_to) = (f64::INFINITY, values.len());
    let mut pivot = rough.max(f64::from_bits(1));
    let mut step = 1;
    while high.to_bits() - low.to_bits() > 1 {
        let count = count_below::<S>(values, pivot);
        if count == half {
            return around::<S>(values, pivot);
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
fn count_below<S: Isa>(values: &[f64], pivot: f64) -> usize {
    let (zero, one, split) = (S::D::splat(0.0), S::D::splat(1.0), S::D::splat(pivot));
    let mut counts = [zero; 2];
    let groups = values.chunks_exact(2 * S::D::N);
    let rest = groups.remainder().iter().filter(|&&x| x < pivot).count();
    for group in groups {
        counts[0] = counts[0] + S::D::select(S::D::load(group).lt(split), one, zero);
        counts[1] = counts[1] + S::D::select(S::D::load(&group[S::D::N..]).lt(split), one, zero);
    }
    let mut lanes = [0.0; 8];
    (counts[0] + counts[1]).store(&mut lanes);
    rest + lanes.iter().sum::<f64>() as usize
}

/// Mean of the largest value below the pivot and the smallest at or above it.
#[inline(always)]
fn around<S: Isa>(values: &[f64], pivot: f64) -> f64 {
    let (zero, above, split) = (S::D::splat(0.0), S::D::splat(f64::INFINITY), S::D::splat(pivot));
    // Two of each, because one chain would wait for itself.
    let (mut low, mut high) = ([zero; 2], [above; 2]);
    let groups = values.chunks_exact(2 * S::D::N);
    let rest = groups.remainder();
    for group in groups {
        for k in 0..2 {
            let x = S::D::load(&group[k * S::D::N..]);
            let below = x.lt(split);
            low[k] = low[k].max(S::D::select(below, x, zero));
            high[k] = high[k].min(S::D::select(below, above, x));
        }
    }
    let (mut lows, mut highs) = ([0.0f64; 8], [f64::INFINITY; 8]);
    low[0].max(low[1]).store(&mut lows);
    high[0].min(high[1]).store(&mut highs);
    let (mut a, mut b) = (lows.into_iter().fold(0.0, f64::max), highs.into_iter().fold(f64::INFINITY, f64::min));
    for x in rest {
        (a, b) = if *x < pivot { (a.max(*x), b) } else { (a, b.min(*x)) };
    }
    (a + b) / 2.0
}

#[cfg(test)]
mod tests {
    use super::median_lanes;
    use crate::simd::Portable;

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

                assert_eq!(median_lanes::<Portable>(&values), (sorted[n / 2 - 1] + sorted[n / 2]) / 2.0, "n={n} kind={kind}");
            }
        }
    }
}
