//! Small transforms of square windows in double precision, lanes across columns.
//!
//! A length is split into passes of radix 5, 3, 2, 4 and 8 (any other prime as it is), the largest power of two last,
//! because the last pass needs no twiddle factors. Each pass is self-sorting (Stockham).

use crate::isa::dispatch;
use crate::simd::{Isa, Lanes};
use std::f64::consts::TAU;

/// Columns come in groups of this many, the most lanes any vector has.
const GROUP: usize = 8;

/// Longest transform.
pub const MAX_LENGTH: usize = 1024;

/// A complex number in each lane.
type Complex<D> = (D, D);

/// Factors and roots of unity of transforms of one length.
pub struct Plan {
    n: usize,
    passes: Vec<Pass>,
}

/// `radix * groups * stride` is the length; `stride` rows lie between consecutive elements of a butterfly's output.
struct Pass {
    radix: usize,
    groups: usize,
    stride: usize,
    /// `[groups][radix]`: exp(-2 pi i p k / (groups radix)).
    twiddle: Vec<(f64, f64)>,
    /// `[radix]`: exp(-2 pi i k / radix).
    root: Vec<(f64, f64)>,
}

impl Plan {
    /// Panics if `n` is not within `1 ..= MAX_LENGTH`.
    pub fn new(n: usize) -> Self {
        assert!((1..=MAX_LENGTH).contains(&n), "transform length is {n}");
        let mut passes = Vec::new();
        let (mut groups, mut stride) = (n, 1);
        for radix in factors(n) {
            groups /= radix;
            let twiddle = (0..groups * radix).map(|i| root(i / radix * (i % radix), groups * radix)).collect();
            let root = (0..radix).map(|k| root(k, radix)).collect();
            passes.push(Pass { radix, groups, stride, twiddle, root });
            stride *= radix;
        }
        Plan { n, passes }
    }

    pub fn length(&self) -> usize {
        self.n
    }

    /// Distance of rows of a window: the length in whole groups, and one group more for multiples of 64, whose rows
    /// would otherwise compete for the same few lines of the first-level cache.
    pub fn stride(&self) -> usize {
        let padded = padded(self.n);
        if padded % 64 == 0 { padded + GROUP } else { padded }
    }

    pub fn window(&self) -> Window {
        let size = self.stride() * self.stride();
        Window { re: vec![0.0; size], im: vec![0.0; size] }
    }
}

/// `columns` in whole groups.
pub fn padded(columns: usize) -> usize {
    columns.div_ceil(GROUP) * GROUP
}

fn factors(n: usize) -> Vec<usize> {
    let twos = n.trailing_zeros() as usize;
    let mut rest = n >> twos;
    let mut factors = Vec::new();
    let mut prime = 3;
    for p in [5, 3] {
        while rest % p == 0 {
            factors.push(p);
            rest /= p;
        }
    }
    while rest > 1 {
        prime += 2;
        while rest % prime == 0 {
            factors.push(prime);
            rest /= prime;
        }
    }
    match twos % 3 {
        1 if twos == 1 => factors.push(2),
        1 => factors.extend([4, 4]),
        2 => factors.push(4),
        _ => {}
    }
    let eights = if twos % 3 == 1 { twos.saturating_sub(4) / 3 } else { twos / 3 };
    factors.extend(std::iter::repeat_n(8, eights));
    factors
}

fn root(turn: usize, n: usize) -> (f64, f64) {
    let (sin, cos) = (TAU * (turn % n) as f64 / n as f64).sin_cos();
    (cos, -sin)
}

/// A square window, row after row at the plan's stride; columns beyond the length are scratch.
#[derive(Clone)]
pub struct Window {
    pub re: Vec<f64>,
    pub im: Vec<f64>,
}

impl Window {
    fn swap_parts(&mut self) {
        std::mem::swap(&mut self.re, &mut self.im);
    }
}

