//! Lanes: vectors of single- and double-precision numbers in as many widths as there are instruction sets.
//!
//! A kernel is written once, generic over [`Isa`], and compiled for every instruction set by `dispatch!` (see
//! [`crate::isa`]). The intrinsics in here are only sound on a processor that has them; the types are private to the
//! crate and named in one place, behind the run-time detection, so a kernel stays safe code.
//!
//! Additions, products, quotients and square roots are those of IEEE 754 in every width. `fma` rounds once where the
//! processor fuses and twice on the x86-64 baseline, which has no such instruction.
//!
//! Long because it is one table: the same few operations for every width, best compared side by side.

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
pub mod x86 {
    use super::{Isa, Lanes, Wide};
    use std::arch::x86_64::*;
    use std::ops::{Add, Div, Mul, Sub};

    /// AVX2 with FMA.
    #[derive(Clone, Copy)]
    pub struct Avx2;

    impl Isa for Avx2 {
        type F = F8;
        type D = D4;
    }

    /// AVX-512 F, DQ, BW and VL.
    #[derive(Clone, Copy)]
    pub struct Avx512;

    impl Isa for Avx512 {
        type F = F16;
        type D = D8;
    }

    macro_rules! operator {
        ($v:ident, $trait:ident, $method:ident, $f:ident) => {
            impl $trait for $v {
                type Output = Self;
                #[inline(always)]
                fn $method(self, other: Self) -> Self {
                    unsafe { Self($f(self.0, other.0)) }
                }
            }
        };
    }

    macro_rules! vector {
        ($v:ident, $raw:ty, $t:ty, $bits:ty, $int:ty, $mask:ty, $n:literal, $set1:ident, $loadu:ident, $storeu:ident,
         $add:ident, $sub:ident, $mul:ident, $div:ident, $fma:ident, $sqrt:ident, $min:ident, $max:ident,
         $to_int:ident, $from_int:ident, $iset1:ident, $iadd:ident, $iand:ident, $ior:ident, $ixor:ident,
         $cmp:ident, $select:ident, $nonzero:ident, $shl:ident, $shr:ident) => {
            #[derive(Clone, Copy)]
            pub struct $v($raw);

            operator!($v, Add, add, $add);
            operator!($v, Sub, sub, $sub);
            operator!($v, Mul, mul, $mul);
            operator!($v, Div, div, $div);

            impl $v {
                #[inline(always)]
                fn int(self) -> $int {
                    unsafe { $to_int(self.0) }
                }
                #[inline(always)]
                fn of(x: $int) -> Self {
                    unsafe { Self($from_int(x)) }
                }
            }

            impl Lanes for $v {
                type Scalar = $t;
                type Bits = $bits;
                type Mask = $mask;
                const N: usize = $n;

                #[inline(always)]
                fn splat(x: $t) -> Self {
                    unsafe { Self($set1(x)) }
                }
                #[inline(always)]
                fn load(from: &[$t]) -> Self {
                    assert!(from.len() >= $n);
                    unsafe { Self($loadu(from.as_ptr())) }
                }
                #[inline(always)]
                fn store(self, to: &mut [$t]) {
                    assert!(to.len() >= $n);
                    unsafe { $storeu(to.as_mut_ptr(), self.0) }
                }
                #[inline(always)]
                fn fma(self, b: Self, c: Self) -> Self {
                    unsafe { Self($fma(self.0, b.0, c.0)) }
                }
                #[inline(always)]
                fn sqrt(self) -> Self {
                    unsafe { Self($sqrt(self.0)) }
                }
                #[inline(always)]
                fn min(self, other: Self) -> Self {
                    unsafe { Self($min(self.0, other.0)) }
                }
                #[inline(always)]
                fn max(self, other: Self) -> Self {
                    unsafe { Self($max(self.0, other.0)) }
                }
                #[inline(always)]
                fn abs(self) -> Self {
                    self.and_bits(<$bits>::MAX >> 1)
                }
                #[inline(always)]
                fn neg(self) -> Self {
                    self.xor(Self::splat(-0.0))
                }
                #[inline(always)]
                fn lt(self, other: Self) -> $mask {
                    unsafe { $cmp::<_CMP_LT_OQ>(self.0, other.0) }
                }
                #[inline(always)]
                fn le(self, other: Self) -> $mask {
                    unsafe { $cmp::<_CMP_LE_OQ>(self.0, other.0) }
                }
                #[inline(always)]
                fn gt(self, other: Self) -> $mask {
                    unsafe { $cmp::<_CMP_GT_OQ>(self.0, other.0) }
                }
                #[inline(always)]
                fn ge(self, other: Self) -> $mask {
                    unsafe { $cmp::<_CMP_GE_OQ>(self.0, other.0) }
                }
                #[inline(always)]
                fn nonzero_bits(self) -> $mask {
                    unsafe { $nonzero(self.int()) }
                }
                #[inline(always)]
                fn select(mask: $mask, yes: Self, no: Self) -> Self {
                    unsafe { Self($select(mask, yes.0, no.0)) }
                }
                #[inline(always)]
                fn and_bits(self, bits: $bits) -> Self {
                    unsafe { Self::of($iand(self.int(), $iset1(bits.cast_signed()))) }
                }
                #[inline(always)]
                fn or_bits(self, bits: $bits) -> Self {
                    unsafe { Self::of($ior(self.int(), $iset1(bits.cast_signed()))) }
                }
                #[inline(always)]
                fn xor(self, other: Self) -> Self {
                    unsafe { Self::of($ixor(self.int(), other.int())) }
                }
                #[inline(always)]
                fn add_bits(self, other: Self) -> Self {
                    unsafe { Self::of($iadd(self.int(), other.int())) }
                }
                #[inline(always)]
                fn from_bits(bits: $bits) -> Self {
                    unsafe { Self::of($iset1(bits.cast_signed())) }
                }
                #[inline(always)]
                fn shl<const BY: u32>(self) -> Self {
                    unsafe { Self::of($shl(self.int(), _mm_cvtsi32_si128(BY as i32))) }
                }
                #[inline(always)]
                fn shr<const BY: u32>(self) -> Self {
                    unsafe { Self::of($shr(self.int(), _mm_cvtsi32_si128(BY as i32))) }
                }
            }
        };
    }

