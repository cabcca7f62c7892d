/// Queries and what is written for them, and the ways in which a batch can be refused.
/// Decides: the layout (one array an axis) and which sizes fit together. Refuses to know: who owns
/// memory on a device, what is computed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <tricubic/grid.hpp>

namespace tricubic {

/// What a batch computes for each query: the value, or the value and its three derivatives.
enum class Output { value, gradient };

/// `count` queries: query i is at (x[0][i], x[1][i], x[2][i]).
template <class T>
struct QueryView {
  const T* x[axes] = {nullptr, nullptr, nullptr};
  std::size_t count = 0;
};

/// Where results go; the slopes are written for Output::gradient alone.
template <class T>
struct ResultView {
  T* value = nullptr;
  T* slope[axes] = {nullptr, nullptr, nullptr};
};

/// Queries that own their coordinates.
template <class T>
struct Queries {
  std::vector<T> x[axes];

  std::size_t size() const { return x[0].size(); }
  QueryView<T> view() const { return {{x[0].data(), x[1].data(), x[2].data()}, size()}; }
};

/// Results that own their memory: for Output::value the slopes stay empty.
template <class T>
struct Results {
  std::vector<T> value;
  std::vector<T> slope[axes];

  Results() = default;
  Results(std::size_t count, Output output) : value(count) {
    for (auto& axis : slope) axis.resize(output == Output::gradient ? count : 0);
  }

  ResultView<T> view() {
    return {value.data(), {slope[0].data(), slope[1].data(), slope[2].data()}};
  }
};

/// Why a batch was refused; nothing is written then.
enum class Fault {
  none,
  index_too_large,     ///< a range reaches beyond +-largest_index
  values_do_not_fit,   ///< the table has neither no values nor one for each (h, k, l)
  coordinates_differ,  ///< not as many h as k as l
  results_do_not_fit   ///< not one place for each query
};

/// One sentence for people.
std::string_view sentence(Fault fault);

/// Sizes of a batch, to be checked before anything is read.
struct Sizes {
  std::size_t values = 0;
  std::size_t coordinates[axes] = {0, 0, 0};
  std::size_t value_places = 0;
  std::size_t slope_places[axes] = {0, 0, 0};  ///< looked at for Output::gradient alone
};
Fault sizes_fit(const Range (&range)[axes], Output output, const Sizes& sizes);

template <class T>
Fault sizes_fit(const Grid<T>& grid, Output output, const Queries<T>& queries,
                const Results<T>& results) {
  return sizes_fit(grid.range, output,
                   {grid.values.size(),
                    {queries.x[0].size(), queries.x[1].size(), queries.x[2].size()},
                    results.value.size(),
                    {results.slope[0].size(), results.slope[1].size(), results.slope[2].size()}});
}

}  // namespace tricubic
