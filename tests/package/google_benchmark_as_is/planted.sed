s|std::accumulate(x.begin(), x.end(), 0.0)|std::accumulate(x.begin(), x.end(), 0 * std::accumulate(x.begin(), x.end(), 0 * std::accumulate(x.begin(), x.end(), 0.0)))|