    #[inline(always)]
    unsafe fn select_ps(m: __m256, yes: __m256, no: __m256) -> __m256 {
        unsafe { _mm256_blendv_ps(no, yes, m) }
    }
    #[inline(always)]
    unsafe fn select_pd(m: __m256d, yes: __m256d, no: __m256d) -> __m256d {
        unsafe { _mm256_blendv_pd(no, yes, m) }
    }
    #[inline(always)]
    unsafe fn select_ps_512(m: __mmask16, yes: __m512, no: __m512) -> __m512 {
        unsafe { _mm512_mask_blend_ps(m, no, yes) }
    }
    #[inline(always)]
    unsafe fn select_pd_512(m: __mmask8, yes: __m512d, no: __m512d) -> __m512d {
        unsafe { _mm512_mask_blend_pd(m, no, yes) }
    }
    #[inline(always)]
    unsafe fn nonzero_32(x: __m256i) -> __m256 {
        unsafe {
            let zero = _mm256_cmpeq_epi32(x, _mm256_setzero_si256());
            _mm256_castsi256_ps(_mm256_xor_si256(zero, _mm256_set1_epi32(-1)))
        }
    }
    #[inline(always)]
    unsafe fn nonzero_64(x: __m256i) -> __m256d {
        unsafe {
            let zero = _mm256_cmpeq_epi64(x, _mm256_setzero_si256());
            _mm256_castsi256_pd(_mm256_xor_si256(zero, _mm256_set1_epi64x(-1)))
        }
    }
    #[inline(always)]
    unsafe fn nonzero_32_512(x: __m512i) -> __mmask16 {
        unsafe { _mm512_test_epi32_mask(x, x) }
    }
    #[inline(always)]
    unsafe fn nonzero_64_512(x: __m512i) -> __mmask8 {
        unsafe { _mm512_test_epi64_mask(x, x) }
    }

