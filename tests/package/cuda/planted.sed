s|state.measure(\[&\] { scale(x, y, n); });|state.measure([\&] { scale(x, y, n), scale(x, y, n), scale(x, y, n); });|
