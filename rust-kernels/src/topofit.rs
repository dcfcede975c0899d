//! Topofit: the phase per metre of perpendicular baseline and the coherence it leaves. The contract, with the formula
//! and its source, is `dev.stampede.kernels.topofit.Topofit`.
//!
//! One lane per point. The points of one vector lie in a tile that stays in the first-level cache; a short last tile
//! repeats its last point, so that every point goes through the same operations whatever the range.
//!
//! Cost per point: `(2 T + 1) m / 2` steps of eight multiply-adds, four where all points share their baselines.

use crate::isa::dispatch;
use crate::math::{atan2, sin_cos};
use crate::planes::Out;
use crate::simd::{Array, Isa, Lanes};
use std::f32::consts::FRAC_PI_4;

/// Phasors `[rows, ifgs]`, column after column.
#[derive(Clone, Copy)]
pub struct Phasors<'a> {
    pub re: &'a [f32],
    pub im: &'a [f32],
    pub rows: usize,
    pub ifgs: usize,
}

/// Perpendicular baselines in metres.
#[derive(Clone, Copy)]
pub enum Baselines<'a> {
    /// `[rows, ifgs]`.
    PerPoint(&'a [f32]),
    /// `[ifgs]`, the same for all points.
    Shared(&'a [f32]),
}

/// Where results go; what is `None` is not wanted.
pub struct Fit<'a> {
    pub slope: Option<Out<'a, f32>>,
    pub offset: Option<Out<'a, f32>>,
    pub coherence: Out<'a, f32>,
    /// `[rows, ifgs]`.
    pub residual: Option<Out<'a, f32>>,
}

dispatch!(
    /// Fits points `[from, to)` with trial slopes `-trials ..= trials`.
    pub fn fit(z: Phasors, b: Baselines, trials: u32, out: &mut Fit, from: usize, to: usize) = fit_lanes
);

#[inline(always)]
fn fit_lanes<S: Isa>(z: Phasors, b: Baselines, trials: u32, out: &mut Fit, from: usize, to: usize) {
    let mut tile = Tile::<S>::new(z.ifgs);
    let table = match b {
        Baselines::Shared(b) => {
            tile.share_baselines(b);
            Some(Rotations::new(b, tile.step_of_first(), trials))
        }
        Baselines::PerPoint(_) => None,
    };
    let lanes = S::F::N;
    let mut p = from;
    while p < to {
        let count = lanes.min(to - p);
        tile.load(RE, z.re, z.rows, p, count);
        tile.load(IM, z.im, z.rows, p, count);
        tile.first_trial();
        match (&table, b) {
            (Some(table), _) => tile.search_table(table, trials),
            (None, Baselines::PerPoint(b)) => {
                tile.load(B, b, z.rows, p, count);
                tile.prepare_rotation();
                tile.search(trials);
            }
            (None, Baselines::Shared(_)) => unreachable!(),
        }
        tile.refine();
        tile.store(out, p, count);
        p += count;
    }
}

/// Rotation of every trial and interferogram where baselines are shared: pairs of cosine and sine, `[trial - 1][ifg]`.
struct Rotations(Vec<[f32; 2]>);

impl Rotations {
    /// The recurrence of [`Tile::search`], one lane wide.
    #[inline(always)]
    fn new(b: &[f32], step: f32, trials: u32) -> Self {
        let mut table = Vec::with_capacity(b.len() * trials as usize);
        let first: Vec<[f32; 2]> = b
            .iter()
            .map(|&b| {
                let (sin, cos) = sin_cos(Array::<f32, 1>::splat(b * step));
                let mut pair = [0.0; 2];
                cos.store(&mut pair[..1]);
                sin.store(&mut pair[1..]);
                pair
            })
            .collect();
        let mut current = first.clone();
        for _ in 0..trials {
            table.extend_from_slice(&current);
            for (now, step) in current.iter_mut().zip(&first) {
                let [cos, sin] = *now;
                *now = [fused(cos, step[0], -(sin * step[1])), fused(sin, step[0], cos * step[1])];
            }
        }
        Rotations(table)
    }
}

/// `a * b + c` as a lane does it: once rounded in a function compiled for a processor that fuses.
#[inline(always)]
fn fused(a: f32, b: f32, c: f32) -> f32 {
    // The baseline of x86-64 would call a library function for a fused operation.
    if cfg!(target_arch = "x86_64") && crate::isa::active() == crate::isa::IsaName::Baseline {
        a * b + c
    } else {
        a.mul_add(b, c)
    }
}