    vector!(
        F8,
        __m256,
        f32,
        u32,
        __m256i,
        __m256,
        8,
        _mm256_set1_ps,
        _mm256_loadu_ps,
        _mm256_storeu_ps,
        _mm256_add_ps,
        _mm256_sub_ps,
        _mm256_mul_ps,
        _mm256_div_ps,
        _mm256_fmadd_ps,
        _mm256_sqrt_ps,
        _mm256_min_ps,
        _mm256_max_ps,
        _mm256_castps_si256,
        _mm256_castsi256_ps,
        _mm256_set1_epi32,
        _mm256_add_epi32,
        _mm256_and_si256,
        _mm256_or_si256,
        _mm256_xor_si256,
        _mm256_cmp_ps,
        select_ps,
        nonzero_32,
        _mm256_sll_epi32,
        _mm256_srl_epi32
    );
    vector!(
        D4,
        __m256d,
        f64,
        u64,
        __m256i,
        __m256d,
        4,
        _mm256_set1_pd,
        _mm256_loadu_pd,
        _mm256_storeu_pd,
        _mm256_add_pd,
        _mm256_sub_pd,
        _mm256_mul_pd,
        _mm256_div_pd,
        _mm256_fmadd_pd,
        _mm256_sqrt_pd,
        _mm256_min_pd,
        _mm256_max_pd,
        _mm256_castpd_si256,
        _mm256_castsi256_pd,
        _mm256_set1_epi64x,
        _mm256_add_epi64,
        _mm256_and_si256,
        _mm256_or_si256,
        _mm256_xor_si256,
        _mm256_cmp_pd,
        select_pd,
        nonzero_64,
        _mm256_sll_epi64,
        _mm256_srl_epi64
    );
    vector!(
        F16,
        __m512,
        f32,
        u32,
        __m512i,
        __mmask16,
        16,
        _mm512_set1_ps,
        _mm512_loadu_ps,
        _mm512_storeu_ps,
        _mm512_add_ps,
        _mm512_sub_ps,
        _mm512_mul_ps,
        _mm512_div_ps,
        _mm512_fmadd_ps,
        _mm512_sqrt_ps,
        _mm512_min_ps,
        _mm512_max_ps,
        _mm512_castps_si512,
        _mm512_castsi512_ps,
        _mm512_set1_epi32,
        _mm512_add_epi32,
        _mm512_and_si512,
        _mm512_or_si512,
        _mm512_xor_si512,
        _mm512_cmp_ps_mask,
        select_ps_512,
        nonzero_32_512,
        _mm512_sll_epi32,
        _mm512_srl_epi32
    );
    vector!(
        D8,
        __m512d,
        f64,
        u64,
        __m512i,
        __mmask8,
        8,
        _mm512_set1_pd,
        _mm512_loadu_pd,
        _mm512_storeu_pd,
        _mm512_add_pd,
        _mm512_sub_pd,
        _mm512_mul_pd,
        _mm512_div_pd,
        _mm512_fmadd_pd,
        _mm512_sqrt_pd,
        _mm512_min_pd,
        _mm512_max_pd,
        _mm512_castpd_si512,
        _mm512_castsi512_pd,
        _mm512_set1_epi64,
        _mm512_add_epi64,
        _mm512_and_si512,
        _mm512_or_si512,
        _mm512_xor_si512,
        _mm512_cmp_pd_mask,
        select_pd_512,
        nonzero_64_512,
        _mm512_sll_epi64,
        _mm512_srl_epi64
    );

