//! Which characters a text has, found in one look, so that what needs one of them is not looked for without it.

/// The bytes that occur in a text.
pub(super) struct Seen {
    bytes: [bool; 256],
    ascii: bool,
}

impl Seen {
    pub(super) fn of(text: &str) -> Self {
        let mut bytes = [false; 256];
        for byte in text.bytes() {
            bytes[usize::from(byte)] = true;
        }
        Self { bytes, ascii: text.is_ascii() }
    }

    /// Whether a character of ASCII occurs.
    pub(super) fn has(&self, sign: u8) -> bool {
        self.bytes[usize::from(sign)]
    }

    /// Whether no character beyond ASCII occurs.
    pub(super) fn is_ascii(&self) -> bool {
        self.ascii
    }
}
