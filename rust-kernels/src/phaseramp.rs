//! A model phase `slope b + offset`: taking it out of phases, and what noise is left. The contracts are
//! `dev.stampede.kernels.phaseramp.PhaseRamp` and `dev.stampede.kernels.ifgstd.InterferogramNoise`.

use crate::isa::dispatch;
use crate::math::{atan2_wide, sin_cos, wrap_wide};
use crate::planes::{In, Out};
use crate::simd::{Isa, Lanes, Wide};

/// Points worked on at once: their phases stay in the first-level cache.
const TILE: usize = 512;

/// Slope `[rows]`, baseline `[rows or 1, cols or 1]`, offset `[rows or 1]`; single precision, rounded after the product
/// and after the sum.
#[derive(Clone, Copy)]
pub struct Ramp<'a> {
    pub slope: &'a [f32],
    pub baseline: &'a [f32],
    pub baseline_rows: usize,
    pub baseline_cols: usize,
    pub offset: &'a [f32],
}

impl Ramp<'_> {
    /// Model phase of points from `p` in column `f`.
    #[inline(always)]
    fn fill(&self, f: usize, p: usize, to: &mut [f32]) {
        let n = to.len();
        let slope = &self.slope[p..p + n];
        let column = if self.baseline_cols == 1 { 0 } else { f } * self.baseline_rows;
        if self.baseline_rows == self.slope.len() {
            let b = &self.baseline[column + p..column + p + n];
            for k in 0..n {
                to[k] = slope[k] * b[k];
            }
        } else {
            let b = self.baseline[column];
            for k in 0..n {
                to[k] = slope[k] * b;
            }
        }
        if self.offset.len() == self.slope.len() {
            let offset = &self.offset[p..p + n];
            for k in 0..n {
                to[k] += offset[k];
            }
        } else {
            for angle in to {
                *angle += self.offset[0];
            }
        }
    }
}

/// Complex phases and what becomes of them; the two may be the same memory.
pub struct Planes<'a> {
    pub re: In<'a, f32>,
    pub im: In<'a, f32>,
    pub out_re: Out<'a, f32>,
    pub out_im: Out<'a, f32>,
}

dispatch!(
    /// Takes the model phase out of rows `[from, to)`, to unit modulus if asked.
    pub fn remove(planes: &mut Planes, ramp: Ramp, unit: bool, from: usize, to: usize) = remove_lanes
);

#[inline(always)]
fn remove_lanes<S: Isa>(planes: &mut Planes, ramp: Ramp, unit: bool, from: usize, to: usize) {
    let (mut re, mut im, mut angle) = ([0.0; TILE], [0.0; TILE], [0.0; TILE]);
    for f in 0..planes.out_re.cols() {
        let mut p = from;
        while p < to {
            let count = TILE.min(to - p);
            planes.re.copy(f, p, &mut re[..count]);
            planes.im.copy(f, p, &mut im[..count]);
            ramp.fill(f, p, &mut angle[..count]);
            // Whole vectors: what lies behind the points is left over and not stored.
            for k in (0..count).step_by(S::F::N) {
                let (sin, cos) = sin_cos(S::F::load(&angle[k..]));
                let (x, y) = (S::F::load(&re[k..]), S::F::load(&im[k..]));
                let mut left = (x * cos + y * sin, y * cos - x * sin);
                if unit {
                    let modulus = (left.0 * left.0 + left.1 * left.1).sqrt();
                    left = (left.0 / modulus, left.1 / modulus);
                }
                left.0.store(&mut re[k..]);
                left.1.store(&mut im[k..]);
            }
            planes.out_re.part(f, p, count).copy_from_slice(&re[..count]);
            planes.out_im.part(f, p, count).copy_from_slice(&im[..count]);
            p += count;
        }
    }
}

/// One interferogram and its spatially correlated part.
#[derive(Clone, Copy)]
pub struct Pair<'a> {
    pub re: &'a [f32],
    pub im: &'a [f32],
    pub patch_re: &'a [f32],
    pub patch_im: &'a [f32],
}

dispatch!(
    /// Sum over points `[from, to)` of the square of what is left of the phase.
    pub fn sum_of_squares(pair: Pair, ramp: Ramp, from: usize, to: usize) -> f64 = sum_of_squares_lanes
);

/// The model phase is subtracted from the argument and the difference folded into one turn, so that one arctangent
/// replaces sine, cosine and rotation. Squares are added in the order of the points.
#[inline(always)]
fn sum_of_squares_lanes<S: Isa>(pair: Pair, ramp: Ramp, from: usize, to: usize) -> f64 {
    let mut sum = 0.0;
    let mut model = [0.0; TILE];
    let mut planes = [[0.0; TILE]; 4];
    let mut squares = [0.0; TILE];
    let zero = S::D::splat(0.0);
    let mut p = from;
    while p < to {
        let count = TILE.min(to - p);
        ramp.fill(0, p, &mut model[..count]);
        for (plane, from) in planes.iter_mut().zip([pair.re, pair.im, pair.patch_re, pair.patch_im]) {
            plane[..count].copy_from_slice(&from[p..p + count]);
        }
        for k in (0..count).step_by(S::D::N) {
            let [re, im, patch_re, patch_im] = std::array::from_fn(|i| S::D::widen(&planes[i][k..]));
            let x = re * patch_re + im * patch_im;
            let y = im * patch_re - re * patch_im;
            let delta = wrap_wide(atan2_wide(y, x) - S::D::widen(&model[k..]));
            // A zero phasor has no argument and counts as zero.
            let none = (x.abs() + y.abs()).le(zero);
            let delta = S::D::select(none, zero, delta);
            (delta * delta).store(&mut squares[k..]);
        }
        for square in &squares[..count] {
            sum += square;
        }
        p += count;
    }
    sum
}
