//! The C interface of the kernels; `include/stampede_kernels.h` is its definition. Every entry point checks pointers,
//! sizes and ranges, calls one safe function and returns a status.
//!
//! Safety of all entry points: pointers lead to as many values as the header says, and no other thread writes them
//! during the call, except rows of outputs outside `[from, to)`.

#![allow(clippy::missing_safety_doc, clippy::too_many_arguments, clippy::excessive_precision)]

pub mod arcs;
pub mod blockcorrection;
pub mod call;
pub mod clap;
pub mod edgenoise;
pub mod edgestats;
mod entry;
mod fft;
pub mod gainoffset;
pub mod goldstein;
pub mod gridaccumulate;
pub mod histogram;
pub mod isa;
pub mod lookangle;
pub mod maskedmoments;
mod math;
pub mod phaseramp;
pub mod phasorgrid;
pub mod pixelwidening;
pub mod planes;
pub mod scla;
mod simd;
pub mod spatialgaussian;
mod spectrum;
pub mod topofit;

use call::run;
use std::ffi::{CStr, c_char};

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