// Rows of one interferogram in the tile, in vectors.
const RE: usize = 0;
const IM: usize = 1;
const B: usize = 2;
const COS_STEP: usize = 3;
const SIN_STEP: usize = 4;
const COS: usize = 5;
const SIN: usize = 6;
const LEFT_RE: usize = 7;
const LEFT_IM: usize = 8;
const ROWS: usize = 9;

/// The points of one vector, one lane each, and the steps of the fit on them.
struct Tile<S: Isa> {
    rows: Vec<f32>,
    stride: usize,
    step: S::F,
    power: S::F,
    trial: S::F,
    valid: S::F,
    slope: S::F,
    offset: S::F,
    coherence: S::F,
}

/// What a trial adds up: `sum re cos, sum im sin, sum im cos, sum re sin`.
type Products<F> = [F; 4];

impl<S: Isa> Tile<S> {
    #[inline(always)]
    fn new(ifgs: usize) -> Self {
        let zero = S::F::splat(0.0);
        let stride = ROWS * S::F::N;
        Tile {
            rows: vec![0.0; ifgs * stride],
            stride,
            step: zero,
            power: zero,
            trial: zero,
            valid: zero,
            slope: zero,
            offset: zero,
            coherence: zero,
        }
    }

    #[inline(always)]
    fn load(&mut self, row: usize, from: &[f32], rows: usize, p: usize, count: usize) {
        let lanes = S::F::N;
        for (f, tile) in self.rows.chunks_exact_mut(self.stride).enumerate() {
            let column = &from[f * rows + p..f * rows + p + count];
            let to = &mut tile[row * lanes..(row + 1) * lanes];
            if count == lanes {
                S::F::load(column).store(to);
            } else {
                for (lane, value) in to.iter_mut().enumerate() {
                    *value = column[lane.min(count - 1)];
                }
            }
        }
    }

    #[inline(always)]
    fn share_baselines(&mut self, b: &[f32]) {
        let lanes = S::F::N;
        for (tile, b) in self.rows.chunks_exact_mut(self.stride).zip(b) {
            tile[B * lanes..(B + 1) * lanes].fill(*b);
        }
        self.step = self.slope_step();
    }

    #[inline(always)]
    fn step_of_first(&self) -> f32 {
        let mut lanes = [0.0; 16];
        self.step.store(&mut lanes);
        lanes[0]
    }

    #[inline(always)]
    fn slope_step(&self) -> S::F {
        let mut low = S::F::splat(f32::INFINITY);
        let mut high = S::F::splat(f32::NEG_INFINITY);
        for tile in self.rows.chunks_exact(self.stride) {
            let b = get::<S>(tile, B);
            low = low.min(b);
            high = high.max(b);
        }
        let range = high - low;
        let none = range.le(S::F::splat(0.0));
        S::F::select(none, S::F::splat(0.0), S::F::splat(FRAC_PI_4) / range)
    }

    /// Step of the slope and the rotation by one step.
    #[inline(always)]
    fn prepare_rotation(&mut self) {
        self.step = self.slope_step();
        for tile in self.rows.chunks_exact_mut(self.stride) {
            let (sin, cos) = sin_cos(get::<S>(tile, B) * self.step);
            put::<S>(tile, COS_STEP, cos);
            put::<S>(tile, SIN_STEP, sin);
            put::<S>(tile, COS, cos);
            put::<S>(tile, SIN, sin);
        }
    }

    /// Trial 0, and whether every phasor is there.
    #[inline(always)]
    fn first_trial(&mut self) {
        let zero = S::F::splat(0.0);
        let mut valid = S::F::splat(1.0);
        let mut sum_re = zero;
        let mut sum_im = zero;
        for tile in self.rows.chunks_exact(self.stride) {
            let re = get::<S>(tile, RE);
            let im = get::<S>(tile, IM);
            valid = S::F::select((re * re + im * im).gt(zero), valid, zero);
            sum_re = sum_re + re;
            sum_im = sum_im + im;
        }
        self.valid = valid;
        self.power = sum_re * sum_re + sum_im * sum_im;
        self.trial = zero;
    }

