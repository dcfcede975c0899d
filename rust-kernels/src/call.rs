//! What every entry point does around a kernel: checks of pointers and sizes, panics turned into a status, the text of
//! the last error kept for its thread.

use crate::planes::{In, Out};
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::NonNull;
use std::sync::Once;

pub const OK: i32 = 0;
/// A pointer, size or range that cannot be right.
pub const INVALID: i32 = 1;
/// A defect in here: the kernel panicked.
pub const PANICKED: i32 = 2;

thread_local! {
    static LAST_ERROR: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Runs the body of an entry point.
pub fn run(body: impl FnOnce() -> Result<(), String>) -> i32 {
    static QUIET: Once = Once::new();
    // The caller reports the text; nothing is printed behind its back.
    QUIET.call_once(|| std::panic::set_hook(Box::new(|info| remember(&info.to_string()))));
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(())) => OK,
        Ok(Err(text)) => {
            remember(&text);
            INVALID
        }
        Err(_) => PANICKED,
    }
}

fn remember(text: &str) {
    LAST_ERROR.with_borrow_mut(|last| {
        last.clear();
        last.push_str(text);
    });
}

/// Copies the text of the last error of this thread, as UTF-8 without a terminator, and returns its whole length.
///
/// # Safety
/// `to` is null or points to `room` bytes.
pub unsafe fn last_error(to: *mut u8, room: i64) -> i64 {
    LAST_ERROR.with_borrow(|text| {
        let count = text.len().min(usize::try_from(room).unwrap_or(0));
        if !to.is_null() {
            unsafe { std::ptr::copy_nonoverlapping(text.as_ptr(), to, count) };
        }
        text.len() as i64
    })
}

/// A size or index that must not be negative.
pub fn size(name: &str, value: i64) -> Result<usize, String> {
    usize::try_from(value).map_err(|_| format!("{name} is {value}, must not be negative"))
}

pub fn range(from: i64, to: i64, rows: usize) -> Result<(usize, usize), String> {
    match (usize::try_from(from), usize::try_from(to)) {
        (Ok(a), Ok(b)) if a <= b && b <= rows => Ok((a, b)),
        _ => Err(format!("range [{from}, {to}) of {rows}")),
    }
}

fn count<T>(name: &str, first: *const T, rows: usize, cols: usize) -> Result<usize, String> {
    let count = rows
        .checked_mul(cols)
        .filter(|count| count.checked_mul(size_of::<T>()).is_some_and(|bytes| bytes <= isize::MAX as usize))
        .ok_or_else(|| format!("{name} of [{rows}, {cols}] does not fit in memory"))?;
    if count > 0 && first.is_null() {
        return Err(format!("{name} is null"));
    }
    if !first.is_aligned() {
        return Err(format!("{name} is not aligned to {} bytes", align_of::<T>()));
    }
    Ok(count)
}

/// A matrix that is only read.
///
/// # Safety
/// `first` points to `rows * cols` values nobody writes during `'a`.
pub unsafe fn input<'a, T>(name: &str, first: *const T, rows: usize, cols: usize) -> Result<&'a [T], String> {
    match count(name, first, rows, cols)? {
        0 => Ok(&[]),
        count => Ok(unsafe { std::slice::from_raw_parts(first, count) }),
    }
}

/// Rows `[from, to)` of a matrix that is written.
///
/// # Safety
/// See [`Out::from_raw`].
pub unsafe fn output<'a, T>(
    name: &str,
    first: *mut T,
    rows: usize,
    cols: usize,
    (from, to): (usize, usize),
) -> Result<Out<'a, T>, String> {
    let first = if count(name, first, rows, cols)? == 0 { NonNull::dangling().as_ptr() } else { first };
    Ok(unsafe { Out::from_raw(first, rows, cols, from, to) })
}

/// As [`output`]; null means it is not wanted.
///
/// # Safety
/// See [`Out::from_raw`].
pub unsafe fn optional<'a, T>(
    name: &str,
    first: *mut T,
    rows: usize,
    cols: usize,
    range: (usize, usize),
) -> Result<Option<Out<'a, T>>, String> {
    if first.is_null() { Ok(None) } else { unsafe { output(name, first, rows, cols, range).map(Some) } }
}

/// Rows `[from, to)` of a matrix that is read and may be the memory of an output.
///
/// # Safety
/// See [`In::from_raw`].
pub unsafe fn shared<'a, T: Copy>(
    name: &str,
    first: *const T,
    rows: usize,
    cols: usize,
    (from, to): (usize, usize),
) -> Result<In<'a, T>, String> {
    let first =
        if count(name, first, rows, cols)? == 0 { NonNull::<T>::dangling().as_ptr().cast_const() } else { first };
    Ok(unsafe { In::from_raw(first, rows, cols, from, to) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_nothing_the_address_does_not_matter() {
        let mut out = unsafe { output::<f64>("out", std::ptr::null_mut(), 0, 1, (0, 0)) }.unwrap();
        assert!(out.part(0, 0, 0).is_empty());
        let value = unsafe { shared::<f64>("value", std::ptr::null(), 0, 1, (0, 0)) }.unwrap();
        value.copy(0, 0, &mut []);
        assert!(unsafe { output::<f64>("out", std::ptr::null_mut(), 1, 1, (0, 1)) }.is_err());
    }
}
