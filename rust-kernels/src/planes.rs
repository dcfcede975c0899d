//! Outputs that several threads fill at once, each its own range of rows.

use std::marker::PhantomData;

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
