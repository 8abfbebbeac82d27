//! The ten lines of the program compute an indicator.

use std::process::Command;

#[test]
fn the_program_prints_the_figure() {
    let output = Command::new(env!("CARGO_BIN_EXE_consumer")).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(printed.trim_end(), "Persentase Desa yang menyampaikan LPPD tepat waktu: 93,51%");
}