/// Transforms a window, whose first `columns` columns hold values and the others count as zero. The spectrum is left
/// transposed in `window`; `spare` is overwritten.
pub fn forward(plan: &Plan, columns: usize, window: &mut Window, spare: &mut Window) {
    let (n, stride) = (plan.n, plan.stride());
    lines(plan, padded(columns), window, spare);
    transpose(window, spare, stride, n, columns);
    for plane in [&mut spare.re, &mut spare.im] {
        plane[columns * stride..n * stride].fill(0.0);
    }
    std::mem::swap(window, spare);
    lines(plan, padded(n), window, spare);
}

/// Undoes [`forward`] but for a factor of `n^2`; fills the first `columns` columns.
pub fn inverse(plan: &Plan, columns: usize, window: &mut Window, spare: &mut Window) {
    let (n, stride) = (plan.n, plan.stride());
    // Exchanging the parts of what goes in and what comes out reverses the transform.
    window.swap_parts();
    lines(plan, padded(n), window, spare);
    transpose(window, spare, stride, columns, n);
    std::mem::swap(window, spare);
    lines(plan, padded(columns), window, spare);
    window.swap_parts();
}

dispatch!(
    /// Rows `0..cols` of `to` become columns `0..cols` of the `rows` rows of `from`, in whole groups: rows and columns
    /// from there to the next multiple of eight are scratch.
    pub fn transpose(from: &Window, to: &mut Window, stride: usize, rows: usize, cols: usize) = transpose_lanes
);

#[inline(always)]
fn transpose_lanes<S: Isa>(from: &Window, to: &mut Window, stride: usize, rows: usize, cols: usize) {
    for (from, to) in [(&from.re, &mut to.re), (&from.im, &mut to.im)] {
        for r in (0..rows).step_by(GROUP) {
            for c in (0..cols).step_by(GROUP) {
                let mut block = [[0.0; GROUP]; GROUP];
                for (i, row) in block.iter_mut().enumerate() {
                    let at = (r + i) * stride + c;
                    row.copy_from_slice(&from[at..at + GROUP]);
                }
                for j in 0..GROUP {
                    let at = (c + j) * stride + r;
                    let row: &mut [f64; GROUP] = (&mut to[at..at + GROUP]).try_into().unwrap();
                    for i in 0..GROUP {
                        row[i] = block[i][j];
                    }
                }
            }
        }
    }
}

dispatch!(
    /// Transforms every column; the result is in `a`.
    pub fn lines(plan: &Plan, columns: usize, a: &mut Window, b: &mut Window) = lines_lanes
);

#[inline(always)]
fn lines_lanes<S: Isa>(plan: &Plan, columns: usize, a: &mut Window, b: &mut Window) {
    for pass in &plan.passes {
        let step = Step { pass, columns, stride: plan.stride(), from: a, to: b };
        match pass.radix {
            2 => step.run::<S, 2, Two>(),
            3 => step.run::<S, 3, Three>(),
            4 => step.run::<S, 4, Four>(),
            5 => step.run::<S, 5, Five>(),
            8 => step.run::<S, 8, Eight>(),
            _ => step.run_prime::<S>(),
        }
        std::mem::swap(a, b);
    }
}

struct Step<'a> {
    pass: &'a Pass,
    columns: usize,
    stride: usize,
    from: &'a Window,
    to: &'a mut Window,
}

