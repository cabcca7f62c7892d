/// Which devices an attempt may use.
/// Decides: whose word counts: the scheduler's, CTest's allocation, CUDA_VISIBLE_DEVICES, and else
/// the first device. Refuses to know: whether a device is free (gpu_claim).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <tidegate/base/error.hpp>
#include <tidegate/run/gpu.hpp>

namespace tidegate::run {

/// The value of a variable of the environment, or nothing.
using Environment = std::function<std::optional<std::string>(const std::string&)>;

/// Of this process.
Environment own_environment();

/// The ids of the devices (resource type `gpus`) that CTest allocated to this test, in their order.
/// Empty without an allocation: no CTEST_RESOURCE_GROUP_COUNT, that is no specification file, or no
/// group with devices. `bad_input` for variables that are not as ctest(1) describes them.
Outcome<std::vector<std::string>> ctest_gpus(const Environment& environment);

/// What CUDA_VISIBLE_DEVICES shall say, device by device: UUIDs wherever nvidia-smi lists the
/// device, for CUDA numbers devices in an order of its own. Empty: nothing is known of any device.
/// `incompatible`: CTest allocated what this machine does not have.
Outcome<std::vector<std::string>> choose_gpus(const Environment& environment,
                                              const std::vector<Gpu>& listed);

}  // namespace tidegate::run
