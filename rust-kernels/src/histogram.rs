//! Counts of coherences in 100 bins. The contract is `dev.stampede.kernels.histogram.CoherenceCount`.

pub const BINS: usize = 100;

/// Upper edge of each bin but the last, half-way between centres.
fn edges() -> [f64; BINS - 1] {
    let centre = |b: usize| 0.005 + 0.01 * b as f64;
    std::array::from_fn(|b| centre(b) + (centre(b + 1) - centre(b)) / 2.0)
}

/// Adds the values to the counts; bin b holds `edge[b-1] < y <= edge[b]`, NaN is not counted.
pub fn count(values: &[f32], counts: &mut [f64; BINS]) {
    let edges = edges();
    let mut whole = [0u64; BINS];
    for value in values.iter().map(|value| f64::from(*value)).filter(|value| !value.is_nan()) {
        let mut b = (value * 100.0).clamp(0.0, (BINS - 1) as f64) as usize;
        while b < BINS - 1 && value > edges[b] {
            b += 1;
        }
        while b > 0 && value <= edges[b - 1] {
            b -= 1;
        }
        whole[b] += 1;
    }
    for (count, more) in counts.iter_mut().zip(whole) {
        *count += more as f64;
    }
}
