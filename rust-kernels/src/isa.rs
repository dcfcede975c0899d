//! Which instruction set runs, and how a kernel is compiled for each.

use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::OnceLock;

/// Forces an instruction set for a whole process, as [`force`] does.
pub const VARIABLE: &str = "STAMPEDE_KERNELS_ISA";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum IsaName {
    /// What every processor of the platform has: SSE2 or NEON.
    Baseline = 1,
    Avx2 = 2,
    Avx512 = 3,
}

impl IsaName {
    pub const ALL: [IsaName; 3] = [IsaName::Baseline, IsaName::Avx2, IsaName::Avx512];

    pub fn label(self) -> &'static str {
        self.label_c().to_str().unwrap_or("unknown")
    }

    pub fn label_c(self) -> &'static std::ffi::CStr {
        match self {
            IsaName::Avx512 => c"avx512",
            IsaName::Avx2 => c"avx2",
            IsaName::Baseline if cfg!(target_arch = "aarch64") => c"neon",
            IsaName::Baseline if cfg!(target_arch = "x86_64") => c"sse2",
            IsaName::Baseline => c"baseline",
        }
    }

    /// Whether this processor, and the system on it, can run it.
    pub fn available(self) -> bool {
        match self {
            IsaName::Baseline => true,
            #[cfg(target_arch = "x86_64")]
            IsaName::Avx2 => is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma"),
            #[cfg(target_arch = "x86_64")]
            IsaName::Avx512 => {
                IsaName::Avx2.available()
                    && is_x86_feature_detected!("avx512f")
                    && is_x86_feature_detected!("avx512dq")
                    && is_x86_feature_detected!("avx512bw")
                    && is_x86_feature_detected!("avx512vl")
            }
            #[cfg(not(target_arch = "x86_64"))]
            _ => false,
        }
    }

    fn parse(name: &str) -> Option<IsaName> {
        if name == "baseline" {
            return Some(IsaName::Baseline);
        }
        IsaName::ALL.into_iter().find(|isa| isa.label() == name)
    }
}

/// 0 until someone forces one.
static FORCED: AtomicU8 = AtomicU8::new(0);

/// The best available, or the one [`VARIABLE`] names.
static DETECTED: OnceLock<IsaName> = OnceLock::new();

/// What kernels started from now on use.
pub fn active() -> IsaName {
    match FORCED.load(Ordering::Relaxed) {
        1 => IsaName::Baseline,
        2 => IsaName::Avx2,
        3 => IsaName::Avx512,
        _ => *DETECTED.get_or_init(detect),
    }
}

fn detect() -> IsaName {
    let named = std::env::var(VARIABLE).ok().and_then(|name| IsaName::parse(&name));
    match named {
        Some(isa) if isa.available() => isa,
        _ => IsaName::ALL.into_iter().rev().find(|isa| isa.available()).unwrap_or(IsaName::Baseline),
    }
}

/// Makes kernels use a named instruction set; the empty name undoes it. For tests and measurements: a kernel running
/// in another thread meanwhile ends with the set it began with.
pub fn force(name: &str) -> Result<(), String> {
    if name.is_empty() {
        FORCED.store(0, Ordering::Relaxed);
        return Ok(());
    }
    match IsaName::parse(name) {
        Some(isa) if isa.available() => {
            FORCED.store(isa as u8, Ordering::Relaxed);
            Ok(())
        }
        Some(isa) => Err(format!("this processor has no {}", isa.label())),
        None => Err(format!("unknown instruction set {name}")),
    }
}

/// Defines a function that runs a generic kernel with the active instruction set.
///
/// `dispatch!(pub fn name(a: A, ...) -> R = kernel);` where `kernel` is `#[inline(always)] fn kernel<S: Isa>(a: A, ...)`:
/// it is compiled into one body for each instruction set, with all it calls inlined.

macro_rules! dispatch {
    ($(#[$doc:meta])* pub fn $name:ident($($arg:ident: $type:ty),* $(,)?) $(-> $ret:ty)? = $kernel:ident) => {
        $(#[$doc])*
        #[allow(clippy::too_many_arguments)]
        pub fn $name($($arg: $type),*) $(-> $ret)? {
            #[cfg(target_arch = "x86_64")]
            {
                use $crate::isa::IsaName;
                use $crate::simd::x86::{Avx2, Avx512};

                #[target_feature(enable = "avx512f,avx512dq,avx512bw,avx512vl,avx2,fma")]
                #[allow(clippy::too_many_arguments)]
                fn avx512($($arg: $type),*) $(-> $ret)? {
                    $kernel::<Avx512>($($arg),*)
                }

                #[target_feature(enable = "avx2,fma")]
                #[allow(clippy::too_many_arguments)]
                fn avx2($($arg: $type),*) $(-> $ret)? {
                    $kernel::<Avx2>($($arg),*)
                }

                // Sound: `active` names only what `IsaName::available` found.
                match $crate::isa::active() {
                    IsaName::Avx512 => return unsafe { avx512($($arg),*) },
                    IsaName::Avx2 => return unsafe { avx2($($arg),*) },
                    IsaName::Baseline => {}
                }
            }
            $kernel::<$crate::simd::Portable>($($arg),*)
        }
    };
}

pub(crate) use dispatch;
