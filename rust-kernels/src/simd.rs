//! Lanes: vectors of single- and double-precision numbers in as many widths as there are instruction sets.
//!
//! A kernel is written once, generic over [`Isa`], and compiled for every instruction set by `dispatch!` (see
//! [`crate::isa`]). The intrinsics in here are only sound on a processor that has them; the types are private to the
//! crate and named in one place, behind the run-time detection, so a kernel stays safe code.
//!
//! Additions, products, quotients and square roots are those of IEEE 754 in every width. `fma` rounds once where the
//! processor fuses and twice on the x86-64 baseline, which has no such instruction.

use crate::planes::Pixel;
use std::ops::{Add, Div, Mul, Sub};

/// An instruction set: its vectors of `f32` and of `f64`.
pub trait Isa: Copy {
    type F: Lanes<Scalar = f32, Bits = u32>;
    type D: Wide;
}

/// A vector of numbers.
pub trait Lanes: Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self> {
    type Scalar: Copy;
    type Bits: Copy;
    type Mask: Copy;
    /// Number of lanes.
    const N: usize;

    fn splat(x: Self::Scalar) -> Self;
    /// The first `N` values of a slice.
    fn load(from: &[Self::Scalar]) -> Self;
    /// Overwrites the first `N` values of a slice.
    fn store(self, to: &mut [Self::Scalar]);
    /// `self * b + c`.
    fn fma(self, b: Self, c: Self) -> Self;
    fn sqrt(self) -> Self;
    /// The smaller number; `other` if either is NaN.
    fn min(self, other: Self) -> Self;
    /// The larger number; `other` if either is NaN.
    fn max(self, other: Self) -> Self;
    fn abs(self) -> Self;
    fn neg(self) -> Self;
    fn lt(self, other: Self) -> Self::Mask;
    fn le(self, other: Self) -> Self::Mask;
    fn gt(self, other: Self) -> Self::Mask;
    fn ge(self, other: Self) -> Self::Mask;
    /// False where either is NaN.
    fn eq(self, other: Self) -> Self::Mask;
    /// Lanes where the bits, as an integer, are not zero.
    fn nonzero_bits(self) -> Self::Mask;
    fn select(mask: Self::Mask, yes: Self, no: Self) -> Self;
    fn and_bits(self, bits: Self::Bits) -> Self;
    fn or_bits(self, bits: Self::Bits) -> Self;
    fn xor(self, other: Self) -> Self;
    /// Integer addition of the bits.
    fn add_bits(self, other: Self) -> Self;
    fn from_bits(bits: Self::Bits) -> Self;
    fn shl<const BY: u32>(self) -> Self;
    /// Logical shift of the bits to the right.
    fn shr<const BY: u32>(self) -> Self;
}

/// A vector of `f64`, which can be read from and written to single precision.
pub trait Wide: Lanes<Scalar = f64, Bits = u64> {
    fn widen(from: &[f32]) -> Self;
    /// The first `N` values of a slice, wherever it begins.
    fn load_pixels(from: &[Pixel]) -> Self;
    /// Rounds to nearest.
    fn narrow(self, to: &mut [f32]);
    /// Exchanges rows and columns of the first `N` vectors.
    fn transpose(rows: &mut [Self; 8]);
}

/// Vectors as arrays: the compiler's own instructions, whatever the processor.
#[derive(Clone, Copy)]
pub struct Portable;

impl Isa for Portable {
    type F = Array<f32, 4>;
    type D = Array<f64, 2>;
}

#[derive(Clone, Copy)]
pub struct Array<T, const N: usize>([T; N]);

macro_rules! array_operator {
    ($trait:ident, $method:ident, $op:tt, $t:ty, $n:literal) => {
        impl $trait for Array<$t, $n> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                Self(std::array::from_fn(|i| self.0[i] $op other.0[i]))
            }
        }
    };
}

