//! The C interface of the kernels; `include/stampede_kernels.h` is its definition. Every entry point checks pointers,
//! sizes and ranges, calls one safe function and returns a status.
//!
//! Safety of all entry points: pointers lead to as many values as the header says, and no other thread writes them
//! during the call, except rows of outputs outside `[from, to)`.

#![allow(clippy::missing_safety_doc, clippy::too_many_arguments, clippy::excessive_precision)]

pub mod call;
pub mod isa;
mod math;
pub mod planes;
mod simd;
pub mod topofit;

use call::{input, optional, output, range, run, size};
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
