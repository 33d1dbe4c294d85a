pub mod shape;

pub fn area(side: f64) -> f64 {
    shape::square(side)
}

pub fn disc(radius: f64) -> f64 {
    shape::circle(radius)
}
