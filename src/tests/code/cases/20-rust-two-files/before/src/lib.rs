pub mod shape;

pub fn area(side: f64) -> f64 {
    shape::square(side)
}
