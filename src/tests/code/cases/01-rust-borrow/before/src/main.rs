use std::collections::HashMap;

fn main() {
    let words = vec!["가", "나", "가"];
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for word in words {
        *counts.entry(word).or_insert(0) += 1;
    }
    println!("{} words", words.len());
    for (word, count) in &counts {
        println!("{word}: {count}");
    }
}
