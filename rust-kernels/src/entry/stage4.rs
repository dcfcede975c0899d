//! Entry points of stages 4 and 5.

use crate::call::{input, output, range, run, shared, size};
use crate::edgestats::{self, BaselineFit, Network, Smoothing};
use crate::phaseramp::{self, Pair, Planes, Ramp};

unsafe fn network<'a>(
    re: *const f32,
    im: *const f32,
    rows: i64,
    n: i32,
    edges: *const i32,
    edge_count: i64,
    from: i64,
    to: i64,
) -> Result<(Network<'a>, (usize, usize)), String> {
    let (rows, n) = (size("rows", rows)?, size("n", n.into())?);
    let edge_count = size("edge_count", edge_count)?;
    let part = range(from, to, edge_count)?;
    let edges = unsafe { input("edges", edges, edge_count, 2)? };
    // Only the edges of the range: a caller with a million of them asks for a few thousand at a time.
    let mut ends = edges[part.0..part.1].iter().chain(&edges[edge_count..][part.0..part.1]);
    if let Some(point) = ends.find(|point| usize::try_from(**point).map_or(true, |point| point >= rows)) {
        return Err(format!("an edge ends at point {point} of {rows}"));
    }
    let (re, im) = unsafe { (input("phase_re", re, rows, n)?, input("phase_im", im, rows, n)?) };
    Ok((Network { re, im, rows, n, edges, edge_count }, part))
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_stage4_edge_stats_leave_one_out(
    phase_re: *const f32,
    phase_im: *const f32,
    rows: i64,
    n: i32,
    edges: *const i32,
    edge_count: i64,
    weight: *const f64,
    sums: *mut f64,
    from: i64,
    to: i64,
) -> i32 {
    run(|| unsafe {
        let (net, part) = network(phase_re, phase_im, rows, n, edges, edge_count, from, to)?;
        let weight = input("weight", weight, net.n, net.n)?;
        let mut sums = output("sums", sums, 2 * net.n, 1, (0, 2 * net.n))?;
        edgestats::leave_one_out(net, weight, sums.part(0, 0, 2 * net.n), part.0, part.1);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_stage4_edge_stats(
    phase_re: *const f32,
    phase_im: *const f32,
    rows: i64,
    n: i32,
    edges: *const i32,
    edge_count: i64,
    weight: *const f64,
    intercept: *const f64,
    slope: *const f64,
    tau: *const f64,
    baseline: *const f64,
    projector: *const f64,
    noise: *mut f32,
    from: i64,
    to: i64,
) -> i32 {
    run(|| unsafe {
        let (net, part) = network(phase_re, phase_im, rows, n, edges, edge_count, from, to)?;
        let n = net.n;
        let smoothing = Smoothing {
            weight: input("weight", weight, n, n)?,
            intercept: input("intercept", intercept, n, n)?,
            slope: input("slope", slope, n, n)?,
            tau: input("tau", tau, n, n)?,
        };
        let fit = BaselineFit {
            baseline: input("baseline", baseline, n, 1)?,
            projector: input("projector", projector, n, 1)?,
        };
        let mut noise = output("noise", noise, net.edge_count, 2, part)?;
        edgestats::noise(net, smoothing, fit, &mut noise, part.0, part.1);
        Ok(())
    })
}

unsafe fn ramp<'a>(
    slope: *const f32,
    rows: usize,
    cols: usize,
    baseline: *const f32,
    baseline_rows: i64,
    baseline_cols: i32,
    offset: *const f32,
    offset_rows: i64,
) -> Result<Ramp<'a>, String> {
    let (b_rows, b_cols) = (size("baseline_rows", baseline_rows)?, size("baseline_cols", baseline_cols.into())?);
    let offset_rows = size("offset_rows", offset_rows)?;
    if (b_rows != rows && b_rows != 1) || (b_cols != cols && b_cols != 1) || (offset_rows != rows && offset_rows != 1) {
        return Err(format!(
            "baselines [{b_rows}, {b_cols}] and {offset_rows} offsets do not fit phase [{rows}, {cols}]"
        ));
    }
    unsafe {
        Ok(Ramp {
            slope: input("slope", slope, rows, 1)?,
            baseline: input("baseline", baseline, b_rows, b_cols)?,
            baseline_rows: b_rows,
            baseline_cols: b_cols,
            offset: input("offset", offset, offset_rows, 1)?,
        })
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_stage5_phase_ramp(
    phase_re: *const f32,
    phase_im: *const f32,
    rows: i64,
    cols: i32,
    slope: *const f32,
    baseline: *const f32,
    baseline_rows: i64,
    baseline_cols: i32,
    offset: *const f32,
    offset_rows: i64,
    unit: i32,
    out_re: *mut f32,
    out_im: *mut f32,
    from: i64,
    to: i64,
) -> i32 {
    run(|| unsafe {
        let (n, m) = (size("rows", rows)?, size("cols", cols.into())?);
        let part = range(from, to, n)?;
        let ramp = ramp(slope, n, m, baseline, baseline_rows, baseline_cols, offset, offset_rows)?;
        let mut planes = Planes {
            re: shared("phase_re", phase_re, n, m, part)?,
            im: shared("phase_im", phase_im, n, m, part)?,
            out_re: output("out_re", out_re, n, m, part)?,
            out_im: output("out_im", out_im, n, m, part)?,
        };
        phaseramp::remove(&mut planes, ramp, unit != 0, part.0, part.1);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_stage5_ifg_noise(
    phase_re: *const f32,
    phase_im: *const f32,
    patch_re: *const f32,
    patch_im: *const f32,
    rows: i64,
    slope: *const f32,
    baseline: *const f32,
    baseline_rows: i64,
    offset: *const f32,
    offset_rows: i64,
    sum: *mut f64,
    from: i64,
    to: i64,
) -> i32 {
    run(|| unsafe {
        let n = size("rows", rows)?;
        let part = range(from, to, n)?;
        let ramp = ramp(slope, n, 1, baseline, baseline_rows, 1, offset, offset_rows)?;
        let pair = Pair {
            re: input("phase_re", phase_re, n, 1)?,
            im: input("phase_im", phase_im, n, 1)?,
            patch_re: input("patch_re", patch_re, n, 1)?,
            patch_im: input("patch_im", patch_im, n, 1)?,
        };
        output("sum", sum, 1, 1, (0, 1))?.set(0, 0, phaseramp::sum_of_squares(pair, ramp, part.0, part.1));
        Ok(())
    })
}
