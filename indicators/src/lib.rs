//! The indicators of the Renstra 2021-2026 of the Dinas Sosial, PPPA dan PMD, Kabupaten Balangan.

#![forbid(unsafe_code)]
