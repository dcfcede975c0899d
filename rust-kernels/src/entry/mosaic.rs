//! Entry points of mosaics. Pixels may begin at any byte.

use crate::call::{input, output, run, shared, size};
use crate::gainoffset::{self, NoData, Range};
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
