class Timer {
    var ticks = 0
    var callback: (() -> Void)?

    func start() {
        callback = { [weak self] in self?.ticks += 1 }
    }
}
