/// CUDA's runtime calls: see the header.
#include <stdexcept>

#include <common/cuda_device.hpp>
#include <cuda_runtime_api.h>

namespace kernels::cuda {
namespace {

void require(cudaError_t code, const char* what) {
  if (code == cudaSuccess) return;
  throw std::runtime_error(std::string(what) + ": " + cudaGetErrorString(code));
}

}  // namespace

std::string why_no_device() {
  int count = 0;
  const cudaError_t code = cudaGetDeviceCount(&count);
  if (code != cudaSuccess) return cudaGetErrorString(code);
  return count == 0 ? "no CUDA device is visible" : "";
}

void synchronize() { require(cudaDeviceSynchronize(), "the CUDA device failed"); }

void check_launch() { require(cudaGetLastError(), "a CUDA launch was refused"); }

namespace detail {

void* allocate(std::size_t bytes) {
  void* memory = nullptr;
  require(cudaMalloc(&memory, bytes), "device memory could not be allocated");
  return memory;
}

void release(void* memory) noexcept { cudaFree(memory); }

void copy_in(void* device, const void* host, std::size_t bytes) {
  if (bytes == 0) return;
  require(cudaMemcpy(device, host, bytes, cudaMemcpyHostToDevice), "copying to the device failed");
}

void copy_out(void* host, const void* device, std::size_t bytes) {
  if (bytes == 0) return;
  require(cudaMemcpy(host, device, bytes, cudaMemcpyDeviceToHost),
          "copying from the device failed");
}

}  // namespace detail
}  // namespace kernels::cuda