impl Step<'_> {
    #[inline(always)]
    fn run<S: Isa, const R: usize, B: Butterfly<R>>(self) {
        let Pass { groups, stride: s, twiddle, .. } = self.pass;
        for p in 0..*groups {
            let twiddle: &[(f64, f64); R] = twiddle[p * R..(p + 1) * R].try_into().unwrap();
            for q in 0..*s {
                let (mut from, mut to) = ([0; R], [0; R]);
                for k in 0..R {
                    from[k] = (q + s * (p + groups * k)) * self.stride;
                    to[k] = (q + s * (R * p + k)) * self.stride;
                }
                for c in (0..self.columns).step_by(S::D::N) {
                    let mut x = [(S::D::splat(0.0), S::D::splat(0.0)); R];
                    for j in 0..R {
                        x[j] = (S::D::load(&self.from.re[from[j] + c..]), S::D::load(&self.from.im[from[j] + c..]));
                    }
                    let mut y = B::apply(x);
                    if p > 0 {
                        for k in 1..R {
                            y[k] = times(y[k], S::D::splat(twiddle[k].0), S::D::splat(twiddle[k].1));
                        }
                    }
                    for k in 0..R {
                        y[k].0.store(&mut self.to.re[to[k] + c..]);
                        y[k].1.store(&mut self.to.im[to[k] + c..]);
                    }
                }
            }
        }
    }

    /// Any radix, by its definition.
    #[inline(always)]
    fn run_prime<S: Isa>(self) {
        let Pass { radix, groups, stride: s, twiddle, root } = self.pass;
        for p in 0..*groups {
            for q in 0..*s {
                for k in 0..*radix {
                    let to = (q + s * (radix * p + k)) * self.stride;
                    for c in (0..self.columns).step_by(S::D::N) {
                        let mut sum = (S::D::splat(0.0), S::D::splat(0.0));
                        for j in 0..*radix {
                            let from = (q + s * (p + groups * j)) * self.stride + c;
                            let x = (S::D::load(&self.from.re[from..]), S::D::load(&self.from.im[from..]));
                            let w = root[j * k % radix];
                            sum = add(sum, times(x, S::D::splat(w.0), S::D::splat(w.1)));
                        }
                        let w = twiddle[p * radix + k];
                        let y = times(sum, S::D::splat(w.0), S::D::splat(w.1));
                        y.0.store(&mut self.to.re[to + c..]);
                        y.1.store(&mut self.to.im[to + c..]);
                    }
                }
            }
        }
    }
}

#[inline(always)]
fn add<D: Lanes>(a: Complex<D>, b: Complex<D>) -> Complex<D> {
    (a.0 + b.0, a.1 + b.1)
}

#[inline(always)]
fn sub<D: Lanes>(a: Complex<D>, b: Complex<D>) -> Complex<D> {
    (a.0 - b.0, a.1 - b.1)
}

/// `a (re + i im)`.
#[inline(always)]
fn times<D: Lanes>(a: Complex<D>, re: D, im: D) -> Complex<D> {
    (a.0.fma(re, (a.1 * im).neg()), a.0.fma(im, a.1 * re))
}

/// `-i a`.
#[inline(always)]
fn turned<D: Lanes>(a: Complex<D>) -> Complex<D> {
    (a.1, a.0.neg())
}

/// A transform of R numbers.
trait Butterfly<const R: usize> {
    fn apply<D: Lanes<Scalar = f64>>(x: [Complex<D>; R]) -> [Complex<D>; R];
}

struct Two;
struct Three;
struct Four;
struct Five;
struct Eight;

impl Butterfly<2> for Two {
    #[inline(always)]
    fn apply<D: Lanes<Scalar = f64>>([a, b]: [Complex<D>; 2]) -> [Complex<D>; 2] {
        [add(a, b), sub(a, b)]
    }
}

impl Butterfly<3> for Three {
    #[inline(always)]
    fn apply<D: Lanes<Scalar = f64>>([a, b, c]: [Complex<D>; 3]) -> [Complex<D>; 3] {
        let sin = D::splat(0.866_025_403_784_438_6);
        let sum = add(b, c);
        let half = (sum.0.fma(D::splat(-0.5), a.0), sum.1.fma(D::splat(-0.5), a.1));
        let difference = sub(b, c);
        let side = turned((difference.0 * sin, difference.1 * sin));
        [add(a, sum), add(half, side), sub(half, side)]
    }
}

impl Butterfly<4> for Four {
    #[inline(always)]
    fn apply<D: Lanes<Scalar = f64>>([a, b, c, d]: [Complex<D>; 4]) -> [Complex<D>; 4] {
        let (ac, ca) = (add(a, c), sub(a, c));
        let (bd, db) = (add(b, d), turned(sub(b, d)));
        [add(ac, bd), add(ca, db), sub(ac, bd), sub(ca, db)]
    }
}

