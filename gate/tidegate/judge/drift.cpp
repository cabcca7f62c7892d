#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <utility>

#include <fmt/format.h>

#include <tidegate/judge/drift.hpp>

namespace tidegate::judge {
namespace {

constexpr int digits = 6;

/// Key and seed; canonical keys have no newline.
using Name = std::pair<std::string, std::uint64_t>;

Name name_of(const OutputRecord& record) { return {record.key.canonical(), record.seed}; }

double round_digits(double value) {
  if (!std::isfinite(value)) return value;
  const std::string text = fmt::format("{:.{}g}", value, digits);
  double result = value;
  std::from_chars(text.data(), text.data() + text.size(), result);
  return result;
}

/// `l1 is 12.3457, was 12.3401`; empty where they agree.
std::string number_difference(std::string_view what, double was, double is, double scale) {
  if (agree(was, is, scale)) return {};
  // Enough digits to see a difference that one in the sixth makes.
  return fmt::format("{} is {:.7g}, was {:.7g}", what, is, was);
}

std::string number_difference(std::string_view what, double was, double is) {
  return number_difference(what, was, is, std::max(std::abs(was), std::abs(is)));
}

std::string shape_text(const std::vector<std::uint64_t>& shape) {
  return fmt::format("({})", fmt::join(shape, ", "));
}

std::string digest_difference(const OutputDigest& was, const OutputDigest& is) {
  if (was.shape != is.shape) {
    return fmt::format("shape is {}, was {}", shape_text(is.shape), shape_text(was.shape));
  }
  if (was.dtype != is.dtype) return fmt::format("dtype is {}, was {}", is.dtype, was.dtype);
  if (was.finite != is.finite || was.nonfinite != is.nonfinite) {
    return fmt::format("{} finite and {} other elements, were {} and {}", is.finite, is.nonfinite,
                       was.finite, was.nonfinite);
  }
  for (const auto& [what, member] : {std::make_pair("L1", &OutputDigest::l1),
                                     std::make_pair("L2 squared", &OutputDigest::l2_squared),
                                     std::make_pair("L infinity", &OutputDigest::linf)}) {
    if (std::string text = number_difference(what, was.*member, is.*member); !text.empty()) {
      return text;
    }
  }
  return {};
}

std::string echo_difference(const OutputRecord& was, const OutputRecord& is) {
  if (was.checked != is.checked) {
    return fmt::format("{} elements were checked, {} before", is.checked, was.checked);
  }
  const double scale = std::max(was.echo->max_abs, is.echo->max_abs);
  for (const auto& [what, member] :
       {std::make_pair("the mean", &Echo::mean), std::make_pair("the largest element", &Echo::max),
        std::make_pair("the largest magnitude", &Echo::max_abs)}) {
    std::string text = number_difference(what, (*was.echo).*member, (*is.echo).*member, scale);
    if (!text.empty()) return text;
  }
  return {};
}

/// How attempts of one key and seed differ from the first of them; empty where they do not.
std::string disagreement(const std::vector<const OutputRecord*>& attempts) {
  for (const OutputRecord* other : attempts) {
    const std::string text = difference(*attempts.front(), *other);
    if (!text.empty()) return "from equal inputs, in another attempt " + text;
  }
  return {};
}

DriftLine line_of(const OutputRecord* accepted, const std::vector<const OutputRecord*>& now,
                  const FailedKeys& failed) {
  const OutputRecord& any = accepted != nullptr ? *accepted : *now.front();
  DriftLine line{any.key, any.seed, DriftState::same, {}};
  const auto become = [&line](DriftState state, std::string why) {
    line.state = state;
    line.why = std::move(why);
  };
  if (now.empty()) {
    become(DriftState::missing, "no ok row states an output of this seed");
  } else if (const auto found = failed.find(any.key.canonical()); found != failed.end()) {
    become(DriftState::unstable, fmt::format("another attempt is {}", status_name(found->second)));
  } else if (std::string unlike = disagreement(now); !unlike.empty()) {
    become(DriftState::unstable, std::move(unlike));
  } else if (accepted == nullptr) {
    become(DriftState::unknown, "nobody accepted an output of this seed");
  } else if (std::string changed = difference(*accepted, *now.front()); !changed.empty()) {
    become(DriftState::drifted, std::move(changed));
  }
  return line;
}

}  // namespace

std::string_view drift_state_name(DriftState state) {
  switch (state) {
    case DriftState::same:
      return "same";
    case DriftState::drifted:
      return "drifted";
    case DriftState::unstable:
      return "unstable";
    case DriftState::unknown:
      return "unknown";
    case DriftState::missing:
      break;
  }
  return "missing";
}

bool agree(double a, double b, double scale) {
  if (a == b) return true;
  if (!std::isfinite(a) || !std::isfinite(b) || !(scale > 0)) return false;
  const double unit = std::pow(10.0, std::floor(std::log10(scale)) - (digits - 1));
  // Beside the unit itself, the rounding of the values that are compared.
  constexpr double slack = 1e-9;
  return std::abs(a - b) <= unit * (1 + slack);
}

std::string difference(const OutputRecord& accepted, const OutputRecord& now) {
  if (accepted.digest && now.digest) return digest_difference(*accepted.digest, *now.digest);
  if (accepted.digest) return "the worker states no digest of its output any more";
  if (accepted.echo && now.echo) return echo_difference(accepted, now);
  return "the accepted numbers are of checked elements, and none were checked now";
}

OutputRecord rounded(OutputRecord record) {
  if (record.digest) {
    for (double* value : {&record.digest->l1, &record.digest->l2_squared, &record.digest->linf}) {
      *value = round_digits(*value);
    }
  }
  if (record.echo) {
    record.echo->correlation.reset();
    for (double* value : {&record.echo->mean, &record.echo->max, &record.echo->max_abs}) {
      *value = round_digits(*value);
    }
  }
  return record;
}

std::vector<DriftLine> drift(std::span<const OutputRecord> accepted,
                             std::span<const OutputRecord> now, const FailedKeys& failed) {
  std::map<Name, std::pair<const OutputRecord*, std::vector<const OutputRecord*>>> outputs;
  for (const OutputRecord& record : accepted) outputs[name_of(record)].first = &record;
  for (const OutputRecord& record : now) outputs[name_of(record)].second.push_back(&record);
  std::vector<DriftLine> lines;
  for (const auto& [name, sides] : outputs) {
    lines.push_back(line_of(sides.first, sides.second, failed));
  }
  return lines;
}

}  // namespace tidegate::judge
