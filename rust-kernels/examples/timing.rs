//! CPU-bound times of the main kernels on every instruction set the processor has, one thread, best of several:
//! `cargo run --release --offline --example timing`.

use stampede_kernels::clap::{ComplexOut, Grid, Settings, filter_cells, filter_grid};
use stampede_kernels::isa::{IsaName, force};
use stampede_kernels::planes::Out;
use stampede_kernels::topofit::{Baselines, Fit, Phasors, fit};
use std::time::Instant;

fn best(mut work: impl FnMut()) -> f64 {
    (0..7)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min)
}

fn main() {
    let mut state = 1u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 40) as f32 / (1u64 << 24) as f32
    };
    let (n, m) = (2000, 30);
    let angle: Vec<f32> = (0..n * m).map(|_| 6.28 * random()).collect();
    let (re, im): (Vec<f32>, Vec<f32>) = angle.iter().map(|a| (a.cos(), a.sin())).unzip();
    let b: Vec<f32> = (0..n * m).map(|_| 300.0 * random() - 150.0).collect();
    let low_pass = vec![0.5; 32 * 32];
    let (ni, nj) = (60, 60);
    let cells: Vec<i32> = (0..200).map(|k| k * 17).collect();
    for isa in IsaName::ALL.into_iter().filter(|isa| isa.available()) {
        force(isa.label()).unwrap();
        for shared in [false, true] {
            let (mut slope, mut offset, mut coherence) = (vec![0.0; n], vec![0.0; n], vec![0.0; n]);
            let time = best(|| {
                let mut out = Fit {
                    slope: Some(Out::of(&mut slope, n, 1)),
                    offset: Some(Out::of(&mut offset, n, 1)),
                    coherence: Out::of(&mut coherence, n, 1),
                    residual: None,
                };
                let b = if shared { Baselines::Shared(&b[..m]) } else { Baselines::PerPoint(&b) };
                fit(Phasors { re: &re, im: &im, rows: n, ifgs: m }, b, 32, &mut out, 0, n);
            });
            println!("{isa:?} topofit 30 ifgs 65 trials shared={shared}: {:.0} ns per point", time * 1e9 / n as f64);
        }
        let settings = Settings { window: 32, alpha: 1.0, beta: 0.3, low_pass: &low_pass };
        let grid = Grid { re: &re[..ni * nj], im: &im[..ni * nj], ni, nj };
        let (mut a, mut c) = (vec![0.0; ni * nj], vec![0.0; ni * nj]);
        let time = best(|| {
            let mut out = ComplexOut { re: Out::of(&mut a, ni * nj, 1), im: Out::of(&mut c, ni * nj, 1) };
            filter_grid(grid, settings, &mut out);
        });
        println!("{isa:?} CLAP grid: {:.2} us per window", time * 1e6 / 49.0);
        let (mut a, mut c) = (vec![0.0; 200], vec![0.0; 200]);
        let time = best(|| {
            let mut out = ComplexOut { re: Out::of(&mut a, 200, 1), im: Out::of(&mut c, 200, 1) };
            filter_cells(grid, settings, 0, &cells, &mut out, 0, 200);
        });
        println!("{isa:?} CLAP cell: {:.2} us per cell and interferogram", time * 1e6 / 200.0);
    }
}