    /// Leaves the best of the trials. Each phasor of the rotation turns by its step from trial to trial; trial -t
    /// comes from the same products as t.
    #[inline(always)]
    fn search(&mut self, trials: u32) {
        let mut t = 1;
        while t + 2 <= trials {
            self.search_block::<3>(t);
            t += 3;
        }
        while t <= trials {
            self.search_block::<1>(t);
            t += 1;
        }
    }

    #[inline(always)]
    fn search_block<const K: usize>(&mut self, t: u32) {
        let zero = S::F::splat(0.0);
        let mut sums: [Products<S::F>; K] = [[zero; 4]; K];
        for tile in self.rows.chunks_exact_mut(self.stride) {
            let re = get::<S>(tile, RE);
            let im = get::<S>(tile, IM);
            let mut cos = get::<S>(tile, COS);
            let mut sin = get::<S>(tile, SIN);
            let cos1 = get::<S>(tile, COS_STEP);
            let sin1 = get::<S>(tile, SIN_STEP);
            for sum in &mut sums {
                add_products(sum, re, im, cos, sin);
                let next = cos.fma(cos1, (sin * sin1).neg());
                sin = sin.fma(cos1, cos * sin1);
                cos = next;
            }
            put::<S>(tile, COS, cos);
            put::<S>(tile, SIN, sin);
        }
        for (k, sum) in sums.iter().enumerate() {
            self.keep_best(sum, t + k as u32);
        }
    }

    /// As [`Tile::search`] with the rotations in a table.
    #[inline(always)]
    fn search_table(&mut self, table: &Rotations, trials: u32) {
        let mut t = 1;
        while t + 3 <= trials {
            self.search_table_block::<4>(table, t);
            t += 4;
        }
        while t <= trials {
            self.search_table_block::<1>(table, t);
            t += 1;
        }
    }

    #[inline(always)]
    fn search_table_block<const K: usize>(&mut self, table: &Rotations, t: u32) {
        let zero = S::F::splat(0.0);
        let ifgs = self.rows.len() / self.stride;
        let mut sums: [Products<S::F>; K] = [[zero; 4]; K];
        let rotations: [&[[f32; 2]]; K] = std::array::from_fn(|k| {
            let at = (t as usize - 1 + k) * ifgs;
            &table.0[at..at + ifgs]
        });
        for (f, tile) in self.rows.chunks_exact(self.stride).enumerate() {
            let re = get::<S>(tile, RE);
            let im = get::<S>(tile, IM);
            for (sum, rotation) in sums.iter_mut().zip(&rotations) {
                let [cos, sin] = rotation[f];
                add_products(sum, re, im, S::F::splat(cos), S::F::splat(sin));
            }
        }
        for (k, sum) in sums.iter().enumerate() {
            self.keep_best(sum, t + k as u32);
        }
    }

    /// The first of equal trials wins: -t comes before every smaller one, t after.
    #[inline(always)]
    fn keep_best(&mut self, [re_cos, im_sin, im_cos, re_sin]: &Products<S::F>, t: u32) {
        let t = t as f32;
        let re = *re_cos - *im_sin;
        let im = *im_cos + *re_sin;
        let power = re * re + im * im;
        let better = power.ge(self.power);
        self.power = S::F::select(better, power, self.power);
        self.trial = S::F::select(better, S::F::splat(-t), self.trial);
        let re = *re_cos + *im_sin;
        let im = *im_cos - *re_sin;
        let power = re * re + im * im;
        let better = power.gt(self.power);
        self.power = S::F::select(better, power, self.power);
        self.trial = S::F::select(better, S::F::splat(t), self.trial);
    }

    /// Takes the best trial out of the phasors, fits the slope that is left and takes that out as well.
    #[inline(always)]
    fn refine(&mut self) {
        let coarse = self.trial * self.step;
        let (sum_re, sum_im) = self.rotate(coarse, RE, IM);
        let fine = self.remaining_slope(sum_re, sum_im);
        self.slope = coarse + fine;
        let (sum_re, sum_im) = self.rotate(self.slope - coarse, LEFT_RE, LEFT_IM);
        let mut moduli = S::F::splat(0.0);
        for tile in self.rows.chunks_exact(self.stride) {
            let re = get::<S>(tile, LEFT_RE);
            let im = get::<S>(tile, LEFT_IM);
            moduli = moduli + (re * re + im * im).sqrt();
        }
        self.coherence = (sum_re * sum_re + sum_im * sum_im).sqrt() / moduli;
        self.offset = atan2(sum_im, sum_re);
    }

