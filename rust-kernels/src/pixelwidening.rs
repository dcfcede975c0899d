//! Pixels as files hold them, as doubles and back. The contract is `dev.stampede.kernels.matching.PixelWidening`.

use crate::isa::dispatch;
use crate::planes::{Out, Pixel};
use crate::simd::Isa;

/// What lies in a plane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PixelType {
    Bool,
    U8,
    I8,
    U16,
    I16,
    U32,
    I32,
    U64,
    I64,
    F32,
    F64,
}

impl PixelType {
    pub fn bytes(self) -> usize {
        match self {
            PixelType::Bool | PixelType::U8 | PixelType::I8 => 1,
            PixelType::U16 | PixelType::I16 => 2,
            PixelType::U32 | PixelType::I32 | PixelType::F32 => 4,
            PixelType::U64 | PixelType::I64 | PixelType::F64 => 8,
        }
    }
}

macro_rules! widen {
    ($t:ty, $from:ident, $out:ident) => {
        for (out, x) in $out.iter_mut().zip($from.as_chunks().0) {
            *out = (<$t>::from_ne_bytes(*x) as f64).to_ne_bytes();
        }
    };
}

/// Conversions of Rust are those of the contract: toward zero, clamped, NaN as 0.
macro_rules! narrow {
    ($t:ty, $from:ident, $out:ident) => {
        for (out, x) in $out.as_chunks_mut().0.iter_mut().zip($from) {
            *out = (f64::from_ne_bytes(*x) as $t).to_ne_bytes();
        }
    };
}

/// 3 * 2^51: the lowest bits of a sum with it are those of a whole number in two's complement.
const WHOLE: f64 = 6_755_399_441_055_744.0;

/// As above for at most 32 bits, in steps that become vectors.
macro_rules! narrow_whole {
    ($t:ty, $from:ident, $out:ident) => {
        for (out, x) in $out.as_chunks_mut().0.iter_mut().zip($from) {
            let x = f64::from_ne_bytes(*x);
            let x = if x.is_nan() { 0.0 } else { x };
            let x = if x < f64::from(<$t>::MIN) { f64::from(<$t>::MIN) } else { x };
            let x = if x > f64::from(<$t>::MAX) { f64::from(<$t>::MAX) } else { x };
            *out = ((x.trunc() + WHOLE).to_bits() as $t).to_ne_bytes();
        }
    };
}

dispatch!(
    /// `out.len()` pixels as doubles.
    pub fn widen(kind: PixelType, from: &[u8], n: usize, out: &mut Out<Pixel>) = widen_lanes
);

#[inline(always)]
fn widen_lanes<S: Isa>(kind: PixelType, from: &[u8], n: usize, out: &mut Out<Pixel>) {
    let out = out.part(0, 0, n);
    match kind {
        PixelType::Bool | PixelType::U8 => widen!(u8, from, out),
        PixelType::I8 => widen!(i8, from, out),
        PixelType::U16 => widen!(u16, from, out),
        PixelType::I16 => widen!(i16, from, out),
        PixelType::U32 => widen!(u32, from, out),
        PixelType::I32 => widen!(i32, from, out),
        PixelType::U64 => widen!(u64, from, out),
        PixelType::I64 => widen!(i64, from, out),
        PixelType::F32 => widen!(f32, from, out),
        PixelType::F64 => widen!(f64, from, out),
    }
}

dispatch!(
    /// Doubles as `from.len()` pixels.
    pub fn narrow(kind: PixelType, from: &[Pixel], out: &mut Out<u8>) = narrow_lanes
);

#[inline(always)]
fn narrow_lanes<S: Isa>(kind: PixelType, from: &[Pixel], out: &mut Out<u8>) {
    let out = out.part(0, 0, from.len() * kind.bytes());
    match kind {
        PixelType::Bool => {
            for (out, x) in out.iter_mut().zip(from) {
                *out = u8::from(f64::from_ne_bytes(*x) != 0.0);
            }
        }
        PixelType::U8 => narrow_whole!(u8, from, out),
        PixelType::I8 => narrow_whole!(i8, from, out),
        PixelType::U16 => narrow_whole!(u16, from, out),
        PixelType::I16 => narrow_whole!(i16, from, out),
        PixelType::U32 => narrow_whole!(u32, from, out),
        PixelType::I32 => narrow_whole!(i32, from, out),
        PixelType::U64 => narrow!(u64, from, out),
        PixelType::I64 => narrow!(i64, from, out),
        PixelType::F32 => narrow!(f32, from, out),
        PixelType::F64 => narrow!(f64, from, out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn there_and_back(kind: PixelType, bytes: &[u8], doubles: &[f64]) {
        let mut wide = vec![Pixel::default(); doubles.len()];
        widen(kind, bytes, doubles.len(), &mut Out::of(&mut wide, doubles.len(), 1));
        assert_eq!(wide.iter().map(|x| f64::from_ne_bytes(*x)).collect::<Vec<_>>(), doubles, "{kind:?}");
        let mut back = vec![0; bytes.len()];
        narrow(kind, &wide, &mut Out::of(&mut back, bytes.len(), 1));
        assert_eq!(back, bytes, "{kind:?}");
    }

    #[test]
    fn numbers_of_every_type_come_back() {
        there_and_back(PixelType::Bool, &[0, 1, 1], &[0.0, 1.0, 1.0]);
        there_and_back(PixelType::U8, &[0, 128, 255], &[0.0, 128.0, 255.0]);
        there_and_back(PixelType::I8, &[0, 128, 255], &[0.0, -128.0, -1.0]);
        let all: Vec<u16> = (0..=u16::MAX).collect();
        let bytes: Vec<u8> = all.iter().flat_map(|x| x.to_ne_bytes()).collect();
        there_and_back(PixelType::U16, &bytes, &all.iter().map(|x| f64::from(*x)).collect::<Vec<_>>());
        there_and_back(PixelType::I16, &bytes, &all.iter().map(|x| f64::from(*x as i16)).collect::<Vec<_>>());
        there_and_back(PixelType::U32, &u32::MAX.to_ne_bytes(), &[4294967295.0]);
        there_and_back(PixelType::I32, &i32::MIN.to_ne_bytes(), &[-2147483648.0]);
        there_and_back(PixelType::U64, &(1u64 << 63).to_ne_bytes(), &[9223372036854775808.0]);
        there_and_back(PixelType::I64, &i64::MIN.to_ne_bytes(), &[-9223372036854775808.0]);
        there_and_back(PixelType::F32, &0.1f32.to_ne_bytes(), &[f64::from(0.1f32)]);
        there_and_back(PixelType::F64, &0.1f64.to_ne_bytes(), &[0.1]);
    }

    #[test]
    fn what_a_type_does_not_hold_is_cut_and_clamped() {
        let given = [f64::NAN, -1.5, 1.9, 1e30, -1e30].map(f64::to_ne_bytes);
        let mut out = [0; 10];
        narrow(PixelType::U16, &given, &mut Out::of(&mut out, 10, 1));
        assert_eq!(out.as_chunks().0.iter().map(|x| u16::from_ne_bytes(*x)).collect::<Vec<_>>(), [0, 0, 1, 65535, 0]);
        narrow(PixelType::I16, &given, &mut Out::of(&mut out, 10, 1));
        assert_eq!(
            out.as_chunks().0.iter().map(|x| i16::from_ne_bytes(*x)).collect::<Vec<_>>(),
            [0, -1, 1, 32767, -32768]
        );
    }
}
