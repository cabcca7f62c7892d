/std::sort/s|.*|    for (int round = 0; round < 3; ++round) { x = shuffled; std::sort(x.begin(), x.end()); benchmark::ClobberMemory(); }|
