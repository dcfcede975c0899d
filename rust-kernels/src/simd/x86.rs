//! The lanes of x86-64: AVX2 and AVX-512, one table for every width.

use super::{Isa, Lanes, Wide};
use crate::planes::Pixel;
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
            fn eq(self, other: Self) -> $mask {
                unsafe { $cmp::<_CMP_EQ_OQ>(self.0, other.0) }
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
    fn load_pixels(from: &[Pixel]) -> Self {
        assert!(from.len() >= 4);
        unsafe { Self(_mm256_loadu_pd(from.as_ptr().cast())) }
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
    fn load_pixels(from: &[Pixel]) -> Self {
        assert!(from.len() >= 8);
        unsafe { Self(_mm512_loadu_pd(from.as_ptr().cast())) }
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
