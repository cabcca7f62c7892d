/// What a row calls the program that measured it.
/// Decides: that a name is relative to the repository, else to the build tree, and never tells
/// where on a machine either lies. Refuses to know: what the program does, and who reads the name.
#pragma once

#include <filesystem>
#include <string>

namespace tidegate::run {

/// `build/bench/bench_matmul` of a program below a repository (the nearest folder above it with
/// `.git`), `bench/bench_matmul` of one below a build tree (with CMakeCache.txt) that is in none,
/// and the name of the file alone of any other: rows are committed, and a folder of somebody's home
/// says nothing to anybody else. A relative path that stays inside stays as it is.
std::string program_name(const std::filesystem::path& program);

}  // namespace tidegate::run
