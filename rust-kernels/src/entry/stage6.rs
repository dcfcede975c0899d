//! Entry points of stage 6.

use crate::arcs::{self, Arcs, Judged, Table, Verdict};
use crate::call::{input, output, range, run, shared, size};
use crate::clap::ComplexOut;
use crate::{fft, goldstein, lookangle, phasorgrid};

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_stage6_goldstein_filter(
    cells_re: *const f32,
    cells_im: *const f32,
    rows: i32,
    cols: i32,
    window: i32,
    alpha: f64,
    out_re: *mut f32,
    out_im: *mut f32,
) -> i32 {
    run(|| unsafe {
        let (n, m) = (size("rows", rows.into())?, size("cols", cols.into())?);
        let window = size("window", window.into())?;
        let padded = goldstein::padded(window);
        if window < 2 || window % 2 != 0 || padded % 2 != 0 || window > n.min(m) || padded > fft::MAX_LENGTH {
            return Err(format!("cells of {n} x {m} take no filter window of {window}"));
        }
        let (re, im) = (input("cells_re", cells_re, n, m)?, input("cells_im", cells_im, n, m)?);
        let mut out =
            ComplexOut { re: output("out_re", out_re, n, m, (0, n))?, im: output("out_im", out_im, n, m, (0, n))? };
        goldstein::filter(re, im, n, m, window, alpha, &mut out);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_stage6_smooth_arcs(
    arc_re: *const f32,
    arc_im: *const f32,
    rows: i64,
    n: i32,
    weight: *const f32,
    intercept: *const f32,
    first_anchor: i32,
    last_anchor: i32,
    phase: *mut f32,
    noise: *mut f32,
    from: i64,
    to: i64,
) -> i32 {
    run(|| unsafe {
        let (rows, n) = (size("rows", rows)?, size("n", n.into())?);
        let part = range(from, to, rows)?;
        let table = Table {
            n,
            weight: input("weight", weight, n, n)?,
            intercept: input("intercept", intercept, n, n)?,
            first_anchor: size("first_anchor", first_anchor.into())?,
            last_anchor: size("last_anchor", last_anchor.into())?,
        };
        if table.first_anchor >= n || table.last_anchor >= n {
            return Err(format!("anchors {first_anchor} and {last_anchor} of {n} dates"));
        }
        let arcs = Arcs { re: input("arc_re", arc_re, rows, n)?, im: input("arc_im", arc_im, rows, n)?, rows };
        let mut phase = output("phase", phase, rows, n, part)?;
        let mut noise = output("noise", noise, rows, n, part)?;
        arcs::smooth(arcs, table, &mut phase, &mut noise, part.0, part.1);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_stage6_arc_scatter(
    phase: *const f32,
    noise: *const f32,
    rows: i64,
    n: i32,
    slope: *const f32,
    bperp: *const f32,
    limit: f32,
    dph: *mut f32,
    out_noise: *mut f32,
    std: *mut f32,
    out_rows: i64,
    out_row: i64,
    count: i64,
) -> i32 {
    run(|| unsafe {
        let (rows, n) = (size("rows", rows)?, size("n", n.into())?);
        let (_, count) = range(0, count, rows)?;
        let (out_rows, first) = (size("out_rows", out_rows)?, size("out_row", out_row)?);
        let part = range(out_row, out_row.saturating_add(count as i64), out_rows)?;
        let arcs = Judged {
            phase: input("phase", phase, rows, n)?,
            noise: input("noise", noise, rows, n)?,
            rows,
            k: input("slope", slope, rows, 1)?,
            bperp: input("bperp", bperp, n, 1)?,
            limit,
        };
        let mut out = Verdict {
            dph: output("dph", dph, out_rows, n, part)?,
            noise: output("out_noise", out_noise, out_rows, n, part)?,
            std: output("std", std, out_rows, 1, part)?,
        };
        arcs::scatter(arcs, &mut out, first, count);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_stage6_look_angle(
    arc_re: *mut f32,
    arc_im: *mut f32,
    rows: i64,
    ifgs: i32,
    first: *const i32,
    second: *const i32,
    baseline: *const f32,
    count: i32,
    slope_step: f64,
    trials: i32,
    bperp: *const f32,
    slope: *mut f32,
    from: i64,
    to: i64,
) -> i32 {
    run(|| unsafe {
        let (n, m, count) = (size("rows", rows)?, size("ifgs", ifgs.into())?, size("count", count.into())?);
        let part = range(from, to, n)?;
        let series = lookangle::Series {
            first: input("first", first, count, 1)?,
            second: input("second", second, count, 1)?,
            b: input("baseline", baseline, count, 1)?,
            step: slope_step,
            trials: size("trials", trials.into())?,
        };
        if let Some(column) = series.first.iter().chain(series.second).find(|column| **column >= ifgs) {
            return Err(format!("interferogram {column} of {ifgs}"));
        }
        let mut arcs = lookangle::Arcs {
            in_re: shared("arc_re", arc_re.cast_const(), n, m, part)?,
            in_im: shared("arc_im", arc_im.cast_const(), n, m, part)?,
            re: output("arc_re", arc_re, n, m, part)?,
            im: output("arc_im", arc_im, n, m, part)?,
        };
        let mut slope = output("slope", slope, n, 1, part)?;
        lookangle::remove(&mut arcs, series, input("bperp", bperp, m, 1)?, &mut slope, part.0, part.1);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_stage6_reconstruct(
    phase_re: *const f32,
    phase_im: *const f32,
    rows: i64,
    node_phase: *const f32,
    nodes: i64,
    node_of: *const i32,
    out: *mut f32,
    from: i64,
    to: i64,
) -> i32 {
    run(|| unsafe {
        let (n, nodes) = (size("rows", rows)?, size("nodes", nodes)?);
        let part = range(from, to, n)?;
        let node_of = input("node_of", node_of, n, 1)?;
        if let Some(node) = node_of[part.0..part.1].iter().find(|node| **node >= 0 && **node as usize >= nodes) {
            return Err(format!("node {node} of {nodes}"));
        }
        let (re, im) = (input("phase_re", phase_re, n, 1)?, input("phase_im", phase_im, n, 1)?);
        let node_phase = input("node_phase", node_phase, nodes, 1)?;
        let mut out = output("out", out, n, 1, part)?;
        phasorgrid::reconstruct(re, im, node_phase, node_of, &mut out, part.0, part.1);
        Ok(())
    })
}
