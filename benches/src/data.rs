//! Reproducible data: counts as an office has them.

/// A small generator of pseudo-random numbers (`SplitMix64`), so that every run has the same data.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// Starts at a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 1 to `most`.
    pub fn count(&mut self, most: u32) -> i64 {
        1 + i64::try_from(self.next_u64() % u64::from(most)).unwrap_or(0)
    }
}

/// Columns of counts from 1 to a million.
pub fn columns(count: usize, rows: usize) -> Vec<Vec<i64>> {
    let mut random = Random::new(2021);
    (0..count).map(|_| (0..rows).map(|_| random.count(1_000_000)).collect()).collect()
}

/// The same data row by row.
pub fn rows(count: usize, rows: usize) -> Vec<Vec<i64>> {
    let columns = columns(count, rows);
    (0..rows).map(|row| columns.iter().map(|column| column[row]).collect()).collect()
}
