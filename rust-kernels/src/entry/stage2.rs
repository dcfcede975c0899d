//! Entry points of stages 2 and 3.

use crate::call::{input, optional, output, range, run, size};
use crate::clap::{self, ComplexOut, Grid, Settings};
use crate::topofit::{self, Baselines, Fit, Phasors};
use crate::{fft, gridaccumulate, histogram};

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
        if let Some(cell) =
            cells[part.0..part.1].iter().find(|cell| usize::try_from(**cell).map_or(true, |cell| cell >= ni * nj))
        {
            return Err(format!("cell {cell} of {}", ni * nj));
        }
        let mut out =
            ComplexOut { re: output("out_re", out_re, rows, m, part)?, im: output("out_im", out_im, rows, m, part)? };
        clap::filter_cells(grid, settings, size("blanked", blanked.into())?, cells, &mut out, part.0, part.1);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_stage2_grid_accumulate(
    value_re: *const f32,
    value_im: *const f32,
    rows: i64,
    cols: i32,
    start: *const i32,
    cells: i64,
    point: *const i32,
    grid_re: *mut f32,
    grid_im: *mut f32,
) -> i32 {
    run(|| unsafe {
        let (n, m, cells) = (size("rows", rows)?, size("cols", cols.into())?, size("cells", cells)?);
        let start = input("start", start, cells + 1, 1)?;
        let point = input("point", point, n, 1)?;
        if start[0] != 0 || start[cells] as usize != n || start.windows(2).any(|span| span[0] > span[1]) {
            return Err(format!("cells do not divide {n} points"));
        }
        if let Some(p) = point.iter().find(|p| usize::try_from(**p).map_or(true, |p| p >= n)) {
            return Err(format!("point {p} of {n}"));
        }
        let mut out = ComplexOut {
            re: output("grid_re", grid_re, cells, m, (0, cells))?,
            im: output("grid_im", grid_im, cells, m, (0, cells))?,
        };
        let (re, im) = (input("value_re", value_re, n, m)?, input("value_im", value_im, n, m)?);
        gridaccumulate::accumulate(re, im, n, start, point, &mut out);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_stage2_histogram(coherence: *const f32, count: i64, counts: *mut f64) -> i32 {
    run(|| unsafe {
        let values = input("coherence", coherence, size("count", count)?, 1)?;
        let mut out = output("counts", counts, histogram::BINS, 1, (0, histogram::BINS))?;
        let counts = out.part(0, 0, histogram::BINS).try_into().map_err(|_| "counts are not 100")?;
        histogram::count(values, counts);
        Ok(())
    })
}
