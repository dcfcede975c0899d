//! Entry points of stages 7 and 8.

use crate::call::{input, output, range, run, size};
use crate::edgenoise::{self, Combination};
use crate::scla::{self, Fit, Results};
use crate::spatialgaussian::{self, Cells, WIDTH};

fn require_columns(column_of: &[i32], stored: usize) -> Result<(), String> {
    match column_of.iter().find(|column| **column >= 0 && **column as usize >= stored) {
        Some(column) => Err(format!("column {column} of a baseline matrix with {stored}")),
        None => Ok(()),
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_stage7_scla(
    phase: *const f32,
    rows: i64,
    ifgs: i32,
    baseline: *const f32,
    stored: i32,
    column_of: *const i32,
    reference: *const f64,
    k_weight: *const f64,
    c_weight: *const f64,
    k: *mut f64,
    c: *mut f64,
    scla: *mut f32,
    from: i64,
    to: i64,
) -> i32 {
    run(|| unsafe {
        let (n, m, stored) = (size("rows", rows)?, size("ifgs", ifgs.into())?, size("stored", stored.into())?);
        let part = range(from, to, n)?;
        let fit = Fit {
            column_of: input("column_of", column_of, m, 1)?,
            reference: input("reference", reference, m, 1)?,
            k_weight: input("k_weight", k_weight, m, 1)?,
            c_weight: input("c_weight", c_weight, m, 1)?,
        };
        require_columns(fit.column_of, stored)?;
        let mut out = Results {
            k: output("k", k, n, 1, part)?,
            c: output("c", c, n, 1, part)?,
            scla: output("scla", scla, n, m, part)?,
        };
        let (phase, baseline) = (input("phase", phase, n, m)?, input("baseline", baseline, n, stored)?);
        scla::estimate(phase, baseline, n, fit, &mut out, part.0, part.1);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_stage7_scla_phase(
    k: *const f64,
    rows: i64,
    baseline: *const f32,
    stored: i32,
    column_of: *const i32,
    ifgs: i32,
    scla: *mut f32,
    from: i64,
    to: i64,
) -> i32 {
    run(|| unsafe {
        let (n, m, stored) = (size("rows", rows)?, size("ifgs", ifgs.into())?, size("stored", stored.into())?);
        let part = range(from, to, n)?;
        let column_of = input("column_of", column_of, m, 1)?;
        require_columns(column_of, stored)?;
        let mut out = output("scla", scla, n, m, part)?;
        let (k, baseline) = (input("k", k, n, 1)?, input("baseline", baseline, n, stored)?);
        scla::phase(k, baseline, column_of, &mut out, part.0, part.1);
        Ok(())
    })
}

unsafe fn combination<'a>(
    values: *const f32,
    rows: usize,
    cols: i32,
    columns: *const i32,
    offset: *const f64,
    count: i32,
    coefficient: *const f64,
    results: usize,
) -> Result<Combination<'a>, String> {
    let (m, count) = (size("cols", cols.into())?, size("count", count.into())?);
    let columns = unsafe { input("columns", columns, count, 1)? };
    if let Some(column) = columns.iter().find(|column| usize::try_from(**column).map_or(true, |column| column >= m)) {
        return Err(format!("column {column} of a matrix with {m}"));
    }
    unsafe {
        Ok(Combination {
            values: input("in", values, rows, m)?,
            rows,
            columns,
            offset: input("offset", offset, count, 1)?,
            coefficient: input("coefficient", coefficient, count, results)?,
        })
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_stage8_edge_noise(
    values: *const f32,
    rows: i64,
    cols: i32,
    columns: *const i32,
    offset: *const f64,
    count: i32,
    coefficient: *const f64,
    results: i32,
    out: *mut f32,
    from: i64,
    to: i64,
) -> i32 {
    run(|| unsafe {
        let (n, results) = (size("rows", rows)?, size("results", results.into())?);
        let part = range(from, to, n)?;
        let combination = combination(values, n, cols, columns, offset, count, coefficient, results)?;
        let mut out = edgenoise::Result::Narrow(output("out", out, n, results, part)?);
        edgenoise::combine(combination, &mut out, part.0, part.1);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_stage8_edge_noise_wide(
    values: *const f32,
    rows: i64,
    cols: i32,
    columns: *const i32,
    offset: *const f64,
    count: i32,
    coefficient: *const f64,
    results: i32,
    out: *mut f64,
    from: i64,
    to: i64,
) -> i32 {
    run(|| unsafe {
        let (n, results) = (size("rows", rows)?, size("results", results.into())?);
        let part = range(from, to, n)?;
        let combination = combination(values, n, cols, columns, offset, count, coefficient, results)?;
        let mut out = edgenoise::Result::Wide(output("out", out, n, results, part)?);
        edgenoise::combine(combination, &mut out, part.0, part.1);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_stage8_scn_filter(
    x: *const f32,
    y: *const f32,
    points: i64,
    start: *const i32,
    cell_rows: i32,
    cell_cols: i32,
    reach: i32,
    radius: f32,
    values: *const f32,
    sigma: f64,
    out: *mut f32,
    from_cell: i64,
    to_cell: i64,
) -> i32 {
    run(|| unsafe {
        let n = size("points", points)?;
        let (rows, cols) = (size("cell_rows", cell_rows.into())?, size("cell_cols", cell_cols.into())?);
        let count = rows.checked_mul(cols).ok_or_else(|| format!("{rows} x {cols} cells"))?;
        let cells = range(from_cell, to_cell, count)?;
        let start = input("start", start, count + 1, 1)?;
        if start[0] != 0 || start[count] as usize != n || start.windows(2).any(|span| span[0] > span[1]) {
            return Err(format!("cells do not divide {n} points"));
        }
        let cell_order = Cells {
            x: input("x", x, n, 1)?,
            y: input("y", y, n, 1)?,
            start,
            rows,
            cols,
            reach: size("reach", reach.into())?,
            radius,
        };
        let values = input("values", values, WIDTH, n)?;
        let part = (start[cells.0] as usize * WIDTH, start[cells.1] as usize * WIDTH);
        let mut out = output("out", out, n * WIDTH, 1, part)?;
        spatialgaussian::smooth(cell_order, values, sigma, &mut out, cells.0, cells.1);
        Ok(())
    })
}