    /// Phasors in the rows `re`, `im` turned back by `slope b`, and their sums.
    #[inline(always)]
    fn rotate(&mut self, slope: S::F, from_re: usize, from_im: usize) -> (S::F, S::F) {
        let mut sum_re = S::F::splat(0.0);
        let mut sum_im = sum_re;
        for tile in self.rows.chunks_exact_mut(self.stride) {
            let (sin, cos) = sin_cos(get::<S>(tile, B) * slope);
            let re = get::<S>(tile, from_re);
            let im = get::<S>(tile, from_im);
            let left_re = re * cos + im * sin;
            let left_im = im * cos - re * sin;
            put::<S>(tile, LEFT_RE, left_re);
            put::<S>(tile, LEFT_IM, left_im);
            sum_re = sum_re + left_re;
            sum_im = sum_im + left_im;
        }
        (sum_re, sum_im)
    }

    #[inline(always)]
    fn remaining_slope(&self, sum_re: S::F, sum_im: S::F) -> S::F {
        let zero = S::F::splat(0.0);
        let mut numerator = zero;
        let mut denominator = zero;
        for tile in self.rows.chunks_exact(self.stride) {
            let re = get::<S>(tile, LEFT_RE);
            let im = get::<S>(tile, LEFT_IM);
            let b = get::<S>(tile, B);
            let psi = atan2(im * sum_re - re * sum_im, re * sum_re + im * sum_im);
            let weighted = (re * re + im * im) * b;
            numerator = weighted.fma(psi, numerator);
            denominator = weighted.fma(b, denominator);
        }
        S::F::select(denominator.le(zero), zero, numerator / denominator)
    }

    /// Writes the results of the first `count` lanes. A point without a value gets slope and coherence `NaN`; its
    /// offset and residual stay as they were.
    #[inline(always)]
    fn store(&self, out: &mut Fit, p: usize, count: usize) {
        let lanes = S::F::N;
        let nan = S::F::splat(f32::NAN);
        let valid = self.valid.gt(S::F::splat(0.0));
        let mut flags = [0.0; 16];
        self.valid.store(&mut flags);
        let every = flags[..lanes].iter().all(|&flag| flag > 0.0);
        put_all(S::F::select(valid, self.coherence, nan), out.coherence.part(0, p, count));
        if let Some(slope) = &mut out.slope {
            put_all(S::F::select(valid, self.slope, nan), slope.part(0, p, count));
        }
        if let Some(offset) = &mut out.offset {
            put_valid(self.offset, &flags, every, offset.part(0, p, count));
        }
        if let Some(residual) = &mut out.residual {
            for (f, tile) in self.rows.chunks_exact(self.stride).enumerate() {
                let angle = atan2(get::<S>(tile, LEFT_IM), get::<S>(tile, LEFT_RE));
                put_valid(angle, &flags, every, residual.part(f, p, count));
            }
        }
    }
}

#[inline(always)]
fn get<S: Isa>(tile: &[f32], row: usize) -> S::F {
    S::F::load(&tile[row * S::F::N..(row + 1) * S::F::N])
}

#[inline(always)]
fn put<S: Isa>(tile: &mut [f32], row: usize, value: S::F) {
    value.store(&mut tile[row * S::F::N..(row + 1) * S::F::N]);
}

#[inline(always)]
fn add_products<F: Lanes>(sum: &mut Products<F>, re: F, im: F, cos: F, sin: F) {
    sum[0] = re.fma(cos, sum[0]);
    sum[1] = im.fma(sin, sum[1]);
    sum[2] = im.fma(cos, sum[2]);
    sum[3] = re.fma(sin, sum[3]);
}

/// The first lanes of a vector, as many as `to` is long.
#[inline(always)]
fn put_all<F: Lanes<Scalar = f32>>(value: F, to: &mut [f32]) {
    if to.len() >= F::N {
        value.store(to);
    } else {
        let mut lanes = [0.0; 16];
        value.store(&mut lanes);
        to.copy_from_slice(&lanes[..to.len()]);
    }
}

#[inline(always)]
fn put_valid<F: Lanes<Scalar = f32>>(value: F, valid: &[f32; 16], every: bool, to: &mut [f32]) {
    if every {
        put_all(value, to);
        return;
    }
    let mut lanes = [0.0; 16];
    value.store(&mut lanes);
    for ((to, value), valid) in to.iter_mut().zip(lanes).zip(valid) {
        if *valid > 0.0 {
            *to = value;
        }
    }
}
