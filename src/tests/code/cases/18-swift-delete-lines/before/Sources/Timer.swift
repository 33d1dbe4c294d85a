class Timer {
    var ticks = 0
    var callback: (() -> Void)?

    func start() {
        callback = { self.ticks += 1 }
        print("debug 1")
        print("debug 2")
    }
}
