use rumusan::Dataset;

fn main() -> rumusan::Result<()> {
    let data = Dataset::new().with("Jumlah Desa yang menyampaikan LPPD tepat waktu", 144).with("Jumlah desa", 154);
    if let Some(indicator) = rumusan_renstra::get("persentase-desa-lppd-tepat-waktu") {
        println!("{}: {}", indicator.name(), indicator.evaluate(&data)?);
    }
    Ok(())
}
