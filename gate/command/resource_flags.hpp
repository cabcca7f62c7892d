/// Flags about what attempts may occupy: cores, slots, devices, platforms.
/// Decides: their names, help and how they become places. Refuses to know: who comes when
/// (run/scheduler) and what is measured.
#pragma once

#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/row/protocol.hpp>
#include <tidegate/run/attended_worker.hpp>
#include <tidegate/run/gpu.hpp>
#include <tidegate/run/places.hpp>

#include "flag.hpp"

namespace tidegate::command {

inline constexpr Flag flag_platforms{
    "platforms", Arity::one, "LIST",
    "Measure each point on these, as serial,openmp,cuda; one that is missing gets a skipped row"};
inline constexpr Flag flag_strict{
    "strict", Arity::no_value, "",
    "A platform that is missing or became another one in the worker fails the run, and so does "
    "every "
    "other attempt that was skipped: by the worker's own reason, or for --suite-budget-s"};
inline constexpr Flag flag_pin{
    "pin", Arity::one, "CPUS",
    "Use these processors only, as 0,2-5 (default: the last one for workers of one thread)"};
inline constexpr Flag flag_cpu_slots{
    "cpu-slots", Arity::one, "N",
    "Attempts on CPUs at the same time, each on its own group of cores (default 1: all cores)"};
inline constexpr Flag flag_gpus{
    "gpus", Arity::one, "N|UUIDS",
    "Attempts on GPUs at the same time, one a device: a number, or UUIDs with commas (default: one "
    "attempt, on the device that CTest or CUDA_VISIBLE_DEVICES gives, else the first)"};
inline constexpr Flag flag_max_parallel{"max-parallel", Arity::one, "N",
                                        "At most so many attempts at once (default: every place)"};
inline constexpr Flag flag_gpu_settle{
    "gpu-settle-s", Arity::one, "S",
    "Let a device rest so long under its lock before each attempt (default 0)"};

/// The places that the flags ask for; one attempt after another where none is given. `allowed` are
/// the processors of this process. Errors: usage; `incompatible` for processors and devices that
/// are not there.
Outcome<run::Places> places_of(const Arguments& arguments, const std::vector<int>& allowed,
                               const run::GpuTool& tool, double limit_s);

/// The listings that --platforms asks for; all of them without it.
Outcome<std::vector<CaseListing>> wanted_platforms(const Arguments& arguments,
                                                   std::vector<CaseListing> listings);

/// How --strict and --gpu-settle-s have attempts attended.
Outcome<run::Attendance> attendance_of(const Arguments& arguments);

}  // namespace tidegate::command
