/// The common road of all formats that are JSON.
/// Decides: how large a file may be, that NaN and Infinity, which some tools write, count as
/// missing, that bytes of other encodings become U+FFFD, and how a wrong field is called. Refuses
/// to know: any format.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>

#include <tidegate/base/error.hpp>
#include <tidegate/import/foreign.hpp>
#include <tidegate/row/json_fields.hpp>

namespace tidegate::foreign {

/// The largest file that is read, in bytes: what it holds takes some ten times that in memory.
inline constexpr std::uintmax_t largest_file = 256U << 20U;

/// Reads a whole file. Errors: as read_file, and `bad_input` above largest_file.
Outcome<std::string> read_foreign(const std::filesystem::path& file);

/// `text` with the words NaN, Infinity and their like outside of strings replaced by `null`. Lines
/// stay what they are.
std::string without_non_numbers(std::string text);

/// Reads the fields of the outermost object into `found`; complaints go to the reader's problem.
using ReadObject = std::function<void(ObjectReader& root, Imported& found)>;
/// The same for a file whose outermost value is an array of objects, one at a time.
using ReadItem = std::function<void(ObjectReader& item, Imported& found)>;

/// Parses the file, reads it and checks what came of it (foreign::checked). Errors: as
/// read_foreign, and `bad_input` with file, line and field.
Outcome<Imported> import_object(const std::filesystem::path& file, const ReadObject& read);
Outcome<Imported> import_items(const std::filesystem::path& file, const ReadItem& read);
/// The same for a file of lines, each an object of its own; errors name the line.
Outcome<Imported> import_lines(const std::filesystem::path& file, const ReadItem& read);

/// Calls `each` for every object in the array `name`, until a problem is found. An array that is
/// missing is a problem.
void each_object(ObjectReader& parent, std::string_view name,
                 const std::function<void(ObjectReader&)>& each);

/// The same for an object that may be missing.
void if_object(ObjectReader& parent, std::string_view name,
               const std::function<void(ObjectReader&)>& then);

/// A time in units of `unit_s`, in s; one that cannot be is a problem. 0, which a coarse clock
/// gives, is left to foreign::checked.
double time_field(ObjectReader& object, std::string_view name, double unit_s);

/// The numbers of an array, each times `factor`; empty where it is missing.
std::vector<double> numbers_field(ObjectReader& object, std::string_view name, double factor = 1);

}  // namespace tidegate::foreign
