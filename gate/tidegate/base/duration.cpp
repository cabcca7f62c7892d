#include <cstdio>

#include <fmt/format.h>

#include <tidegate/base/duration.hpp>

namespace tidegate {
namespace {

struct Fields {
  int year;
  unsigned month, day, hour, minute, second;
};

Fields split(WallTime time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  return {static_cast<int>(date.year()),
          static_cast<unsigned>(date.month()),
          static_cast<unsigned>(date.day()),
          static_cast<unsigned>(clock.hours().count()),
          static_cast<unsigned>(clock.minutes().count()),
          static_cast<unsigned>(clock.seconds().count())};
}

}  // namespace

std::string iso_time(WallTime time) {
  const Fields f = split(time);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", f.year, f.month, f.day, f.hour,
                     f.minute, f.second);
}

std::string iso_date(WallTime time) { return iso_time(time).substr(0, 10); }

std::string compact_time(WallTime time) {
  const Fields f = split(time);
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", f.year, f.month, f.day, f.hour, f.minute,
                     f.second);
}

Outcome<WallTime> parse_iso_time(std::string_view text) {
  const std::string copy{text};
  Fields f{};
  int used = 0;
  const int read = std::sscanf(copy.c_str(), "%4d-%2u-%2uT%2u:%2u:%2uZ%n", &f.year, &f.month,
                               &f.day, &f.hour, &f.minute, &f.second, &used);
  const std::chrono::year_month_day date{std::chrono::year{f.year}, std::chrono::month{f.month},
                                         std::chrono::day{f.day}};
  if (read != 6 || used != 20 || copy.size() != 20 || !date.ok() || f.hour > 23 || f.minute > 59 ||
      f.second > 60) {
    return fail(ErrorKind::bad_input, fmt::format("'{}' is not a UTC time", copy),
                "Write it as 2026-11-21T01:30:00Z.");
  }
  return std::chrono::sys_days{date} + std::chrono::hours{f.hour} + std::chrono::minutes{f.minute} +
         std::chrono::seconds{f.second};
}

}  // namespace tidegate
