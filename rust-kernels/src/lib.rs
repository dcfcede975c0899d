//! The C interface of the kernels; `include/stampede_kernels.h` is its definition. Every entry point checks pointers,
//! sizes and ranges, calls one safe function and returns a status.
//!
//! Safety of all entry points: pointers lead to as many values as the header says, and no other thread writes them
//! during the call, except rows of outputs outside `[from, to)`.

#![allow(clippy::missing_safety_doc, clippy::too_many_arguments, clippy::excessive_precision)]

pub mod call;
pub mod clap;
mod fft;
pub mod isa;
mod math;
pub mod planes;
mod simd;
mod spectrum;
pub mod topofit;

use call::{input, optional, output, range, run, size};
use clap::{ComplexOut, Grid, Settings};
use std::ffi::{CStr, c_char};
use topofit::{Baselines, Fit, Phasors};

/// Raised with every change of the header that a caller could notice.
pub const ABI_VERSION: i32 = 1;

#[unsafe(no_mangle)]
pub extern "C" fn stampede_kernels_abi_version() -> i32 {
    ABI_VERSION
}

#[unsafe(no_mangle)]
pub extern "C" fn stampede_kernels_active_isa() -> *const c_char {
    isa::active().label_c().as_ptr()
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_kernels_force_isa(name: *const c_char) -> i32 {
    run(|| {
        if name.is_null() {
            return isa::force("");
        }
        let name = unsafe { CStr::from_ptr(name) };
        isa::force(name.to_str().map_err(|e| e.to_string())?)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_kernels_last_error(text: *mut u8, room: i64) -> i64 {
    unsafe { call::last_error(text, room) }
}

unsafe fn phasors<'a>(re: *const f32, im: *const f32, rows: usize, ifgs: usize) -> Result<Phasors<'a>, String> {
    unsafe { Ok(Phasors { re: input("z_re", re, rows, ifgs)?, im: input("z_im", im, rows, ifgs)?, rows, ifgs }) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_stage2_topofit(
    z_re: *const f32,
    z_im: *const f32,
    baseline: *const f32,
    rows: i64,
    ifgs: i32,
    trials: i32,
    slope: *mut f32,
    offset: *mut f32,
    coherence: *mut f32,
    residual: *mut f32,
    from: i64,
    to: i64,
) -> i32 {
    run(|| unsafe {
        let (n, m) = (size("rows", rows)?, size("ifgs", ifgs.into())?);
        let part = range(from, to, n)?;
        let mut fit = Fit {
            slope: optional("slope", slope, n, 1, part)?,
            offset: optional("offset", offset, n, 1, part)?,
            coherence: output("coherence", coherence, n, 1, part)?,
            residual: optional("residual", residual, n, m, part)?,
        };
        let b = Baselines::PerPoint(input("baseline", baseline, n, m)?);
        topofit::fit(phasors(z_re, z_im, n, m)?, b, size("trials", trials.into())? as u32, &mut fit, part.0, part.1);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_stage2_topofit_row_invariant(
    z_re: *const f32,
    z_im: *const f32,
    baseline: *const f32,
    rows: i64,
    ifgs: i32,
    trials: i32,
    slope: *mut f32,
    offset: *mut f32,
    coherence: *mut f32,
    residual: *mut f32,
    from: i64,
    to: i64,
) -> i32 {
    run(|| unsafe {
        let (n, m) = (size("rows", rows)?, size("ifgs", ifgs.into())?);
        let part = range(from, to, n)?;
        let mut fit = Fit {
            slope: optional("slope", slope, n, 1, part)?,
            offset: optional("offset", offset, n, 1, part)?,
            coherence: output("coherence", coherence, n, 1, part)?,
            residual: optional("residual", residual, n, m, part)?,
        };
        let b = Baselines::Shared(input("baseline", baseline, m, 1)?);
        topofit::fit(phasors(z_re, z_im, n, m)?, b, size("trials", trials.into())? as u32, &mut fit, part.0, part.1);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_stage2_topofit_coh_row_invariant(
    z_re: *const f32,
    z_im: *const f32,
    baseline: *const f32,
    rows: i64,
    ifgs: i32,
    trials: i32,
    coherence: *mut f32,
    from: i64,
    to: i64,
) -> i32 {
    run(|| unsafe {
        let (n, m) = (size("rows", rows)?, size("ifgs", ifgs.into())?);
        let part = range(from, to, n)?;
        let coherence = output("coherence", coherence, n, 1, part)?;
        let mut fit = Fit { slope: None, offset: None, coherence, residual: None };
        let b = Baselines::Shared(input("baseline", baseline, m, 1)?);
        topofit::fit(phasors(z_re, z_im, n, m)?, b, size("trials", trials.into())? as u32, &mut fit, part.0, part.1);
        Ok(())
    })
}

unsafe fn grid<'a>(re: *const f32, im: *const f32, ni: usize, nj: usize, ifgs: usize) -> Result<Grid<'a>, String> {
    let cells = ni.checked_mul(nj).ok_or_else(|| format!("grid of {ni} x {nj}"))?;
    unsafe { Ok(Grid { re: input("grid_re", re, cells, ifgs)?, im: input("grid_im", im, cells, ifgs)?, ni, nj }) }
}

unsafe fn settings<'a>(window: i32, alpha: f64, beta: f64, low_pass: *const f64) -> Result<Settings<'a>, String> {
    let n = size("window", window.into())?;
    if n < 8 || n % 2 != 0 || n > fft::MAX_LENGTH {
        return Err(format!("filter window is {n}, needs an even number from 8 to {}", fft::MAX_LENGTH));
    }
    unsafe { Ok(Settings { window: n, alpha, beta, low_pass: input("low_pass", low_pass, n, n)? }) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_stage2_clap_filter(
    grid_re: *const f32,
    grid_im: *const f32,
    ni: i32,
    nj: i32,
    ifgs: i32,
    window: i32,
    alpha: f64,
    beta: f64,
    low_pass: *const f64,
    out_re: *mut f32,
    out_im: *mut f32,
) -> i32 {
    run(|| unsafe {
        let (ni, nj, m) = (size("ni", ni.into())?, size("nj", nj.into())?, size("ifgs", ifgs.into())?);
        let settings = settings(window, alpha, beta, low_pass)?;
        if ni.min(nj) < settings.window * 3 / 4 {
            return Err(format!("grid of {ni} x {nj} cells is smaller than the filter window"));
        }
        let grid = grid(grid_re, grid_im, ni, nj, m)?;
        let whole = (0, ni * nj);
        let mut out = ComplexOut {
            re: output("out_re", out_re, ni * nj, m, whole)?,
            im: output("out_im", out_im, ni * nj, m, whole)?,
        };
        clap::filter_grid(grid, settings, &mut out);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_stage3_clap_filter_cells(
    grid_re: *const f32,
    grid_im: *const f32,
    ni: i32,
    nj: i32,
    ifgs: i32,
    window: i32,
    alpha: f64,
    beta: f64,
    low_pass: *const f64,
    blanked: i32,
    cells: *const i32,
    cell_count: i64,
    out_re: *mut f32,
    out_im: *mut f32,
    from: i64,
    to: i64,
) -> i32 {
    run(|| unsafe {
        let (ni, nj, m) = (size("ni", ni.into())?, size("nj", nj.into())?, size("ifgs", ifgs.into())?);
        let settings = settings(window, alpha, beta, low_pass)?;
        let grid = grid(grid_re, grid_im, ni, nj, m)?;
        let rows = size("cell_count", cell_count)?;
        let cells = input("cells", cells, rows, 1)?;
        let part = range(from, to, rows)?;
        if let Some(cell) = cells.iter().find(|cell| usize::try_from(**cell).map_or(true, |cell| cell >= ni * nj)) {
            return Err(format!("cell {cell} of {}", ni * nj));
        }
        let mut out = ComplexOut {
            re: output("out_re", out_re, rows, m, part)?,
            im: output("out_im", out_im, rows, m, part)?,
        };
        clap::filter_cells(grid, settings, size("blanked", blanked.into())?, cells, &mut out, part.0, part.1);
        Ok(())
    })
}
