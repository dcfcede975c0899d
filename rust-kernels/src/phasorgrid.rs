//! Unwrapped phase of points from that of their grid node. The contract is
//! `dev.stampede.kernels.phasorgrid.PhaseReconstruction`.

use crate::arcs::store_part;
use crate::isa::dispatch;
use crate::math::atan2;
use crate::planes::Out;
use crate::simd::{Isa, Lanes};
use std::f64::consts::PI;

const ROUND: f32 = 12_582_912.0; // 1.5 * 2^23
const TURN_HIGH: f32 = 6.28125;
const TURN_LOW: f32 = (2.0 * PI - 6.28125) as f32;

dispatch!(
    /// Fills rows `[from, to)` of one interferogram; node -1 gives NaN.
    pub fn reconstruct(
        re: &[f32],
        im: &[f32],
        node_phase: &[f32],
        node_of: &[i32],
        out: &mut Out<f32>,
        from: usize,
        to: usize
    ) = reconstruct_lanes
);

#[inline(always)]
fn reconstruct_lanes<S: Isa>(
    re: &[f32],
    im: &[f32],
    node_phase: &[f32],
    node_of: &[i32],
    out: &mut Out<f32>,
    from: usize,
    to: usize,
) {
    let (mut x, mut y, mut u) = ([0.0f32; 16], [0.0f32; 16], [0.0f32; 16]);
    let mut p = from;
    while p < to {
        let count = S::F::N.min(to - p);
        x[..count].copy_from_slice(&re[p..p + count]);
        y[..count].copy_from_slice(&im[p..p + count]);
        for (u, node) in u.iter_mut().zip(&node_of[p..p + count]) {
            *u = usize::try_from(*node).map_or(f32::NAN, |node| node_phase[node]);
        }
        let a = atan2(S::F::load(&y), S::F::load(&x));
        let round = S::F::splat(ROUND);
        let cycles = (S::F::load(&u) - a) * S::F::splat((1.0 / (2.0 * PI)) as f32) + round - round;
        let phase = a + cycles * S::F::splat(TURN_LOW) + cycles * S::F::splat(TURN_HIGH);
        store_part(phase, out.part(0, p, count));
        p += count;
    }
}
