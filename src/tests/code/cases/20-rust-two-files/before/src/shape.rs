pub fn square(side: f64) -> f64 {
    side + side
}

fn circle(radius: f64) -> f64 {
    3.14 * radius * radius
}