impl Butterfly<5> for Five {
    #[inline(always)]
    fn apply<D: Lanes<Scalar = f64>>([a, b, c, d, e]: [Complex<D>; 5]) -> [Complex<D>; 5] {
        let (cos1, cos2) = (D::splat(0.309_016_994_374_947_45), D::splat(-0.809_016_994_374_947_5));
        let (sin1, sin2) = (D::splat(0.951_056_516_295_153_5), D::splat(0.587_785_252_292_473_1));
        let (be, cd) = (add(b, e), add(c, d));
        let (eb, dc) = (sub(b, e), sub(c, d));
        let first = (be.0.fma(cos1, cd.0.fma(cos2, a.0)), be.1.fma(cos1, cd.1.fma(cos2, a.1)));
        let second = (be.0.fma(cos2, cd.0.fma(cos1, a.0)), be.1.fma(cos2, cd.1.fma(cos1, a.1)));
        let side1 = turned((eb.0.fma(sin1, dc.0 * sin2), eb.1.fma(sin1, dc.1 * sin2)));
        let side2 = turned((eb.0.fma(sin2, (dc.0 * sin1).neg()), eb.1.fma(sin2, (dc.1 * sin1).neg())));
        [add(a, add(be, cd)), add(first, side1), add(second, side2), sub(second, side2), sub(first, side1)]
    }
}

impl Butterfly<8> for Eight {
    #[inline(always)]
    fn apply<D: Lanes<Scalar = f64>>([a, b, c, d, e, f, g, h]: [Complex<D>; 8]) -> [Complex<D>; 8] {
        let root = D::splat(std::f64::consts::FRAC_1_SQRT_2);
        let even = Four::apply([a, c, e, g]);
        let odd = Four::apply([b, d, f, h]);
        let odd1 = ((odd[1].0 + odd[1].1) * root, (odd[1].1 - odd[1].0) * root);
        let odd2 = turned(odd[2]);
        let odd3 = ((odd[3].1 - odd[3].0) * root, (odd[3].0 + odd[3].1).neg() * root);
        [
            add(even[0], odd[0]),
            add(even[1], odd1),
            add(even[2], odd2),
            add(even[3], odd3),
            sub(even[0], odd[0]),
            sub(even[1], odd1),
            sub(even[2], odd2),
            sub(even[3], odd3),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Against sums over all pairs, for lengths of every radix.
    #[test]
    fn transforms_are_those_of_the_definition_and_come_back() {
        for n in [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 22, 24, 32, 40, 45, 64] {
            let plan = Plan::new(n);
            let stride = plan.stride();
            let mut window = plan.window();
            let columns = (n * 3).div_ceil(4);
            for r in 0..n {
                for c in 0..columns {
                    window.re[r * stride + c] = ((r * 7 + c * 3) % 11) as f64 - 4.0;
                    window.im[r * stride + c] = ((r * 5 + c * c) % 13) as f64 - 6.0;
                }
            }
            let (given, mut spare) = (window.clone(), plan.window());

            forward(&plan, columns, &mut window, &mut spare);

            for (u, v) in [(0, 0), (n / 2, n - 1), (n - 1, n / 3)] {
                let (mut re, mut im) = (0.0, 0.0);
                for r in 0..n {
                    for c in 0..columns {
                        let (cos, sin) = root(r * v % n * n + c * u % n * n, n * n);
                        let at = r * stride + c;
                        re += given.re[at] * cos - given.im[at] * sin;
                        im += given.re[at] * sin + given.im[at] * cos;
                    }
                }
                assert!((window.re[u * stride + v] - re).abs() < 1e-11 * (n * n) as f64, "n={n} ({u}, {v})");
                assert!((window.im[u * stride + v] - im).abs() < 1e-11 * (n * n) as f64, "n={n} ({u}, {v})");
            }

            inverse(&plan, columns, &mut window, &mut spare);

            for r in 0..n {
                for c in 0..columns {
                    let at = r * stride + c;
                    let scale = (n * n) as f64;
                    assert!((window.re[at] / scale - given.re[at]).abs() < 1e-13, "n={n}");
                    assert!((window.im[at] / scale - given.im[at]).abs() < 1e-13, "n={n}");
                }
            }
        }
    }
}
