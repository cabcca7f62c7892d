/// The loop: see the header.
#include <tricubic/plain_loop.hpp>
#include <tricubic/point.hpp>

namespace tricubic {
namespace {

template <Output output, class T>
struct Engine {
  Job<T> job;

  std::uint64_t count() const {
    std::uint64_t out_of_range = 0;
    for (std::size_t i = 0; i < job.queries.count; ++i) out_of_range += !accepts_query(job, i);
    return out_of_range;
  }

  std::uint64_t apply(Treatment treatment, bool is_known) const {
    if (treatment == Treatment::interpolate && is_known) {  // count() found nothing out of range
      for (std::size_t i = 0; i < job.queries.count; ++i) interpolate(i);
      return 0;
    }
    std::uint64_t out_of_range = 0;
    for (std::size_t i = 0; i < job.queries.count; ++i) {
      out_of_range += !treat_query<output>(job, treatment, i);
    }
    return out_of_range;
  }

 private:
  void interpolate(std::size_t i) const {
    const T x[axes] = {job.queries.x[0][i], job.queries.x[1][i], job.queries.x[2][i]};
    write<output>(job, i, cubic_at<output>(job.grid, x));
  }
};

}  // namespace

template <class T>
Report plain_loop(RunState& run, Output output, const Grid<T>& grid, const Queries<T>& queries,
                  Results<T>& results) {
  const Fault fault = sizes_fit(grid, output, queries, results);
  if (fault != Fault::none) return {fault};
  const Job<T> job{grid.view(), window_of<T>(grid.range, run.settings().acceptance),
                   static_cast<T>(run.settings().default_value), queries.view(), results.view()};
  return with_output(output, [&]<Output asked>() {
    return walk(run, job.grid.data != nullptr, Engine<asked, T>{job});
  });
}

template Report plain_loop(RunState&, Output, const Grid<float>&, const Queries<float>&,
                           Results<float>&);
template Report plain_loop(RunState&, Output, const Grid<double>&, const Queries<double>&,
                           Results<double>&);

}  // namespace tricubic
