pub fn square(side: f64) -> f64 {
    side * side
}

pub fn circle(radius: f64) -> f64 {
    std::f64::consts::PI * radius * radius
}
