/// Results of Kokkos tools' simple-kernel-timer: its .dat, its JSON, and kp_json_writer's.
/// Decides: that the mean per call stands for samples that the tool does not keep.
/// Refuses to know: which backend ran the kernels; the tool does not say.
#include <cstring>

#include <fmt/format.h>

#include <tidegate/import/json_file.hpp>
#include <tidegate/import/naming.hpp>
#include <tidegate/import/readers.hpp>
#include <tidegate/row/metric.hpp>

namespace tidegate::foreign {
namespace {

constexpr std::string_view kernel_axis = "kind";

/// One kernel or region: all its calls together took so long.
struct Total {
  std::string name;
  std::string kind;
  std::uint64_t calls = 0;
  double seconds = 0;
};

/// simple-kernel-timer's own JSON has sums of six decimals; its .dat and kp_json_writer, which
/// rounds to six digits, have more.
constexpr double json_rounding_s = 1e-6;

/// A sum that rounding alone may move by 1 % or more is no row: verdicts would be about rounding.
void take(const Total& total, double rounding_s, Imported& found) {
  if (total.seconds > 0 && total.seconds < 50 * rounding_s) {
    found.notes.push_back(fmt::format("{} is left out: its {} s in all are rounded to {} s",
                                      total.name, total.seconds, rounding_s));
    return;
  }
  const double mean = total.calls == 0 ? 0 : total.seconds / static_cast<double>(total.calls);
  if (!is_plausible(mean, "s")) {
    found.notes.push_back(fmt::format("{} is left out: {} calls in {} s are no time for a call",
                                      total.name, total.calls, total.seconds));
    return;
  }
  std::vector<Axis> axes;
  if (case_name(total.name) != total.name) axes.push_back({"name", axis_value(total.name)});
  axes.push_back({std::string(kernel_axis), total.kind});
  AttemptRow row = new_row(case_name(total.name), std::move(axes));
  stand_in(row, "mean", mean, total.calls);
  found.attempts.push_back(std::move(row));
}

/// `PARALLEL-FOR` and `PARALLEL_FOR` are `for`.
std::string kind_of(std::string_view text, bool region) {
  if (region) return "region";  // one of the writers calls regions scans
  if (text.ends_with("FOR")) return "for";
  if (text.ends_with("REDUCE")) return "reduce";
  if (text.ends_with("SCAN")) return "scan";
  return "other";
}

void read_list(ObjectReader& root, std::string_view name, bool region, Imported& found) {
  const double rounding_s = name.ends_with("perf-info") ? json_rounding_s : 0;
  if (root.find(name) == nullptr) return;
  each_object(root, name, [&](ObjectReader& kernel) {
    Total total;
    total.name = kernel.text("kernel-name");
    total.calls = kernel.count("call-count");
    total.seconds = kernel.number("total-time");
    total.kind = kind_of(kernel.text_or("kernel-type", ""), region);
    if (!kernel.problem().found()) take(total, rounding_s, found);
  });
}

/// Either writer's lists.
void read_lists(ObjectReader& root, Imported& found) {
  read_list(root, "region-perf-info", true, found);
  read_list(root, "kernel-perf-info", false, found);
  read_list(root, "region-data", true, found);
  read_list(root, "kernel-data", false, found);
}

/// Takes plain values off the front of a binary text, in this machine's byte order, as the tool
/// wrote them.
class Bytes {
 public:
  explicit Bytes(std::string_view text) : text_(text), whole_(text.size()) {}
  bool empty() const { return text_.empty(); }
  std::size_t position() const { return whole_ - text_.size(); }
  template <class Value>
  bool take(Value& value) {
    if (text_.size() < sizeof value) return false;
    std::memcpy(&value, text_.data(), sizeof value);
    text_.remove_prefix(sizeof value);
    return true;
  }
  bool take_text(std::string& text, std::size_t length) {
    if (text_.size() < length) return false;
    text = text_.substr(0, length);
    text_.remove_prefix(length);
    return true;
  }

 private:
  std::string_view text_;
  std::size_t whole_;
};

/// Length of the record, length of the name, name, calls, time, sum of squares, kind.
bool take_record(Bytes& bytes, Total& total) {
  constexpr std::uint32_t fixed = 4 + 8 + 8 + 8 + 4;
  constexpr const char* kinds[] = {"for", "reduce", "scan", "region"};
  std::uint32_t record = 0;
  std::uint32_t name = 0;
  std::uint32_t kind = 0;
  double squares = 0;
  if (!bytes.take(record) || !bytes.take(name) || record < fixed || name != record - fixed) {
    return false;
  }
  const bool read = bytes.take_text(total.name, name) && bytes.take(total.calls) &&
                    bytes.take(total.seconds) && bytes.take(squares) && bytes.take(kind);
  if (!read || kind > 3) return false;
  total.kind = kinds[kind];
  return true;
}

Outcome<Imported> read_binary(const std::string& text, const std::filesystem::path& file) {
  Bytes bytes(text);
  Imported found;
  double whole = 0;
  bool sound = bytes.take(whole);
  while (sound && !bytes.empty()) {
    Total total;
    sound = take_record(bytes, total);
    if (sound) take(total, 0, found);
  }
  if (!sound) {
    return fail(ErrorKind::bad_input,
                fmt::format("{}: is no file of simple-kernel-timer, or cut off, at byte {}",
                            file.string(), bytes.position()),
                "Run the program to its end: the tool writes when Kokkos is finalized.");
  }
  return checked(std::move(found), file.string());
}

}  // namespace

Outcome<Imported> read_kokkos_timer(const std::filesystem::path& file) {
  const auto text = read_foreign(file);
  if (!text) return pass_on(text);
  const std::size_t first = text->find_first_not_of(" \t\r\n");
  const bool json = first == std::string::npos || (*text)[first] == '{' || (*text)[first] == '[';
  if (!json || file.extension() == ".dat") return read_binary(*text, file);
  return import_object(file, [](ObjectReader& root, Imported& found) {
    if_object(root, "kokkos-kernel-data",
              [&found](ObjectReader& inner) { read_lists(inner, found); });
    read_lists(root, found);
  });
}

}  // namespace tidegate::foreign
