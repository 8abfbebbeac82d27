//! The four formulas, in our canonical language and in the syntax of the peers.

/// A formula of the benchmarks.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// Its short name.
    pub name: &'static str,
    /// In the canonical language.
    pub canonical: &'static str,
    /// As the peers write it.
    pub ascii: &'static str,
    /// Its variables, in alphabetical order.
    pub variables: &'static [&'static str],
}

/// A share in percent, a mean of three, a growth rate, and a weighted sum of eight over a total.
pub const CASES: [Case; 4] = [
    Case { name: "F1", canonical: r#""a" / "b" * 100"#, ascii: "a / b * 100.0", variables: &["a", "b"] },
    Case {
        name: "F2",
        canonical: r#"1 / 3 * ("a" + "b" + "c" - "d")"#,
        ascii: "1.0 / 3.0 * (a + b + c - d)",
        variables: &["a", "b", "c", "d"],
    },
    Case { name: "F3", canonical: r#"("a" - "b") / "b" * 100"#, ascii: "(a - b) / b * 100.0", variables: &["a", "b"] },
    Case {
        name: "F4",
        canonical: r#"(0,25 * "a" + 0,2 * "b" + 0,15 * "c" + 0,1 * "d" + 0,1 * "e" + 0,08 * "f" + 0,07 * "g" + 0,05 * "h") / "t" * 100"#,
        ascii: "(0.25 * a + 0.2 * b + 0.15 * c + 0.1 * d + 0.1 * e + 0.08 * f + 0.07 * g + 0.05 * h) / t * 100.0",
        variables: &["a", "b", "c", "d", "e", "f", "g", "h", "t"],
    },
];
