//! Counts of coherences in 100 bins. The contract is `dev.stampede.kernels.histogram.CoherenceCount`.

pub const BINS: usize = 100;

/// Histograms that take turns, so that a value need not wait for the one before it to be counted where both fall into
/// the same bin.
const TURNS: usize = 4;

/// Slot 0 takes NaN, slot `b + 1` bin b; a power of two, so that a mask keeps indices in range.
const SLOTS: usize = 128;

/// `[m]` parts slots m and m + 1: the largest single-precision number that does not exceed the edge between bins m - 1
/// and m, half-way between their centres. Nothing exceeds the first, which is asked of NaN only.
fn thresholds() -> [f32; SLOTS] {
    let centre = |b: usize| 0.005 + 0.01 * b as f64;
    std::array::from_fn(|m| {
        if m == 0 {
            return f32::INFINITY;
        }
        let edge = centre(m - 1) + (centre(m) - centre(m - 1)) / 2.0;
        let near = edge as f32;
        if f64::from(near) > edge { near.next_down() } else { near }
    })
}

/// Adds the values to the counts; bin b holds `edge[b-1] < y <= edge[b]`, NaN is not counted. The edge nearest to a value
/// decides: a number in single precision exceeds an edge if and only if it exceeds its threshold.
pub fn count(values: &[f32], counts: &mut [f64; BINS]) {
    let threshold = thresholds();
    let slot = |y: f32| {
        // NaN becomes 0 where it is made an integer; the comparisons keep it.
        let at = y * 100.0;
        let at = if at < 1.0 { 1.0 } else { at };
        let at = if at > (BINS - 1) as f32 { (BINS - 1) as f32 } else { at };
        let nearest = (at + 0.5) as usize & (SLOTS - 1);
        (nearest + usize::from(y > threshold[nearest])) & (SLOTS - 1)
    };
    let mut whole = [[0u64; SLOTS]; TURNS];
    let mut fours = values.chunks_exact(TURNS);
    for four in &mut fours {
        for (turn, y) in whole.iter_mut().zip(four) {
            turn[slot(*y)] += 1;
        }
    }
    for y in fours.remainder() {
        whole[0][slot(*y)] += 1;
    }
    for (b, count) in counts.iter_mut().enumerate() {
        *count += whole.iter().map(|turn| turn[b + 1]).sum::<u64>() as f64;
    }
}
