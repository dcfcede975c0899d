//! Sums of points in grid cells. The contract is `dev.stampede.kernels.gridaccumulate.GridAccumulate`: additions in
//! single precision in the order of the points. Both parts of a value in one pass: the order is read once for them.

use crate::clap::ComplexOut;

/// Fills every column of `out`, `[cells, cols]`, from values `[rows, cols]`; the points of cell c are
/// `point[start[c] .. start[c + 1]]`.
pub fn accumulate(re: &[f32], im: &[f32], rows: usize, start: &[i32], point: &[i32], out: &mut ComplexOut) {
    let cells = start.len() - 1;
    for f in 0..out.re.cols() {
        let (re, im) = (&re[f * rows..(f + 1) * rows], &im[f * rows..(f + 1) * rows]);
        let (out_re, out_im) = (out.re.part(f, 0, cells), out.im.part(f, 0, cells));
        let mut from = start[0] as usize;
        for ((cell_re, cell_im), to) in out_re.iter_mut().zip(out_im).zip(&start[1..]) {
            let to = *to as usize;
            let (mut sum_re, mut sum_im) = (0.0, 0.0);
            for p in &point[from..to] {
                sum_re += re[*p as usize];
                sum_im += im[*p as usize];
            }
            (*cell_re, *cell_im) = (sum_re, sum_im);
            from = to;
        }
    }
}
