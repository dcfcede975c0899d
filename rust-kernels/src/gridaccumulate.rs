//! Sums of points in grid cells. The contract is `dev.stampede.kernels.gridaccumulate.GridAccumulate`: additions in
//! single precision in the order of the points, so there is nothing for lanes to do.

use crate::clap::ComplexOut;

/// Fills every column of `out`, `[cells, cols]`, from values `[rows, cols]`; the points of cell c are
/// `point[start[c] .. start[c + 1]]`.
pub fn accumulate(re: &[f32], im: &[f32], rows: usize, start: &[i32], point: &[i32], out: &mut ComplexOut) {
    let cells = start.len() - 1;
    for f in 0..out.re.cols() {
        for (value, out) in [(re, &mut out.re), (im, &mut out.im)] {
            let value = &value[f * rows..(f + 1) * rows];
            let out = out.part(f, 0, cells);
            for (cell, span) in out.iter_mut().zip(start.windows(2)) {
                let mut sum = 0.0;
                for p in &point[span[0] as usize..span[1] as usize] {
                    sum += value[*p as usize];
                }
                *cell = sum;
            }
        }
    }
}
