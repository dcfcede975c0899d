//! Entry points of mosaics. Pixels may begin at any byte.

use crate::blockcorrection::{self, Formula, Map};
use crate::call::{input, output, run, shared, size};
use crate::gainoffset::{self, NoData, Range};
use crate::maskedmoments::{self, Rows};
use crate::pixelwidening::{self, PixelType};
use crate::planes::Pixel;

fn range(kind: i32, min: f64, max: f64) -> Result<Range, String> {
    if min.is_nan() || max.is_nan() || min > max {
        return Err(format!("pixels from {min} to {max}"));
    }
    Ok(match kind {
        0 => Range::Unsigned { min, max },
        1 => Range::Signed { min, max },
        2 => Range::Single,
        3 => Range::Double,
        _ => return Err(format!("rounding of kind {kind}")),
    })
}

fn pixel_type(number: i32) -> Result<PixelType, String> {
    Ok(match number {
        0 => PixelType::Bool,
        1 => PixelType::U8,
        2 => PixelType::I8,
        3 => PixelType::U16,
        4 => PixelType::I16,
        5 => PixelType::U32,
        6 => PixelType::I32,
        7 => PixelType::U64,
        8 => PixelType::I64,
        9 => PixelType::F32,
        10 => PixelType::F64,
        _ => return Err(format!("pixels of type {number}")),
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_mosaic_gain_offset(
    value: *const Pixel,
    n: i64,
    gain: f64,
    offset: f64,
    no_data: f64,
    substitute: f64,
    kind: i32,
    min: f64,
    max: f64,
    out: *mut Pixel,
) -> i32 {
    run(|| unsafe {
        let n = size("n", n)?;
        let value = shared("value", value, n, 1, (0, n))?;
        let mut out = output("out", out, n, 1, (0, n))?;
        let no_data = NoData { value: no_data, substitute };
        gainoffset::apply(&value, n, gain, offset, no_data, range(kind, min, max)?, &mut out);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_mosaic_finish(
    tested: *const Pixel,
    n: i64,
    no_data: f64,
    substitute: f64,
    kind: i32,
    min: f64,
    max: f64,
    out: *mut Pixel,
) -> i32 {
    run(|| unsafe {
        let n = size("n", n)?;
        let tested = shared("tested", tested, n, 1, (0, n))?;
        let mut out = output("out", out, n, 1, (0, n))?;
        gainoffset::finish(&tested, n, NoData { value: no_data, substitute }, range(kind, min, max)?, &mut out);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_mosaic_overlay(
    value: *const Pixel,
    n: i64,
    absent: f64,
    no_data: f64,
    substitute: f64,
    out: *mut Pixel,
) -> i32 {
    run(|| unsafe {
        let n = size("n", n)?;
        let value = input("value", value, n, 1)?;
        let mut out = output("out", out, n, 1, (0, n))?;
        gainoffset::overlay(value, absent, NoData { value: no_data, substitute }, &mut out);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_mosaic_widen(pixel: i32, values: *const u8, n: i64, out: *mut Pixel) -> i32 {
    run(|| unsafe {
        let (kind, n) = (pixel_type(pixel)?, size("n", n)?);
        let mut out = output("out", out, n, 1, (0, n))?;
        pixelwidening::widen(kind, input("in", values, n, kind.bytes())?, n, &mut out);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_mosaic_narrow(pixel: i32, values: *const Pixel, n: i64, out: *mut u8) -> i32 {
    run(|| unsafe {
        let (kind, n) = (pixel_type(pixel)?, size("n", n)?);
        let values = input("in", values, n, 1)?;
        let bytes = n * kind.bytes();
        let mut out = output("out", out, bytes, 1, (0, bytes))?;
        pixelwidening::narrow(kind, values, &mut out);
        Ok(())
    })
}

/// A rectangle of at least one pixel that is only read.
unsafe fn rows<'a>(name: &str, first: *const Pixel, stride: i64, rows: usize, cols: usize) -> Result<Rows<'a>, String> {
    let stride = stride_of(name, stride, rows, cols)?;
    let count = stride.checked_mul(rows - 1).and_then(|before| before.checked_add(cols));
    let count = count.ok_or_else(|| format!("{name} of {rows} rows {stride} apart does not fit in memory"))?;
    Ok(Rows { values: unsafe { input(name, first, count, 1)? }, stride })
}

fn stride_of(name: &str, stride: i64, rows: usize, cols: usize) -> Result<usize, String> {
    match usize::try_from(stride) {
        Ok(stride) if stride >= cols || rows <= 1 => Ok(stride),
        _ => Err(format!("rows of {name} lie {stride} apart and have {cols} columns")),
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_mosaic_masked_moments(
    value: *const Pixel,
    stride: i64,
    mask: *const Pixel,
    mask_stride: i64,
    rows: i32,
    cols: i32,
    no_data: f64,
    shift: f64,
    sums: *mut f64,
) -> i32 {
    run(|| unsafe {
        let (n, m) = (size("rows", rows.into())?, size("cols", cols.into())?);
        if n == 0 || m == 0 {
            return Ok(());
        }
        let value = self::rows("value", value, stride, n, m)?;
        let mask = match mask.is_null() {
            true => None,
            false => Some(self::rows("mask", mask, mask_stride, n, m)?),
        };
        let mut sums = output("sums", sums, 4, 1, (0, 4))?;
        let sums = sums.part(0, 0, 4).try_into().map_err(|_| "four sums")?;
        maskedmoments::add(value, mask, n, m, no_data, shift, sums);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_mosaic_mark_valid(
    value: *const Pixel,
    stride: i64,
    rows: i32,
    cols: i32,
    no_data: f64,
    keep: i32,
    mask: *mut Pixel,
    mask_stride: i64,
) -> i32 {
    run(|| unsafe {
        let (n, m) = (size("rows", rows.into())?, size("cols", cols.into())?);
        if n == 0 || m == 0 {
            return Ok(());
        }
        let value = self::rows("value", value, stride, n, m)?;
        // Of a single row the stride says nothing.
        let mask_stride = stride_of("mask", mask_stride, n, m)?.max(m);
        let mut mask = output("mask", mask, mask_stride, n, (0, m))?;
        maskedmoments::mark(value, n, m, no_data, keep != 0, &mut mask);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_mosaic_block_parameters(
    map: *const f64,
    map_rows: i32,
    map_cols: i32,
    s: *const f64,
    cols: i32,
    t: *const f64,
    rows: i32,
    out: *mut Pixel,
) -> i32 {
    run(|| unsafe {
        let (map_rows, map_cols) = (size("map_rows", map_rows.into())?, size("map_cols", map_cols.into())?);
        let (n, m) = (size("rows", rows.into())?, size("cols", cols.into())?);
        let map = Map { values: input("map", map, map_rows, map_cols)?, rows: map_rows, cols: map_cols };
        let count = n.checked_mul(m).ok_or_else(|| format!("{n} x {m} pixels"))?;
        let mut out = output("out", out, count, 1, (0, count))?;
        blockcorrection::interpolate(map, input("s", s, m, 1)?, input("t", t, n, 1)?, &mut out);
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn stampede_mosaic_block_correction(
    value: *const Pixel,
    p: *const Pixel,
    n: i64,
    power: i32,
    shift: f64,
    alpha: f64,
    leave: i32,
    out: *mut Pixel,
) -> i32 {
    run(|| unsafe {
        let n = size("n", n)?;
        let (value, p) = (shared("value", value, n, 1, (0, n))?, input("p", p, n, 1)?);
        let mut out = output("out", out, n, 1, (0, n))?;
        let formula = Formula { power: power != 0, shift, alpha, leave: leave != 0 };
        blockcorrection::apply(&value, p, n, formula, &mut out);
        Ok(())
    })
}