macro_rules! array_lanes {
    ($t:ty, $bits:ty, $n:literal) => {
        array_operator!(Add, add, +, $t, $n);
        array_operator!(Sub, sub, -, $t, $n);
        array_operator!(Mul, mul, *, $t, $n);
        array_operator!(Div, div, /, $t, $n);

        impl Array<$t, $n> {
            #[inline(always)]
            fn map(self, f: impl Fn($t) -> $t) -> Self {
                Self(std::array::from_fn(|i| f(self.0[i])))
            }
            #[inline(always)]
            fn zip(self, other: Self, f: impl Fn($t, $t) -> $t) -> Self {
                Self(std::array::from_fn(|i| f(self.0[i], other.0[i])))
            }
            #[inline(always)]
            fn test(self, other: Self, f: impl Fn($t, $t) -> bool) -> [bool; $n] {
                std::array::from_fn(|i| f(self.0[i], other.0[i]))
            }
        }

        impl Lanes for Array<$t, $n> {
            type Scalar = $t;
            type Bits = $bits;
            type Mask = [bool; $n];
            const N: usize = $n;

            #[inline(always)]
            fn splat(x: $t) -> Self {
                Self([x; $n])
            }
            #[inline(always)]
            fn load(from: &[$t]) -> Self {
                Self(from[..$n].try_into().unwrap())
            }
            #[inline(always)]
            fn store(self, to: &mut [$t]) {
                to[..$n].copy_from_slice(&self.0);
            }
            #[inline(always)]
            fn fma(self, b: Self, c: Self) -> Self {
                if cfg!(target_arch = "aarch64") {
                    Self(std::array::from_fn(|i| self.0[i].mul_add(b.0[i], c.0[i])))
                } else {
                    self * b + c
                }
            }
            #[inline(always)]
            fn sqrt(self) -> Self {
                self.map(|x| x.sqrt())
            }
            #[inline(always)]
            fn min(self, other: Self) -> Self {
                self.zip(other, |a, b| if a < b { a } else { b })
            }
            #[inline(always)]
            fn max(self, other: Self) -> Self {
                self.zip(other, |a, b| if a > b { a } else { b })
            }
            #[inline(always)]
            fn abs(self) -> Self {
                self.map(|x| x.abs())
            }
            #[inline(always)]
            fn neg(self) -> Self {
                self.map(|x| -x)
            }
            #[inline(always)]
            fn lt(self, other: Self) -> [bool; $n] {
                self.test(other, |a, b| a < b)
            }
            #[inline(always)]
            fn le(self, other: Self) -> [bool; $n] {
                self.test(other, |a, b| a <= b)
            }
            #[inline(always)]
            fn gt(self, other: Self) -> [bool; $n] {
                self.test(other, |a, b| a > b)
            }
            #[inline(always)]
            fn ge(self, other: Self) -> [bool; $n] {
                self.test(other, |a, b| a >= b)
            }
            #[inline(always)]
            fn eq(self, other: Self) -> [bool; $n] {
                self.test(other, |a, b| a == b)
            }
            #[inline(always)]
            fn nonzero_bits(self) -> [bool; $n] {
                std::array::from_fn(|i| self.0[i].to_bits() != 0)
            }
            #[inline(always)]
            fn select(mask: [bool; $n], yes: Self, no: Self) -> Self {
                Self(std::array::from_fn(|i| if mask[i] { yes.0[i] } else { no.0[i] }))
            }
            #[inline(always)]
            fn and_bits(self, bits: $bits) -> Self {
                self.map(|x| <$t>::from_bits(x.to_bits() & bits))
            }
            #[inline(always)]
            fn or_bits(self, bits: $bits) -> Self {
                self.map(|x| <$t>::from_bits(x.to_bits() | bits))
            }
            #[inline(always)]
            fn xor(self, other: Self) -> Self {
                self.zip(other, |a, b| <$t>::from_bits(a.to_bits() ^ b.to_bits()))
            }
            #[inline(always)]
            fn add_bits(self, other: Self) -> Self {
                self.zip(other, |a, b| <$t>::from_bits(a.to_bits().wrapping_add(b.to_bits())))
            }
            #[inline(always)]
            fn from_bits(bits: $bits) -> Self {
                Self::splat(<$t>::from_bits(bits))
            }
            #[inline(always)]
            fn shl<const BY: u32>(self) -> Self {
                self.map(|x| <$t>::from_bits(x.to_bits() << BY))
            }
            #[inline(always)]
            fn shr<const BY: u32>(self) -> Self {
                self.map(|x| <$t>::from_bits(x.to_bits() >> BY))
            }
        }
    };
}

array_lanes!(f32, u32, 4);
array_lanes!(f64, u64, 2);
// One lane: for tables, computed with the very operations of the lanes.
array_lanes!(f32, u32, 1);

impl Wide for Array<f64, 2> {
    #[inline(always)]
    fn widen(from: &[f32]) -> Self {
        Self([from[0] as f64, from[1] as f64])
    }
    #[inline(always)]
    fn load_pixels(from: &[Pixel]) -> Self {
        Self([f64::from_ne_bytes(from[0]), f64::from_ne_bytes(from[1])])
    }
    #[inline(always)]
    fn narrow(self, to: &mut [f32]) {
        to[0] = self.0[0] as f32;
        to[1] = self.0[1] as f32;
    }
    #[inline(always)]
    fn transpose(rows: &mut [Self; 8]) {
        (rows[0].0[1], rows[1].0[0]) = (rows[1].0[0], rows[0].0[1]);
    }
}

#[cfg(target_arch = "x86_64")]
pub mod x86;