    impl Wide for D4 {
        #[inline(always)]
        fn widen(from: &[f32]) -> Self {
            assert!(from.len() >= 4);
            unsafe { Self(_mm256_cvtps_pd(_mm_loadu_ps(from.as_ptr()))) }
        }
        #[inline(always)]
        fn narrow(self, to: &mut [f32]) {
            assert!(to.len() >= 4);
            unsafe { _mm_storeu_ps(to.as_mut_ptr(), _mm256_cvtpd_ps(self.0)) }
        }
        #[inline(always)]
        fn transpose(rows: &mut [Self; 8]) {
            unsafe {
                let low = |a: Self, b: Self| _mm256_unpacklo_pd(a.0, b.0);
                let high = |a: Self, b: Self| _mm256_unpackhi_pd(a.0, b.0);
                let (t0, t1) = (low(rows[0], rows[1]), high(rows[0], rows[1]));
                let (t2, t3) = (low(rows[2], rows[3]), high(rows[2], rows[3]));
                rows[0] = Self(_mm256_permute2f128_pd::<0x20>(t0, t2));
                rows[1] = Self(_mm256_permute2f128_pd::<0x20>(t1, t3));
                rows[2] = Self(_mm256_permute2f128_pd::<0x31>(t0, t2));
                rows[3] = Self(_mm256_permute2f128_pd::<0x31>(t1, t3));
            }
        }
    }

    impl Wide for D8 {
        #[inline(always)]
        fn widen(from: &[f32]) -> Self {
            assert!(from.len() >= 8);
            unsafe { Self(_mm512_cvtps_pd(_mm256_loadu_ps(from.as_ptr()))) }
        }
        #[inline(always)]
        fn narrow(self, to: &mut [f32]) {
            assert!(to.len() >= 8);
            unsafe { _mm256_storeu_ps(to.as_mut_ptr(), _mm512_cvtpd_ps(self.0)) }
        }
        #[inline(always)]
        fn transpose(rows: &mut [Self; 8]) {
            // Pairs of rows, then fours, then all eight.
            unsafe {
                let r = *rows;
                let (t0, t1) = (_mm512_unpacklo_pd(r[0].0, r[1].0), _mm512_unpackhi_pd(r[0].0, r[1].0));
                let (t2, t3) = (_mm512_unpacklo_pd(r[2].0, r[3].0), _mm512_unpackhi_pd(r[2].0, r[3].0));
                let (t4, t5) = (_mm512_unpacklo_pd(r[4].0, r[5].0), _mm512_unpackhi_pd(r[4].0, r[5].0));
                let (t6, t7) = (_mm512_unpacklo_pd(r[6].0, r[7].0), _mm512_unpackhi_pd(r[6].0, r[7].0));
                let (a0, a2) = (_mm512_shuffle_f64x2::<0x88>(t0, t2), _mm512_shuffle_f64x2::<0xdd>(t0, t2));
                let (b0, b2) = (_mm512_shuffle_f64x2::<0x88>(t4, t6), _mm512_shuffle_f64x2::<0xdd>(t4, t6));
                let (a1, a3) = (_mm512_shuffle_f64x2::<0x88>(t1, t3), _mm512_shuffle_f64x2::<0xdd>(t1, t3));
                let (b1, b3) = (_mm512_shuffle_f64x2::<0x88>(t5, t7), _mm512_shuffle_f64x2::<0xdd>(t5, t7));
                rows[0] = Self(_mm512_shuffle_f64x2::<0x88>(a0, b0));
                rows[1] = Self(_mm512_shuffle_f64x2::<0x88>(a1, b1));
                rows[2] = Self(_mm512_shuffle_f64x2::<0x88>(a2, b2));
                rows[3] = Self(_mm512_shuffle_f64x2::<0x88>(a3, b3));
                rows[4] = Self(_mm512_shuffle_f64x2::<0xdd>(a0, b0));
                rows[5] = Self(_mm512_shuffle_f64x2::<0xdd>(a1, b1));
                rows[6] = Self(_mm512_shuffle_f64x2::<0xdd>(a2, b2));
                rows[7] = Self(_mm512_shuffle_f64x2::<0xdd>(a3, b3));
            }
        }
    }
}
