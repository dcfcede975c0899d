//! The kernel against its definition, written out in double precision.

use stampede_kernels::isa::{IsaName, active, force};
use stampede_kernels::planes::Out;
use stampede_kernels::topofit::{Baselines, Fit, Phasors, fit};
mod common;
use common::Random;

struct Truth {
    slope: f64,
    offset: f64,
    coherence: f64,
}

fn definition(z: &[(f64, f64)], b: &[f64], trials: i32) -> Truth {
    let turned = |slope: f64| -> Vec<(f64, f64)> {
        let turn = |(&(re, im), &b): (&(f64, f64), &f64)| {
            let (s, c) = (slope * b).sin_cos();
            (re * c + im * s, im * c - re * s)
        };
        z.iter().zip(b).map(turn).collect()
    };
    let sum = |r: &[(f64, f64)]| r.iter().fold((0.0, 0.0), |a, x| (a.0 + x.0, a.1 + x.1));
    let range = b.iter().cloned().fold(f64::MIN, f64::max) - b.iter().cloned().fold(f64::MAX, f64::min);
    let step = if range > 0.0 { std::f64::consts::FRAC_PI_4 / range } else { 0.0 };
    let mut best = (-1.0, 0.0);
    for t in -trials..=trials {
        let (re, im) = sum(&turned(t as f64 * step));
        if re * re + im * im > best.0 {
            best = (re * re + im * im, t as f64 * step);
        }
    }
    let r = turned(best.1);
    let o = sum(&r);
    let (mut up, mut down) = (0.0, 0.0);
    for (&(re, im), &b) in r.iter().zip(b) {
        let psi = (im * o.0 - re * o.1).atan2(re * o.0 + im * o.1);
        up += (re * re + im * im) * b * psi;
        down += (re * re + im * im) * b * b;
    }
    let slope = if down > 0.0 { best.1 + up / down } else { best.1 };
    let e = turned(slope);
    let total = sum(&e);
    let moduli: f64 = e.iter().map(|x| x.0.hypot(x.1)).sum();
    Truth { slope, offset: total.1.atan2(total.0), coherence: total.0.hypot(total.1) / moduli }
}

#[test]
fn agrees_with_the_definition_on_every_instruction_set_and_for_both_kinds_of_baselines() {
    let trials = 11;
    for isa in IsaName::ALL.into_iter().filter(|isa| isa.available()) {
        force(isa.label()).unwrap();
        assert_eq!(active(), isa);
        for shared in [false, true] {
            for (n, m) in [(1, 3), (5, 7), (16, 8), (17, 30), (33, 15), (64, 4)] {
                check(n, m, trials, shared, isa);
            }
        }
    }
    force("").unwrap();
}

fn check(n: usize, m: usize, trials: u32, shared: bool, isa: IsaName) {
    let mut random = Random::new(7 + n as u64);
    let common: Vec<f32> = (0..m).map(|_| 120.0 * random.normal() as f32).collect();
    let (mut re, mut im, mut b) = (vec![0.0f32; n * m], vec![0.0f32; n * m], vec![0.0f32; n * m]);
    for p in 0..n {
        let slope = 0.008 * random.normal();
        for f in 0..m {
            let at = p + f * n;
            b[at] = if shared { common[f] } else { 120.0 * random.normal() as f32 };
            let phase = slope * b[at] as f64 + 1.0 + 0.2 * random.normal();
            (im[at], re[at]) = (phase.sin() as f32, phase.cos() as f32);
        }
    }
    if n > 4 {
        (re[3], im[3]) = (0.0, 0.0);
        re[4] = f32::NAN;
    }
    let (mut slope, mut offset, mut coherence) = (vec![9.0; n], vec![9.0; n], vec![9.0; n]);
    let mut residual = vec![9.0; n * m];
    let mut out = Fit {
        slope: Some(Out::of(&mut slope, n, 1)),
        offset: Some(Out::of(&mut offset, n, 1)),
        coherence: Out::of(&mut coherence, n, 1),
        residual: Some(Out::of(&mut residual, n, m)),
    };
    let baselines = if shared { Baselines::Shared(&common) } else { Baselines::PerPoint(&b) };

    fit(Phasors { re: &re, im: &im, rows: n, ifgs: m }, baselines, trials, &mut out, 0, n);

    for p in 0..n {
        let at = format!("{isa:?} shared={shared} n={n} m={m} p={p}");
        if n > 4 && (p == 3 || p == 4) {
            assert!(slope[p].is_nan() && coherence[p].is_nan() && offset[p] == 9.0 && residual[p] == 9.0, "{at}");
            continue;
        }
        let z: Vec<_> = (0..m).map(|f| (re[p + f * n] as f64, im[p + f * n] as f64)).collect();
        let line: Vec<_> = (0..m).map(|f| b[p + f * n] as f64).collect();
        let truth = definition(&z, &line, trials as i32);
        let range = line.iter().cloned().fold(f64::MIN, f64::max) - line.iter().cloned().fold(f64::MAX, f64::min);
        // The bounds of the contract.
        assert!((coherence[p] as f64 - truth.coherence).abs() <= 5e-6, "{at}");
        assert!((slope[p] as f64 - truth.slope).abs() * range <= 5e-5, "{at}: {} {}", slope[p], truth.slope);
        assert!((offset[p] as f64 - truth.offset).abs() <= 5e-5, "{at}: {} {}", offset[p], truth.offset);
    }
}
