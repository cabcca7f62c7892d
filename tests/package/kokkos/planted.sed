s|state.measure(\[&\] { run(); });|state.measure([\&] { run(), run(), run(); });|
