//! Matrices that several threads fill at once, each its own range of rows, and inputs that may be the same memory.

use std::marker::PhantomData;

/// A double-precision pixel, which may begin at any byte.
pub type Pixel = [u8; 8];

/// Rows `[from, to)` of a column-major matrix. Other rows are never touched, and no slice over them is ever made: other
/// threads may be writing there.
pub struct Out<'a, T> {
    first: *mut T,
    rows: usize,
    cols: usize,
    from: usize,
    to: usize,
    borrowed: PhantomData<&'a mut T>,
}

impl<'a, T> Out<'a, T> {
    /// # Safety
    /// `first` points to `rows * cols` values that live for `'a`, is aligned, and nobody else uses rows `[from, to)`
    /// meanwhile; `from <= to <= rows`.
    pub unsafe fn from_raw(first: *mut T, rows: usize, cols: usize, from: usize, to: usize) -> Self {
        Out { first, rows, cols, from, to, borrowed: PhantomData }
    }

    /// All rows of a matrix.
    pub fn of(values: &'a mut [T], rows: usize, cols: usize) -> Self {
        assert_eq!(values.len(), rows * cols);
        unsafe { Out::from_raw(values.as_mut_ptr(), rows, cols, 0, rows) }
    }

    pub fn rows(&self) -> usize {
        self.rows
    }

    pub fn cols(&self) -> usize {
        self.cols
    }

    /// Rows `[row, row + count)` of a column.
    #[inline(always)]
    pub fn part(&mut self, col: usize, row: usize, count: usize) -> &mut [T] {
        assert!(col < self.cols && row >= self.from && row <= self.to && count <= self.to - row);
        unsafe { std::slice::from_raw_parts_mut(self.first.add(col * self.rows + row), count) }
    }

    #[inline(always)]
    pub fn set(&mut self, row: usize, col: usize, value: T) {
        self.part(col, row, 1)[0] = value;
    }
}

/// A column-major matrix that is read, which may be the memory of an [`Out`] of the same rows: values are only copied
/// out of it, never borrowed.
pub struct In<'a, T> {
    first: *const T,
    rows: usize,
    cols: usize,
    from: usize,
    to: usize,
    borrowed: PhantomData<&'a T>,
}

impl<'a, T: Copy> In<'a, T> {
    /// # Safety
    /// `first` points to `rows * cols` values that live for `'a`, is aligned, and no other thread writes rows
    /// `[from, to)` meanwhile; `from <= to <= rows`.
    pub unsafe fn from_raw(first: *const T, rows: usize, cols: usize, from: usize, to: usize) -> Self {
        In { first, rows, cols, from, to, borrowed: PhantomData }
    }

    pub fn of(values: &'a [T], rows: usize, cols: usize) -> Self {
        assert_eq!(values.len(), rows * cols);
        unsafe { In::from_raw(values.as_ptr(), rows, cols, 0, rows) }
    }

    /// Copies rows `[row, row + to.len())` of a column.
    #[inline(always)]
    pub fn copy(&self, col: usize, row: usize, to: &mut [T]) {
        assert!(col < self.cols && row >= self.from && row <= self.to && to.len() <= self.to - row);
        unsafe { std::ptr::copy_nonoverlapping(self.first.add(col * self.rows + row), to.as_mut_ptr(), to.len()) }
    }
}
